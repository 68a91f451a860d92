"""What becomes of a task is decided by a person, once, and taken back only while it may be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from tasks.actions import (
    TaskIsOver,
    dismiss,
    dismiss_all,
    do,
    give_all,
    make_task,
    open_again,
    snooze,
    undo,
)
from tasks.choices import TaskState
from tests.factories import TODAY, TaskFactory, act

LATER = TODAY + timedelta(days=5)


def as_it_is(task):
    task.refresh_from_db()
    return task.state, task.due_on, task.state_reason


@pytest.fixture
def task(district, who):
    return TaskFactory(student=district.ana, owner=who)


def test_a_task_is_made_by_a_person_for_themselves_or_for_another(district, who, boss):
    said = {"student": district.ana, "kind": "visit", "title": "Visit", "due_on": LATER}
    mine = make_task(act(who), **said)
    theirs = make_task(act(who), **said, owner=boss.pk, reason="Why", evidence={"note": 7})
    assert [(t.owner_id, t.made_by_id, t.made_on) for t in (mine, theirs)] == [
        (who.pk, who.pk, TODAY),
        (boss.pk, who.pk, TODAY),
    ]
    theirs.refresh_from_db()
    assert (theirs.state, theirs.reason, theirs.evidence) == ("open", "Why", {"note": 7})
    assert theirs.made_at == act().at


def test_the_audit_says_what_was_decided_about_whom_and_why(task, district, who):
    snooze(act(who), task=task, until=LATER, reason="Holiday")
    event = AuditEvent.objects.get()
    assert (event.action, event.target_kind, event.target_id) == (
        "task.snoozed",
        "task",
        str(task.pk),
    )
    assert (event.student_id, event.actor_name) == (district.ana.pk, who.name)
    assert event.detail == {
        "title": "Call the family",
        "reason": "Holiday",
        "due_on": LATER.isoformat(),
    }


def test_a_snoozed_task_snoozed_again_goes_back_to_the_day_before_that(task, who):
    snooze(act(who), task=task, until=LATER, reason="Holiday")
    snooze(act(who), task=task, until=LATER + timedelta(days=7), reason="Still away")
    undo(act(who), task=task)
    assert as_it_is(task) == (TaskState.SNOOZED, LATER, "")


def test_what_was_done_while_it_was_snoozed_waits_again_when_taken_back(task, who):
    snooze(act(who), task=task, until=LATER, reason="Holiday")
    do(act(who), task=task, note="Done early")
    assert as_it_is(task) == (TaskState.DONE, LATER, "Done early")
    undo(act(who), task=task)
    assert as_it_is(task) == (TaskState.SNOOZED, LATER, "")


@pytest.mark.parametrize(("first", "second"), [("do", "dismiss"), ("dismiss", "do")])
def test_what_is_over_is_not_decided_otherwise(task, who, boss, first, second):
    decide = {
        "do": lambda by: do(act(by), task=task, note="Spoke with her"),
        "dismiss": lambda by: dismiss(act(by), task=task, reason="Not needed"),
    }
    decide[first](who)
    before = as_it_is(task)
    decide[first](boss)  # again: the first word stands
    for other in (decide[second], lambda by: snooze(act(by), task=task, until=LATER, reason="")):
        with pytest.raises(TaskIsOver):
            other(boss)
    assert as_it_is(task) == before
    assert task.decided_by == who
    assert AuditEvent.objects.count() == 1


def test_without_a_decision_there_is_nothing_to_take_back(task, who):
    undo(act(who), task=task)
    assert as_it_is(task) == (TaskState.OPEN, TODAY, "")
    assert not AuditEvent.objects.exists()


def test_taking_back_says_what_was_taken_back(task, who):
    do(act(who), task=task)
    undo(act(who), task=task)
    event = AuditEvent.objects.get(action="task.undone")
    assert event.detail == {"taken_back": "done"}


# --- Many at once -------------------------------------------------------------------------


def test_what_waits_is_dismissed_for_good_and_what_was_done_stays(district, who, boss):
    def of(student, **decided):
        return TaskFactory(student=student, owner=who, **decided)

    past = {"decided_by": who, "decided_at": timezone.now(), "undo": {"state": "open"}}
    waiting, snoozed = of(district.ana), of(district.ana, state="snoozed", **past)
    done, other = of(district.ana, state="done", **past), of(district.ben)
    assert dismiss_all(act(boss), student=district.ana.pk, reason="Case closed") == 2
    for task in (waiting, snoozed):
        assert as_it_is(task) == (TaskState.DISMISSED, TODAY, "Case closed")
        assert (task.decided_by, task.decided_at) == (boss, act().at)
    assert [as_it_is(task)[0] for task in (done, other)] == [TaskState.DONE, TaskState.OPEN]
    assert done.decided_by == who
    for task in (waiting, snoozed, done):
        state = as_it_is(task)[0]
        undo(act(who), task=task)
        assert as_it_is(task)[0] == state, "a decision from before was taken back"


def test_what_waits_is_given_on_whoever_had_it_and_what_is_over_is_not(district, who, boss):
    over = {"decided_by": who, "decided_at": timezone.now()}
    mine = TaskFactory(student=district.ana, owner=who)
    free = TaskFactory(student=district.ben, school=district.oak)
    done = TaskFactory(student=district.ana, owner=who, state="done", **over)
    other = TaskFactory(student=district.cleo, owner=who)
    give_all(students=[district.ana.pk, district.ben.pk], to=boss.pk)
    for task in (mine, free, done, other):
        task.refresh_from_db()
    assert [t.owner for t in (mine, free, done, other)] == [boss, boss, who, who]


def test_what_was_done_along_with_something_else_waits_again_with_it(task, who):
    review = TaskFactory(student=task.student, owner=who, kind="review")
    do(act(who), task=review, note="Continue")
    undo(act(who), task=review)
    assert as_it_is(review)[0] == TaskState.DONE, "no click on the task takes it back"
    for _ in range(2):
        open_again(act(who), task=review)
        assert as_it_is(review)[0] == TaskState.OPEN
    assert AuditEvent.objects.filter(action="task.undone").count() == 1
