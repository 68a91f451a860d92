"""A caseload's counts and lines, contacts and timelines, loads, and what waits today."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.access import reach_of
from accounts.choices import Role
from attendance.choices import Excuse, Outcome
from cases.access import cases_for, own_cases
from cases.actions import assign, do
from cases.actions.summaries import follow_schools
from cases.models import Case
from cases.queries import count_cases, rows_of, trends_of
from contacts.access import notes_for
from contacts.actions import amend_note, log_note, sign_note
from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.models import Note
from contacts.queries import adults_to_call, contact_log, siblings_to_name
from desk.queries.timeline import timeline
from students.models import Student
from tasks.access import own_tasks, tasks_for
from tasks.models import Task
from tasks.queries import today_items
from tasks.queries.lists import count_tasks, waiting_tasks
from tests.contacts.world import NOW, UUID_2, contact, log
from tests.factories import (
    TODAY,
    CaseFactory,
    DayOutcomeFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    NoteFactory,
    SchoolDayFactory,
    StandingFactory,
    StudentFactory,
    TaskFactory,
    act,
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
    assert trends_of([district.ana.pk], on=TODAY) == {district.ana.pk: (0, 0, 0, 0, None, 0, 2, 1)}


# --- Contacts ---------------------------------------------------------------------------


def test_the_contact_log_has_attempts_and_leaves_out_what_was_replaced(district, who):
    first = log(who, district.ana, reached=False, outcome=NoteOutcome.VOICEMAIL)
    sign_note(note=first, act=act(who, at=NOW))
    amended = amend_note(note=first, client_uuid=UUID_2, contact=contact(), act=act(who, at=NOW))
    log_note(
        client_uuid="00000000-0000-0000-0000-000000000009",
        students=[district.ana],
        contact=contact(kind=NoteKind.OTHER, outcome="", reached=False),
        act=act(who, at=timezone.now()),
    )
    [line] = contact_log(district.ana.pk)
    assert (line.note_id, line.amends, line.reached) == (amended.pk, first.recorded_at, True)
    assert (line.kind, line.outcome, line.with_whom) == ("Call", "Spoke", "Aunt Rosa")
    assert contact_log(district.ana.pk, end=YESTERDAY) == []
    assert contact_log(district.ben.pk) == []


def test_whoever_must_not_be_contacted_is_not_offered(district, who):
    GuardianshipFactory(student=district.ana, no_contact=True)
    GuardianshipFactory(student=district.ana, is_current=False)
    GuardianshipFactory(
        student=district.ana,
        primary=True,
        relation="foster_parent",
        guardian__first_name="Rosa",
        guardian__phone="(213) 555-0142",
    )
    [adult] = adults_to_call(reach_of(who, on=TODAY), district.ana)
    assert (adult.name.split()[0], adult.relation) == ("Rosa", "Caregiver")
    assert adult.phone.link == "tel:+12135550142"


def test_a_sibling_elsewhere_is_a_name_and_a_colleague(district, who):
    home = HouseholdFactory()
    Student.objects.filter(pk__in=[district.ana.pk, district.ben.pk, district.dov.pk]).update(
        household=home
    )
    district.ana.refresh_from_db()
    colleague = hire(Role.COUNSELOR, district.pine)
    StandingFactory(student=district.dov, school=district.pine, status="watch")
    ben, dov = siblings_to_name(reach_of(who, on=TODAY), district.ana)
    assert (ben.in_reach, ben.has_concern) == (True, None)
    assert (dov.in_reach, dov.has_concern, dov.school) == (False, True, "Pine")
    assert dov.colleagues == [colleague.name]


# --- Timeline ---------------------------------------------------------------------------


def test_the_timeline_has_it_all_and_can_be_narrowed(district, who, case, boss):
    log(who, district.ana, barriers=["transport"], text="El autobús no llega.")
    task = TaskFactory(student=district.ana, title="Home visit")
    do(task=task, act=act(who))
    assign(cases=[case], to=boss, reason="Balance", act=act(boss))
    entries = timeline(district.ana.pk)
    assert [e.at for e in entries] == sorted((e.at for e in entries), reverse=True)
    assert {e.kind for e in entries} == {"contact", "task", "case"}
    [call] = timeline(district.ana.pk, kind="contact")
    assert (call.title, call.facts) == ("Call with Aunt Rosa", ("Spoke", "Getting to school"))
    assert timeline(district.ana.pk, text="autobus llega") == [call]
    assert timeline(district.ana.pk, text="tren") == []


@pytest.mark.parametrize("many", [10, 50])
def test_a_timeline_takes_as_many_statements_however_long(
    district, django_assert_max_num_queries, many
):
    for _ in range(many):
        NoteFactory(about_student=district.ana)
    with django_assert_max_num_queries(10):
        assert len(timeline(district.ana.pk)) == many


def test_a_case_follows_its_student_to_another_school(worker_db, district):
    case = CaseFactory(student=district.ana, school=district.oak)
    StandingFactory(student=district.ana, school=district.pine, is_enrolled=True)
    assert follow_schools() == 1
    case.refresh_from_db()
    assert case.school == district.pine
    assert follow_schools() == 0


# --- Today ------------------------------------------------------------------------------


def test_each_task_of_today_is_in_one_list(district, who, case):
    late = TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY)
    due = TaskFactory(student=district.ana, owner=who)
    fresh = TaskFactory(
        student=district.ben,
        school=district.oak,
        made_by=None,
        key="1",
        due_on=TODAY + timedelta(days=2),
    )
    TaskFactory(student=district.ana, owner=who, due_on=TODAY + timedelta(days=1))
    TaskFactory(student=district.dov, school=district.pine, made_by=None, key="2")
    items = today_items(who, on=TODAY)
    lists = (items.overdue, items.due, items.fresh)
    assert [[task.pk for task in tasks] for tasks in lists] == [[late.pk], [due.pk], [fresh.pk]]
    assert items.student_ids == sorted([district.ana.pk, district.ben.pk])
    assert own_tasks(who, on=TODAY).count() == 4


def test_lists_of_tasks_are_those_of_today(district, who):
    for due_in in (-1, 0, 1):
        for made_by in (who, None):
            TaskFactory(
                student=district.ana,
                owner=who,
                due_on=TODAY + timedelta(days=due_in),
                made_by=made_by,
                key=None if made_by else str(due_in),
            )
    items, tasks = today_items(who, on=TODAY), own_tasks(who, on=TODAY)
    tabs = {tab.key: tab.count for tab in count_tasks(tasks, on=TODAY)}
    assert tabs == {"all": 6, "new": 2, "today": 1, "overdue": 2, "later": 1}
    for show, listed in (("new", items.fresh), ("today", items.due), ("overdue", items.overdue)):
        shown = waiting_tasks(tasks, show, on=TODAY)
        assert [task.pk for task in shown] == [task.pk for task in listed]


@pytest.mark.parametrize("many", [10, 50])
def test_today_takes_as_many_statements_however_much_waits(
    district, who, django_assert_max_num_queries, many
):
    for _ in range(many):
        TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY)
        TaskFactory(student=district.ana, owner=who)
    with django_assert_max_num_queries(5):
        items = today_items(who, on=TODAY)
        assert {task.student for task in items.overdue} == {str(district.ana)}
    assert (items.overdue_count, len(items.overdue)) == (many, 10)


def test_an_offer_stays_in_the_log_whatever_its_kind(district, who):
    log(
        who,
        district.ana,
        kind=NoteKind.OTHER,
        outcome="",
        reached=False,
        purpose=Purpose.CONFERENCE_48262,
    )
    assert len(contact_log(district.ana.pk)) == Note.objects.count() == 1
    assert (Case.objects.count(), Task.objects.count()) == (0, 0)
