"""A caseload: whose cases it has, its counts and its lines."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from attendance.choices import Excuse, Outcome
from cases.access import cases_for, own_cases
from cases.actions.summaries import follow_schools
from cases.queries import count_cases, rows_of, trends_of
from contacts.access import notes_for
from contacts.choices import NoteOutcome, WithWhom
from students.models import SchoolDay
from tasks.access import tasks_for
from tests.contacts.world import UUID_2, log
from tests.factories import (
    TODAY,
    YEAR,
    CaseFactory,
    DayOutcomeFactory,
    EnrollmentFactory,
    GuardianFactory,
    NoteFactory,
    SchoolDayFactory,
    StandingFactory,
    StudentFactory,
    TaskFactory,
)
from tests.world import hire

YESTERDAY = TODAY - timedelta(days=1)


def fill(who, school, many):
    """So many cases of the person, each with a note, a task and a standing."""
    for _ in range(many):
        student = StudentFactory()
        EnrollmentFactory(student=student, school=school, grade="7")
        StandingFactory(student=student, school=school)
        CaseFactory(student=student, owner=who, last_reached_on=TODAY)
        NoteFactory(
            about_student=student,
            reached=True,
            with_whom=WithWhom.SOMEONE,
            with_name="Aunt Rosa",
        )
        TaskFactory(student=student)


# --- Whose ------------------------------------------------------------------------------


def test_cases_notes_and_tasks_are_those_of_students_within_reach(district, who, case):
    note = log(who, district.ana, district.dov)
    task = TaskFactory(student=district.ana)
    far = hire(Role.COUNSELOR, district.elm)
    inside = (cases_for, notes_for, tasks_for)
    assert [list(f(who, "case.read", on=TODAY)) for f in inside] == [[case], [note], [task]]
    assert [list(f(far, "case.read", on=TODAY)) for f in inside] == [[], [], []]
    assert [list(f(who, "docket.manage", on=TODAY)) for f in inside] == [[], [], []]


def test_own_cases_are_open_and_within_reach(district, who, case):
    CaseFactory(student=district.dov, owner=who)  # out of reach since
    CaseFactory(student=district.ben)  # somebody else's
    assert list(own_cases(who, on=TODAY)) == [case]


# --- My caseload ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opened", "reached", "unreached"),
    [
        (14, None, 0),
        (15, None, 1),  # nobody was reached since it was opened
        (60, 14, 0),
        (60, 15, 1),
        (2, 60, 1),
    ],
)
def test_whom_nobody_reached(district, who, opened, reached, unreached):
    last = TODAY - timedelta(days=reached) if reached else None
    case = CaseFactory(
        student=district.ana,
        owner=who,
        opened_on=TODAY - timedelta(days=opened),
        last_reached_on=last,
    )
    load = count_cases(own_cases(who, on=TODAY), on=TODAY)
    assert (load.total, load.unreached, load.unreached_days) == (1, unreached, 14)
    [row] = rows_of([case], on=TODAY, unreached_days=14)
    assert row.is_unreached is bool(unreached)
    assert row.days_since_reached == reached


def test_counts_by_view_and_tier(district, who):
    CaseFactory(student=district.ana, owner=who, next_due_on=YESTERDAY, tier="intensive")
    CaseFactory(student=district.ben, owner=who, next_due_on=TODAY, last_reached_on=TODAY)
    load = count_cases(own_cases(who, on=TODAY), on=TODAY)
    assert (load.total, load.overdue, load.idle, load.unreached) == (2, 1, 0, 1)
    assert load.tiers == {"prevention": 0, "early": 1, "intensive": 1}


def test_the_last_person_reached_is_named(district, who, case):
    adult = GuardianFactory(first_name="María", last_name="López")
    log(who, district.ana, with_whom=WithWhom.ADULT, guardian=adult, with_name="")
    log(who, district.ana, uuid=UUID_2, reached=False, outcome=NoteOutcome.NO_ANSWER)
    case.refresh_from_db()
    [row] = rows_of([case], on=TODAY, unreached_days=14)
    assert (row.last_reached.who, row.last_reached.how) == ("María López", "Call")
    assert (row.name, row.school) == ("Ito, Ana", "Oak")


@pytest.mark.parametrize("many", [10, 50])
def test_a_caseload_of_any_size_takes_as_many_statements(
    district, who, django_assert_max_num_queries, many
):
    fill(who, district.oak, many)
    with django_assert_max_num_queries(7):
        load = count_cases(own_cases(who, on=TODAY), on=TODAY)
        found = list(own_cases(who, on=TODAY))
        rows = rows_of(found, on=TODAY, unreached_days=load.unreached_days)
    assert len(rows) == load.total == many
    assert rows[0].last_reached.who == "Aunt Rosa"


def test_trends_count_days_absent_by_week(district):
    monday = TODAY - timedelta(days=TODAY.weekday())
    for week in range(1, 8):
        for weekday in range(5):
            SchoolDayFactory(
                school=district.oak,
                date=monday - timedelta(weeks=week) + timedelta(days=weekday),
                is_school_day=week != 3,  # a week of vacation
            )
    SchoolDayFactory(school=district.oak, date=TODAY)
    for day, outcome in (
        (TODAY, Outcome.ABSENT),
        (monday - timedelta(days=8), Outcome.ABSENT),  # a Sunday: of the week that it ends
        (monday - timedelta(days=7), Outcome.SUSPENDED_OUT),
        (monday - timedelta(days=6), Outcome.ABSENT),
        (monday - timedelta(days=5), Outcome.TARDY),
    ):
        DayOutcomeFactory(
            student=district.ana,
            school=district.oak,
            date=day,
            outcome=outcome,
            excuse=Excuse.EXCUSED,
        )
    assert trends_of([district.ana.pk], on=TODAY) == {district.ana.pk: (0, 0, 0, 0, None, 1, 2, 1)}
    SchoolDay.objects.filter(date=TODAY).update(date=TODAY + timedelta(days=1))
    assert trends_of([district.ana.pk], on=TODAY)[district.ana.pk][-1] is None  # not begun


def test_the_week_in_which_the_school_year_begins_is_one_of_it(district):
    SchoolDayFactory(school=district.oak, date=date(2026, 7, 2))
    assert trends_of([district.ben.pk], on=date(2026, 7, 2))[district.ben.pk][-2:] == (None, 0)


def test_a_case_follows_its_student_to_another_school(worker_db, district):
    case = CaseFactory(student=district.ana, school=district.oak)
    StandingFactory(student=district.ana, school=district.pine, is_enrolled=True)
    before = {"school": district.elm, "school_year": YEAR - 1}
    StandingFactory(student=district.ana, is_enrolled=True, **before)
    over = {"closed_on": TODAY, "closed_by": hire(Role.DIRECTOR), "close_reason": "other"}
    closed = CaseFactory(student=district.ana, school=district.oak, **over)
    left = CaseFactory(student=district.ben, school=district.oak)
    StandingFactory(student=district.ben, school=district.oak, is_enrolled=False)
    assert follow_schools() == 2
    for one, school in ((case, district.pine), (closed, district.oak), (left, None)):
        one.refresh_from_db()
        assert one.school == school
    assert follow_schools() == 0
