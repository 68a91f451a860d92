"""What the parts of a page of staff say of a role, and what they offer. No row is read."""

from datetime import date, datetime
from types import SimpleNamespace as Some
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string

from tests.pages import words_of_part

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
GRANT = {"pk": 4, "starts": date(2026, 7, 1), "ends": date(2027, 6, 30)}


def role(grant=None, **values):
    plain = {"is_soon": False, "goes_on": False, "given_by": "", "ended_by": "", "why_ended": ""}
    held = Some(**GRANT | {"revoked_at": None, "reason": "Position"} | (grant or {}))
    return Some(role="Counselor", place="Oak", grant=held, **{**plain, **values})


def drawn(*held, students=0, may_change=(), nothing="None yet"):
    about = {"title": "Roles", "id": "now", "held": held, "students": students}
    return render_to_string(
        "accounts/_held.html", about | {"nothing": nothing, "may_change": may_change}
    )


@pytest.mark.parametrize(
    ("values", "told", "untold"),
    [
        ({}, ["Jul 1, 2026 to", "Position"], ["Ends soon", "Given by", "Ended by", ", ended"]),
        ({"is_soon": True}, ["Ends soon"], []),
        ({"given_by": "Bo"}, ["Given by Bo: Position"], ["Ended by"]),
        ({"ended_by": "Bo", "why_ended": "Moved"}, ["Ended by Bo: Moved"], []),
        ({"grant": {"revoked_at": NOON}}, [", ended Wed, Nov 18, 2026"], []),
    ],
)
def test_a_role_says_from_when_to_when_by_whom_and_why(values, told, untold):
    about = {"title": "Roles", "id": "now", "held": [role(**values)], "students": 0}
    text = words_of_part("accounts/_held.html", **about, may_change=(), nothing="")
    text = text.replace(" ,", ",")
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


@pytest.mark.parametrize(
    ("may_change", "goes_on", "ends", "extends"),
    [((4,), False, True, True), ((4,), True, True, False), ((5,), False, False, False)],
)
def test_a_role_is_ended_and_goes_on_by_whom_may_change_it(may_change, goes_on, ends, extends):
    page = drawn(role(goes_on=goes_on), may_change=may_change)
    assert (">End<" in page, ">Go on<" in page) == (ends, extends)


@pytest.mark.parametrize(
    ("held", "students", "said"),
    [((), 0, "None yet"), ((), 2, "2 students by name"), ((role(),), 0, "Counselor")],
)
def test_nobody_has_nothing_without_a_word(held, students, said):
    page = drawn(*held, students=students)
    assert said in page
    assert ("None yet" in page) is (said == "None yet")
    assert ("by name" in page) is bool(students)
