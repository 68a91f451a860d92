"""Tasks: done, snoozed, dismissed, undone; and those that rules propose."""

from datetime import date, timedelta

import pytest

from audit.models import AuditEvent
from cases.actions import dismiss, do, make_task, snooze, undo
from cases.queries.tasks import case_of
from tasks.actions import TaskIsOver
from tasks.choices import TaskState
from tests.factories import (
    TODAY,
    act,
)


@pytest.fixture
def task(district, case, who):
    return make_task(
        student=district.ana,
        kind="contact",
        title="Call the family",
        due_on=TODAY,
        act=act(who),
    )


def next_of(case):
    case.refresh_from_db()
    return case.next_action, case.next_due_on


def test_done_is_done_however_often(task, case, who):
    assert next_of(case) == ("Call the family", TODAY)
    for _ in range(2):
        do(task=task, act=act(who))
    task.refresh_from_db()
    assert (task.state, task.decided_by) == (TaskState.DONE, who)
    assert next_of(case) == ("", None)
    assert AuditEvent.objects.filter(action="task.done").count() == 1


def test_snoozed_it_waits_until_its_day(task, case, who):
    until = TODAY + timedelta(days=5)
    snooze(task=task, until=until, reason="The family is away", act=act(who))
    task.refresh_from_db()
    assert (task.state, task.due_on) == (TaskState.SNOOZED, until)
    assert next_of(case) == ("Call the family", until)


@pytest.mark.parametrize(
    "decide",
    [
        lambda task, who: do(task=task, act=act(who)),
        lambda task, who: dismiss(task=task, reason="Not needed", act=act(who)),
        lambda task, who: snooze(task=task, until=date(2026, 12, 1), reason="", act=act(who)),
    ],
)
def test_every_decision_can_be_taken_back(task, case, who, decide):
    decide(task, who)
    for _ in range(2):
        undo(task=task, act=act(who))
    task.refresh_from_db()
    assert (task.state, task.due_on) == (TaskState.OPEN, TODAY)
    assert next_of(case) == ("Call the family", TODAY)
    assert AuditEvent.objects.filter(action="task.undone").count() == 1


def test_what_was_done_cannot_be_dismissed(task, who):
    do(task=task, act=act(who))
    with pytest.raises(TaskIsOver):
        dismiss(task=task, reason="x", act=act(who))
    with pytest.raises(TaskIsOver):
        snooze(task=task, until=TODAY, reason="", act=act(who))


def test_a_task_without_a_case_is_for_whoever_made_it(district, boss):
    task = make_task(
        student=district.ben, kind="visit", title="Visit", due_on=TODAY, act=act(boss)
    )
    assert (case_of(task), task.owner) == (None, boss)
