"""What a brief says of conferences: the one that is offered, and what came of the last."""

import pytest

from conferences.queries.brief import brief
from tests.conferences.world import UUID_2, ended, offer
from tests.factories import TODAY

MAY = frozenset({"case.read"})


def said(student):
    return {one.kind: one for one in brief(student, MAY, TODAY)}


def test_what_is_offered_is_said_with_its_day_and_place(district, who, mother):
    made = offer(who, district.ana, mother)
    [one] = brief(district.ana, MAY, TODAY)
    assert one.text == (
        "A conference with parent and student is offered for November 24, 2026, at school."
    )
    assert (one.kind, one.key) == ("conference", f"conference:{made.pk}")
    assert one.href == f"/students/{district.ana.pk}/conference/"


@pytest.mark.parametrize(
    ("verb", "came"),
    [
        ("hold", "held"),
        ("miss", "family did not come"),
        ("refuse", "refused"),
        ("put_off", "put off by the family"),
    ],
)
def test_what_came_of_the_last_is_said(district, who, mother, verb, came):
    ended(who, offer(who, district.ana, mother), verb)
    words = f"The last conference that was offered: {came}, on November 18, 2026."
    assert said(district.ana)["conference_ended"].text == words


def test_both_are_said_of_an_offer_after_another(district, who, mother):
    ended(who, offer(who, district.ana, mother), "miss")
    offer(who, district.ana, mother, uuid=UUID_2)
    assert set(said(district.ana)) == {"conference", "conference_ended"}


def test_of_another_child_nothing_is_said(district, who, mother):
    offer(who, district.ana, mother)
    assert said(district.ben) == {}
