"""The first personal call: proposed after two unexplained absences, and done by the contact."""

import json
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from accounts.choices import Role
from attendance.models import Assessment, DayOutcome, Standing
from audit.models import AuditEvent
from contacts.actions.calls import leave_explained
from contacts.choices import NoteKind, NoteOutcome, WithWhom
from contacts.queries.proposals import proposals
from core import sql
from desk.registry import PROPOSALS
from law.packs import load_pack
from tasks.models import Task
from tests.contacts.world import log
from tests.factories import (
    TODAY,
    YEAR,
    DayOutcomeFactory,
    NoteFactory,
    PolicyFactory,
    StandingFactory,
    TaskFactory,
    act,
)
from tests.tasks.test_proposals import follow_now
from tests.world import hire

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MON, TUE = TODAY - 2 * DAY, TODAY - DAY  # TODAY is a Wednesday
TITLE = "Call home: 2 unexplained absences"


@pytest.fixture
def caller(district):
    """A counselor of Oak."""
    return hire(Role.COUNSELOR, district.oak)


def proposed(absences=2, within=14):
    pack = load_pack(
        "california", {"first_call.absences": absences, "first_call.within_days": within}
    )
    [one] = proposals(pack)
    asked = {"on": TODAY, "as_of": TODAY, "school_year": YEAR, "first_day": TODAY - 100 * DAY}
    return sql.rows(one.statement, {**asked, **one.values})


def away(district, *days, excuse="unverified", **values):
    """Ana was away on these days."""
    StandingFactory(student=district.ana, school=district.oak)
    for day in days:
        DayOutcomeFactory(
            student=district.ana, school=district.oak, date=day, excuse=excuse, **values
        )


def at_ten(day):
    return datetime.combine(day, time(10), tzinfo=ZoneInfo("America/Los_Angeles"))


def called_on(district, day, **values):
    at = at_ten(day)
    plain = {"kind": NoteKind.CALL, "outcome": NoteOutcome.VOICEMAIL, "reached": False}
    return NoteFactory(about_student=district.ana, happened_at=at, **{**plain, **values})


def test_it_says_which_days(district):
    away(district, MON, TUE)
    [row] = proposed()
    assert (row["student_id"], row["school_id"]) == (district.ana.pk, district.oak.pk)
    assert row["title"] == TITLE
    assert row["reason"].startswith("Absent without a reason known on Nov 16, Nov 17, and nobody")


@pytest.mark.parametrize(
    ("days", "absences", "within", "is_asked"),
    [
        ([TUE], 2, 14, False),
        ([TUE], 1, 14, True),
        ([MON, TUE], 3, 14, False),
        ([TODAY - 13 * DAY, TUE], 2, 14, True),
        ([TODAY - 14 * DAY, TUE], 2, 14, False),
        ([TODAY - 13 * DAY, TUE], 2, 13, False),
        ([TODAY - 9 * DAY, TODAY - 8 * DAY], 2, 14, False),  # back since a week
    ],
)
def test_by_how_many_days_within_how_many(district, days, absences, within, is_asked):
    away(district, *days)
    assert bool(proposed(absences, within)) == is_asked


@pytest.mark.parametrize(
    ("values", "is_asked"),
    [
        ({"excuse": "excused"}, False),
        ({"excuse": "unexcused"}, True),
        ({"outcome": "tardy"}, False),
    ],
)
def test_a_day_that_is_explained_or_was_attended_asks_for_nothing(district, values, is_asked):
    away(district, MON, TUE, **values)
    assert bool(proposed()) == is_asked


@pytest.mark.parametrize(
    ("day", "values", "is_asked"),
    [
        (TUE, {}, False),
        (MON, {}, False),
        (MON - DAY, {}, True),  # before the first of them
        (TUE, {"outcome": NoteOutcome.SPOKE, "reached": True}, False),
        (TUE, {"outcome": NoteOutcome.WRONG_NUMBER}, True),
        (TUE, {"outcome": NoteOutcome.MAILBOX_FULL}, True),
        (TUE, {"kind": NoteKind.OTHER, "outcome": ""}, True),
        (TUE, {"kind": NoteKind.LETTER, "outcome": NoteOutcome.HANDED}, True),
    ],
)
def test_whoever_was_called_since_is_not_called_again(district, day, values, is_asked):
    away(district, MON, TUE)
    called_on(district, day, **values)
    assert bool(proposed()) == is_asked


@pytest.mark.parametrize(
    ("kind", "is_asked"),
    [("contact", False), ("visit", False), ("locate", False), ("report", True)],
)
def test_where_somebody_is_to_go_or_to_call_already_it_is_not_said_twice(district, kind, is_asked):
    away(district, MON, TUE)
    TaskFactory(student=district.ana, kind=kind)
    assert bool(proposed()) == is_asked


@pytest.mark.parametrize(("counted", "is_asked"), [(0, True), (1, False), (2, False), (3, True)])
def test_the_first_counted_days_of_the_year_ask_for_the_family_themselves(
    district, counted, is_asked
):
    days = {"occasions": 1, "countable_on": TUE}
    away(district, MON, TUE, excuse="unexcused", **days)
    Standing.objects.filter(student=district.ana).update(counted_days=counted)
    assert bool(proposed()) == is_asked


@pytest.fixture
def asked(district):
    """The night has come: everybody was judged, and a call stands on Today."""
    away(district, MON, TUE)
    Assessment.objects.create(
        policy=PolicyFactory(), school_year=YEAR, as_of=TODAY, finished_at=act().at
    )
    follow_now()
    return Task.objects.get(title=TITLE)


def test_it_is_proposed_once_to_whoever_serves_the_school(district, asked):
    assert proposals in PROPOSALS
    assert (asked.kind, asked.school, asked.owner) == ("contact", district.oak, None)
    assert proposed() == []


@pytest.mark.parametrize(
    ("values", "state", "why"),
    [
        ({}, "done", "Call: Spoke"),
        ({"reached": False, "outcome": NoteOutcome.VOICEMAIL}, "done", "Call: Left a voicemail"),
        ({"reached": False, "outcome": NoteOutcome.WRONG_NUMBER}, "open", ""),
        ({"reached": False, "outcome": NoteOutcome.MAILBOX_FULL}, "open", ""),
        ({"with_whom": WithWhom.STUDENT}, "open", ""),
        ({"happened_at": at_ten(MON - DAY)}, "open", ""),  # before anybody was away
        ({"happened_at": at_ten(MON)}, "done", "Call: Spoke"),
    ],
)
def test_a_contact_that_reached_or_tried_does_it(district, caller, asked, values, state, why):
    log(caller, district.ana, **values)
    asked.refresh_from_db()
    assert (asked.state, asked.state_reason) == (state, why)


def test_logged_twice_it_is_done_once_and_of_others_nothing_is(district, caller, asked):
    other = TaskFactory(student=district.ana, kind="contact")  # that a person left to do
    key = uuid4()
    for _ in range(2):
        log(caller, district.ana, uuid=key)
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.state, other.state) == ("done", "open")


def test_a_call_about_another_student_does_nothing(district, caller, asked):
    log(caller, district.ben)
    asked.refresh_from_db()
    assert asked.state == "open"


# --- Days that are explained leave the call --------------------------------------------------


def waiting_call(district, *days):
    away(district, *days)
    [row] = proposed()
    return TaskFactory(
        student=district.ana,
        kind="contact",
        key=row["key"],
        title=row["title"],
        reason=row["reason"],
        evidence=row["evidence"]
        if isinstance(row["evidence"], dict)
        else json.loads(row["evidence"]),
    )


def explain(*days):
    DayOutcome.objects.filter(date__in=days).update(excuse="excused")


def test_a_call_that_is_still_due_says_what_is_proposed(district, caller):
    task = waiting_call(district, MON - 3 * DAY, MON, TUE)
    assert leave_explained(act(caller)) == 0
    explain(MON)
    assert leave_explained(act(caller)) == 1
    task.refresh_from_db()
    over = {"state": "dismissed", "decided_by": caller, "decided_at": at_ten(TUE)}
    Task.objects.filter(pk=task.pk).update(**over)
    [row] = proposed()
    assert (task.title, task.reason) == (row["title"], row["reason"])
    assert "Nov 16" not in task.reason


def test_where_too_few_days_are_left_no_call_is_needed_and_it_says_so_once(district, caller):
    task = waiting_call(district, MON, TUE)
    explain(TUE)
    assert [leave_explained(act(caller)) for _ in range(2)] == [1, 0]
    task.refresh_from_db()
    assert (task.title, task.state) == ("No call is needed: the absences are explained", "open")
    [event] = AuditEvent.objects.filter(action="task.explained")
    assert event.student_id == district.ana.pk
    DayOutcome.objects.filter(date=TUE).update(excuse="unexcused")
    assert leave_explained(act(caller)) == 1
    task.refresh_from_db()
    assert task.title == TITLE


def test_what_is_done_or_was_made_by_a_person_stays(district, caller):
    task = waiting_call(district, MON, TUE)
    mine = TaskFactory(student=district.ana, kind="contact", title="Call about the bus")
    Task.objects.filter(pk=task.pk).update(state="done", decided_by=caller, decided_at=at_ten(TUE))
    explain(MON, TUE)
    assert leave_explained(act(caller)) == 0
    mine.refresh_from_db()
    assert mine.title == "Call about the bus"
