"""Tasks of a case: done, taken back, and whose they are when a case is over."""

from datetime import timedelta

import pytest

from cases.actions import close_case
from cases.actions.summaries import refresh
from cases.actions.tasks import dismiss, dismiss_proposed, do, take_up_again, undo
from cases.choices import CloseReason
from cases.queries.tasks import case_of, tasks_of
from tasks.choices import TaskState
from tasks.models import Task
from tests.factories import TODAY, CaseFactory, TaskFactory, act


@pytest.fixture
def task(district, case):
    return TaskFactory(student=district.ana)


def close(case, who):
    return close_case(case=case, reason=CloseReason.IMPROVED, note="", act=act(who))


def test_what_was_done_is_taken_back_while_the_case_is_open(task, who):
    undo(act(who), task=do(act(who), task=task))
    task.refresh_from_db()
    assert task.state == TaskState.OPEN


def test_what_was_done_stays_done_when_the_case_was_closed(task, case, who):
    done = do(act(who), task=task)
    close(case, who)
    undo(act(who), task=done)
    task.refresh_from_db()
    assert (task.state, task.undo) == (TaskState.DONE, {})


def next_of(case):
    case.refresh_from_db()
    return case.next_action


def test_what_a_rule_proposed_goes_and_comes_back_and_the_case_says_so(district, case, who):
    proposed = TaskFactory(student=district.ana, kind="report", key="a", title="File")
    refresh([district.ana.pk])
    assert next_of(case) == "File"
    gone = act(who)
    students = [district.ana.pk, district.ben.pk]
    assert dismiss_proposed(gone, students=students, kind="report", reason="It fell.") == 1
    assert next_of(case) == ""
    about = {"student": district.ana.pk, "kind": "report", "reason": "It stands."}
    later = gone.at + timedelta(hours=1)
    assert take_up_again(gone, dismissed_at=later, **about) == 0
    assert take_up_again(gone, dismissed_at=gone.at, **about) == 1
    assert take_up_again(gone, dismissed_at=gone.at, **about) == 0
    proposed.refresh_from_db()
    assert (next_of(case), proposed.state, proposed.undo) == ("File", TaskState.OPEN, {})


def test_a_dismissal_in_between_is_taken_back_by_who_dismissed_it_only(district, case, who):
    own = TaskFactory(student=district.ana, kind="report", key="a")
    made = TaskFactory(student=district.ana, kind="report", key=None)
    dismiss(act(who), task=own, reason="Filed on paper.")
    gone = act(who, at=act().at + timedelta(hours=1))
    assert (
        dismiss_proposed(gone, students=[district.ana.pk], kind="report", reason="It fell.") == 0
    )
    about = {"student": district.ana.pk, "kind": "report", "reason": "It stands."}
    assert take_up_again(gone, dismissed_at=gone.at, **about) == 0
    states = [task.state for task in Task.objects.order_by("pk")]
    assert (states, made.pk > own.pk) == ([TaskState.DISMISSED, TaskState.OPEN], True)


def test_a_task_belongs_to_the_open_case_and_after_it_to_the_closed_one(task, case, who):
    assert case_of(task) == case
    close(case, who)
    assert case_of(task) == case


def test_a_task_made_after_a_case_was_closed_is_of_none(district, case, who):
    close(case, who)
    later = TaskFactory(student=district.ana, made_on=TODAY + timedelta(days=1))
    assert case_of(later) is None
    again = CaseFactory(student=district.ana)
    assert case_of(later) == again


def test_nothing_waits_in_a_closed_case(task, district, case, who):
    assert tasks_of(case) == [task]
    closed = close(case, who)
    TaskFactory(student=district.ana)  # of the student, whose next case it will be
    assert tasks_of(closed) == []
