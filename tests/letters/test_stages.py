"""How far a letter may go, and who may move it: the table, case by case."""

import pytest

from accounts.choices import Permission
from letters.choices import CopyState, EventKind, Stage
from letters.rules.stages import COPY_STAGES, LETTER_STAGES, OPEN, verbs

APPROVER, MAILER = {Permission.LETTER_APPROVE}, {Permission.LETTER_MAIL}


@pytest.mark.parametrize(
    ("stage", "permissions", "may"),
    [
        (Stage.DUE, APPROVER, {"approve", "do_not_send"}),
        (Stage.DUE, MAILER, set()),
        (Stage.APPROVED, APPROVER, {"reprint", "do_not_send", "recall"}),
        (Stage.APPROVED, MAILER, {"print_again"}),
        (Stage.PRINTED, APPROVER, {"do_not_send"}),
        (Stage.PRINTED, MAILER, {"mail"}),
        (Stage.MAILED, APPROVER, set()),
        (Stage.MAILED, MAILER, {"not_mailed"}),
        (Stage.WITHDRAWN, APPROVER | MAILER, set()),
        (Stage.DUE, set(), set()),
    ],
)
def test_what_a_person_may_do_with_a_letter(stage, permissions, may):
    assert verbs(stage, permissions) == may


def test_only_a_person_approves_mails_and_stops():
    by_the_product = {verb for verb, move in LETTER_STAGES.moves.items() if not move.who}
    assert by_the_product == {
        "finish_printing",
        "withdraw",
        "reopen",
        "reopen_approved",
        "reopen_printed",
    }


def test_every_stage_is_reached_and_left():
    moves = LETTER_STAGES.moves.values()
    assert {move.to for move in moves} == set(Stage)
    assert {start for move in moves for start in move.starts} == set(Stage)


def test_what_was_printed_of_a_copy_stays():
    assert COPY_STAGES.verbs(CopyState.PRINTED) == []
    assert {move.to for move in COPY_STAGES.moves.values()} == set(CopyState)


def test_what_is_open_is_neither_mailed_nor_stopped():
    assert set(OPEN) == set(Stage) - {Stage.MAILED, Stage.WITHDRAWN}


def test_each_event_has_words():
    assert all(kind.label for kind in EventKind)
