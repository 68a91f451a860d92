"""A note for all names no child: names are found as words."""

import pytest

from plans.rules.groups import names_one


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We planned mornings.", False),
        ("Ana spoke first.", True),
        ("It was ANA’s turn", True),
        ("Talked about Mrs. ito", True),
        ("A banana for all", False),
        ("Jo was calm", False),  # two letters stand in too many words
        ("Anne-Marie left early", True),
        ("", False),
    ],
)
def test_a_name_is_found_as_a_word(text, named):
    assert names_one(text, ["Ana Ito", "Jo Li", "Anne-Marie Roy"]) is named


def test_ones_own_name_may_stand_in_ones_words():
    names = ["Ana Ito", "Ben Ito"]
    assert not names_one("Ana Ito was calm", names, but="Ana Ito")
    assert names_one("Ana sat with Ben", names, but="Ana Ito")
