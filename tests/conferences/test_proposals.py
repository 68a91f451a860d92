"""Whom a conference is to be offered: once a report stands, and until one was tried; and what is to be said."""

from datetime import date, timedelta

import pytest

from attendance.choices import StepKind
from conferences.queries.proposals import proposals
from core import sql
from law.packs import load_pack
from tests.attendance.reports import filed
from tests.conferences.world import NINE, ended, offer
from tests.desk.rows import school_days
from tests.desk.test_timeline import step
from tests.factories import TODAY, YEAR

AFTER = TODAY + timedelta(days=7)
DAYS = school_days(3)


def proposed(pack="california", on=TODAY):
    [one] = proposals(load_pack(pack))
    values = {"on": on, "school_year": YEAR, **one.values}
    return {row["student_id"]: row for row in sql.rows(one.statement, values)}


def test_once_a_report_stands_a_conference_is_to_be_offered(district):
    filed(district.ana, *DAYS, on=date(2026, 10, 5))
    found = proposed()
    assert set(found) == {district.ana.pk}
    row = found[district.ana.pk]
    assert row["title"] == "Offer a conference with parent and student"
    assert row["reason"] == "A report stands, and no conference was offered since."
    assert (row["school_id"], row["day"]) == (district.oak.pk, date(2026, 10, 5))


def test_a_law_that_asks_for_none_proposes_none(district):
    filed(district.ana, *DAYS)
    assert proposed("maryland") == {}


@pytest.mark.parametrize("kind", [StepKind.EFFORT_48262, StepKind.CONFERENCE])
def test_what_was_tried_after_it_is_enough(district, kind):
    filed(district.ana, *DAYS)
    step(district.ana, kind, "history", "1")
    assert proposed() == {}


def test_what_was_tried_before_the_report_is_not(district):
    filed(district.ana, *DAYS, on=AFTER)
    step(district.ana, StepKind.EFFORT_48262, "history", "1")
    assert set(proposed()) == {district.ana.pk}


def test_an_offer_is_enough_and_is_asked_about_once_its_last_time_is_over(district, who, mother):
    filed(district.ana, *DAYS)
    made = offer(who, district.ana, mother)
    last = NINE.date()
    assert proposed(on=last) == {}
    row = proposed(on=last + timedelta(days=1))[district.ana.pk]
    assert (row["title"], row["key"]) == (
        "Say what came of a conference",
        f"conference:{made.pk}",
    )
    assert row["reason"] == "It was offered for Nov 24."
    ended(who, made, "hold")
    assert proposed(on=last + timedelta(days=1)) == {}
