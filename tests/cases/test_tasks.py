"""Tasks of a case: done, taken back, and whose they are when a case is over."""

from datetime import timedelta

import pytest

from cases.actions import close_case
from cases.actions.tasks import do, undo
from cases.choices import CloseReason
from cases.queries.tasks import case_of
from tasks.choices import TaskState
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
