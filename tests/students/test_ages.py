"""How old a student of a grade can be."""

import pytest

from students.rules.ages import ages, ages_in


@pytest.mark.parametrize(
    ("grade", "ages"),
    [("TK", (2, 9)), ("K", (3, 10)), ("5", (8, 15)), ("8", (11, 18)), ("12", (15, 22))],
)
def test_how_old_a_student_of_a_grade_can_be(grade, ages):
    assert ages_in(grade) == ages


@pytest.mark.parametrize("grade", ["", "-1", "13", "0", "Ungraded", "Adult"])
def test_a_grade_that_says_nothing(grade):
    assert ages_in(grade) is None


def test_every_grade_that_says_something_has_its_ages():
    assert len(ages()) == 15
    assert all(youngest < oldest for youngest, oldest in ages().values())
