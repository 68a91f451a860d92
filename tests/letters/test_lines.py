"""What a line about a letter says of how far it is, on a student's page and in a list. No row is read."""

from datetime import date, datetime
from types import SimpleNamespace as Some
from zoneinfo import ZoneInfo

import pytest

from tests.pages import words_of_part

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
DONE = Some(by="Bo Reyes", at=NOON)
SAID = {
    "mailed": "Mailed",
    "printed": "Printed",
    "approved": "Approved",
    "not sent": "Not to be sent",
    "upheld": "The report was upheld",
    "withdrawn": "Its report was withdrawn",
    "due": "Due by",
}


def letter(**values):
    plain = {
        "pk": 4,
        "title": "First notice",
        "stage": "due",
        "mailed": None,
        "mailed_on": None,
        "printed": None,
        "approved": None,
        "is_not_sent": False,
        "is_correction": False,
        "is_unsupported": False,
        "due_by": date(2026, 11, 20),
        "copies": (),
    }
    return Some(**{**plain, **values})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "due"),
        ({"stage": "approved", "approved": DONE}, "approved"),
        ({"stage": "printed", "approved": DONE, "printed": DONE}, "printed"),
        (
            {"stage": "mailed", "approved": DONE, "printed": DONE, "mailed": DONE, "mailed_on": NOON.date()},
            "mailed",
        ),
        ({"stage": "withdrawn"}, "withdrawn"),
        ({"stage": "withdrawn", "is_correction": True}, "upheld"),
        ({"stage": "withdrawn", "is_not_sent": True}, "not sent"),
        ({"stage": "withdrawn", "is_not_sent": True, "is_correction": True}, "not sent"),
    ],
)  # fmt: skip
def test_a_letter_says_how_far_it_is(values, said):
    text = words_of_part("letters/_student_letters.html", found=[letter(**values)])
    assert {name for name, words in SAID.items() if words in text} == {said}


@pytest.mark.parametrize(
    ("values", "copies", "warns"),
    [
        ({}, "", False),
        ({"copies": (1,)}, "· 1 copy", False),
        ({"copies": (1, 2), "is_unsupported": True}, "· 2 copies", True),
    ],
)
def test_a_letter_says_its_copies_and_what_changed_under_it(values, copies, warns):
    text = words_of_part("letters/_student_letters.html", found=[letter(**values)])
    assert copies in text
    assert ("cop" in text) is bool(copies)
    assert ("the family must be told" in text) is warns
    assert "No letter yet" not in text
    assert "No letter yet" in words_of_part("letters/_student_letters.html", found=[])
