"""What may become of a task, from each state."""

import pytest

from accounts.choices import Permission
from tasks.choices import PENDING, TaskState
from tasks.rules.stages import TAKE_BACK, TASK_STAGES

BACK = ["reopen", "wait_again"]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (TaskState.OPEN, ["do", "snooze", "dismiss"]),
        (TaskState.SNOOZED, ["do", "snooze", "dismiss", *BACK]),
        (TaskState.DONE, BACK),  # over: nothing but taking it back
        (TaskState.DISMISSED, BACK),
    ],
)
def test_what_may_become_of_a_task(state, verbs):
    assert TASK_STAGES.verbs(state) == verbs


def test_a_decision_is_taken_back_to_where_the_task_waited():
    assert {TASK_STAGES.moves[verb].to: state for state, verb in TAKE_BACK.items()} == {
        state: state for state in PENDING
    }


def test_every_move_takes_the_permission_to_work_cases():
    assert {move.who for move in TASK_STAGES.moves.values()} == {Permission.CASE_MANAGE}
