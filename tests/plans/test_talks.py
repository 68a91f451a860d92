"""Rules of plans at their edges."""

import pytest

from contacts.rules import is_conference_effort, outcome_fits, reaches
from plans.choices import Speaker, TalkedHow
from plans.rules.talks import CONTACTS, is_contact, weighed


@pytest.mark.parametrize(
    ("codes", "main", "found"),
    [
        ([], "", []),
        (["B05"], "", ["B05"]),
        (["B05", "D01"], "", ["B05", "D01"]),
        (["B05", "D01"], "D01", ["D01", "B05"]),
        (["B05", "B05"], "", ["B05"]),
        (["B05"], "D01", ["D01", "B05"]),  # what weighs most was found
    ],
)
def test_what_weighs_most_stands_first(codes, main, found):
    assert weighed(codes, main) == found


@pytest.mark.parametrize("speaker", Speaker)
def test_a_talk_with_staff_is_no_contact(speaker):
    assert is_contact(speaker) == (speaker != "staff")


@pytest.mark.parametrize("how", TalkedHow)
def test_a_talk_is_a_contact_that_reaches(how):
    kind, _, outcome = CONTACTS[how]
    assert outcome_fits(kind, outcome)
    assert reaches(kind, outcome)
    assert not is_conference_effort(kind, "plan", "adult", outcome)
