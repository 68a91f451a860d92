"""Who a student is and how the year stands, as the head of the page says it. No row is read."""

from datetime import date
from types import SimpleNamespace as Some

import pytest
from django.template.loader import render_to_string

from tests.pages import words_of_part

PLACE = {"school": "Oak", "grade": "5", "never_came": False, "is_open": True, "exit_date": None}
YEAR = {
    "state": "none",
    "waits": False,
    "because": "By the rule.",
    "counted_days": 3,
    "more_due": 0,
    "reports_filed": 0,
    "reports_due": 0,
    "is_due": False,
    "band": "",
    "absent_now": 0,
    "days_absent": 0,
    "days_enrolled": 60,
}


def identity(place=None, year=None, **values):
    student = Some(pk=7, first_name="Ana", last_name="Ito", full_name="Ana Ito", sis_id="S7")
    student.home_language = values.pop("home_language", "")
    plain = {
        "student": student,
        "place": Some(**PLACE | place) if place is not None else None,
        "age": 11,
        "year": Some(**YEAR | year) if year is not None else None,
        "is_this_year": True,
        "school_year": 2026,
        "reads_cases": False,
        "reached": None,
        "first_call": None,
    }
    return Some(**{**plain, **values})


@pytest.mark.parametrize(
    ("place", "told", "untold"),
    [
        (None, ["Not enrolled"], ["Grade"]),
        ({}, ["Oak", "Grade 5"], ["left", "never came", "Not enrolled"]),
        ({"is_open": False, "exit_date": date(2026, 10, 2)}, ["(left Fri, Oct 2, 2026)"], []),
        ({"never_came": True, "is_open": False}, ["(never came)"], ["(left"]),
        ({"grade": ""}, ["Oak"], ["Grade"]),
    ],
)
def test_the_head_says_where_the_student_goes_to_school(place, told, untold):
    text = words_of_part("desk/_identity.html", file=identity(place))
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


@pytest.mark.parametrize(("age", "said"), [(0, "0 years old"), (11, "11 years old"), (None, "No birth date on file")])  # fmt: skip
def test_the_head_says_the_age(age, said):
    assert said in words_of_part("desk/_identity.html", file=identity(age=age))


@pytest.mark.parametrize(
    ("values", "year", "told", "untold"),
    [
        ({}, None, [], ["Nobody was reached", "By the rule", "judged again"]),
        ({}, {}, ["By the rule."], ["due", "judged again", "In 20", "Nobody was reached"]),
        ({"is_this_year": False}, {}, ["In 2026"], []),
        ({}, {"is_due": True}, ["Something changed since this was judged"], []),
        ({}, {"more_due": 1}, ["By the rule."], ["more report due"]),
        ({}, {"more_due": 1, "reports_filed": 1}, ["1 more report due."], []),
        (
            {},
            {"state": "report_due", "more_due": 2},
            ["3 counted days: 2 reports due."],
            ["By the"],
        ),
        ({}, {"waits": True}, ["until somebody withdraws or upholds it"], ["By the rule"]),
        ({"reads_cases": True}, {}, ["Nobody was reached yet."], []),
        (
            {"reads_cases": True, "reached": Some(on=date(2026, 11, 9), how="Call")},
            {},
            ["Somebody was last reached Mon, Nov 9, 2026: call."],
            ["Nobody was"],
        ),
    ],
)
def test_the_head_says_how_the_year_stands(values, year, told, untold):
    text = words_of_part("desk/_identity.html", file=identity({}, year, **values))
    text = text.replace(" .", ".").replace(" :", ":")
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


def test_the_head_offers_the_first_call_where_somebody_may_be_called():
    call = Some(name="Mia", phone=Some(link="tel:+1"), key="3")
    for found, is_offered in ((call, True), (None, False)):
        drawn = render_to_string("desk/_identity.html", {"file": identity(first_call=found)})
        assert ("tel:+1" in drawn) is is_offered
