"""Student-years left to be judged: none is lost, whatever else goes on meanwhile."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg2
import pytest
from django.db import connection

from attendance.actions import due
from attendance.actions.assess import assess
from attendance.actions.due import mark_due
from attendance.models import Assessment, DayOutcome, JudgementDue, Standing
from audit.actions import act_of
from audit.choices import ActorKind
from audit.rules import Actor
from core import sql
from law.actions import use_policy
from law.queries import pack_as_of
from tests.attendance.fall_of_2026 import DAYS, T, U, on, student_year
from tests.attendance.world import load
from tests.factories import act

NIGHTLY = Actor(kind=ActorKind.JOB, id="nightly", name="nightly")
CHANGED = [(1, 2026)]


@pytest.fixture
def elsewhere(worker_committed: None) -> Iterator[Any]:
    """A worker's connection beside the test's own: what it writes waits for its commit."""
    other = psycopg2.connect(**connection.get_connection_params())
    yield other
    other.close()


def test_a_change_that_commits_after_assess_took_the_row_stays_due(elsewhere):
    JudgementDue.objects.create(student_id=1, school_year=2026)
    with elsewhere, elsewhere.cursor() as cursor:
        written = sql.statement(due.__file__, "mark_due")
        cursor.execute(written, {"students": [1], "school_years": [2026]})
        assess(act(on=date(2026, 11, 20)))
    assert JudgementDue.objects.filter(student_id=1, school_year=2026).exists()


def test_any_number_is_left_in_one_statement(worker_db, django_assert_num_queries):
    years = [(student, year) for student in range(500, 0, -1) for year in (2026, 2025)]
    mark_due(years[:3])
    with django_assert_num_queries(1):
        mark_due(years + years)
    left = JudgementDue.objects.order_by("student_id", "school_year")
    assert list(left.values_list("student_id", "school_year")) == sorted(years)


def test_none_is_none(worker_db, django_assert_num_queries):
    with django_assert_num_queries(0):
        mark_due([])


def test_assess_takes_what_is_due(worker_db):
    mark_due(CHANGED)
    mark_due(CHANGED * 2)
    assess(act(on=date(2026, 11, 20)))
    assert not JudgementDue.objects.exists()


def test_a_year_that_ended_since_the_last_run_is_judged_to_its_end(worker_db):
    load(student_year(U("06-09")))
    use_policy(act_of(NIGHTLY), pack="lausd", overrides={}, effective_from=on("07-01"))
    assess(act(on=on("06-10")))
    assess(act(on=date(2027, 7, 1)))
    standing = Standing.objects.get(school_year=2026)
    assert (standing.as_of, standing.days_enrolled) == (on("06-30"), len(DAYS))
    years = Assessment.objects.order_by("pk").values_list("school_year", "as_of")
    assert list(years) == [
        (2026, on("06-10")),
        (2027, date(2027, 7, 1)),
        (2026, on("06-30")),
    ]
    assess(act(on=date(2027, 7, 2)))
    assert Assessment.objects.filter(school_year=2026).count() == 2


def test_judged_as_of_a_day_before_the_last_run_all_is_as_it_was_then(worker_db):
    load(student_year(U("10-05")))
    use_policy(act_of(NIGHTLY), pack="lausd", overrides={}, effective_from=on("07-01"))
    found = []
    for day in ("10-09", "10-02", "10-09"):
        assess(act(on=on(day)))
        standing = Standing.objects.get(school_year=2026)
        found.append((standing.as_of, standing.days_absent))
    assert found == [(on("10-09"), 1), (on("10-02"), 0), (on("10-09"), 1)]


def test_a_window_past_the_end_of_the_calendar_is_looked_at_again_as_the_day_moves(worker_db):
    """Nothing is left on which the day would count: a return still moves its window."""
    absent, back = sorted(DAYS)[-11:-9]
    load(student_year(U(absent.isoformat())))
    use_policy(act_of(NIGHTLY), pack="lausd", overrides={}, effective_from=on("07-01"))
    found = []
    for day in (absent, back):
        assess(act(on=day))
        found.append(DayOutcome.objects.values_list("pending_until", "countable_on").get())
    assert found == [(max(DAYS), None), (None, None)]


def test_a_day_counts_once_its_window_has_closed_though_nothing_was_changed(worker_db):
    load(student_year(U("09-03")))
    use_policy(act_of(NIGHTLY), pack="lausd", overrides={}, effective_from=on("07-01"))
    assess(act(on=on("09-08")))  # the student is back by then, which begins the window
    day = DayOutcome.objects.get().countable_on
    found = []
    for as_of in (day - timedelta(days=1), day, day + timedelta(days=1)):
        assess(act(on=as_of))
        found.append(Standing.objects.get().counted_days)
    assert found == [0, 1, 1]


def test_a_year_that_is_over_keeps_the_policy_of_its_end(worker_db):
    load(student_year(T("09-16", 31), T("09-17", 31), T("09-18", 31)))
    use_policy(act_of(NIGHTLY), pack="california", overrides={}, effective_from=on("07-01"))
    assess(act(on=on("06-30")))
    new_year = date(2027, 7, 1)
    stricter = {"truancy.minutes": 60}
    use_policy(act_of(NIGHTLY), pack="california", overrides=stricter, effective_from=new_year)
    JudgementDue.objects.create(student_id=1, school_year=2026)
    assess(act(on=new_year))
    assert Standing.objects.get(school_year=2026).counted_days == 3
    assert pack_as_of(on("06-30"), today=new_year).value("truancy.minutes") == 30
    assert pack_as_of(new_year, today=new_year).value("truancy.minutes") == 60


def test_a_year_from_before_any_policy_takes_todays(worker_db):
    use_policy(act_of(NIGHTLY), pack="lausd", overrides={}, effective_from=on("11-01"))
    assert pack_as_of(date(2026, 6, 30), today=on("11-20")).name == "lausd"
