"""How far a letter and its copies may go: from where, by which verb, to where, and who may."""

from collections.abc import Collection

from accounts.choices import Permission
from core.stages import Move, Stages
from letters.choices import CopyState, Stage

# Not mailed and not stopped: somebody has to do something about it.
OPEN = (Stage.DUE, Stage.APPROVED, Stage.PRINTED)

# "reprint" and "print_again" let the copies that failed be printed; the letter stays where it is.
LETTER_STAGES = Stages(
    Move("approve", (Stage.DUE,), Stage.APPROVED, Permission.LETTER_APPROVE),
    Move("reprint", (Stage.APPROVED,), Stage.APPROVED, Permission.LETTER_APPROVE),
    Move("print_again", (Stage.APPROVED,), Stage.APPROVED, Permission.LETTER_MAIL),
    Move("finish_printing", (Stage.APPROVED,), Stage.PRINTED),
    Move("mail", (Stage.PRINTED,), Stage.MAILED, Permission.LETTER_MAIL),
    Move("not_mailed", (Stage.MAILED,), Stage.PRINTED, Permission.LETTER_MAIL),
    Move("do_not_send", OPEN, Stage.WITHDRAWN, Permission.LETTER_APPROVE),
    Move("recall", (Stage.APPROVED,), Stage.DUE, Permission.LETTER_APPROVE),
    # By the product: the report fell, and was upheld after all.
    Move("withdraw", OPEN, Stage.WITHDRAWN),
    Move("reopen", (Stage.WITHDRAWN,), Stage.DUE),
    Move("reopen_approved", (Stage.WITHDRAWN,), Stage.APPROVED),
    Move("reopen_printed", (Stage.WITHDRAWN,), Stage.PRINTED),
)

# A copy is a row of the printer's queue: its worker claims it and settles it under a lease.
COPY_STAGES = Stages(
    Move("claim", (CopyState.QUEUED,), CopyState.PRINTING),
    Move("print", (CopyState.PRINTING,), CopyState.PRINTED),
    Move("fail", (CopyState.PRINTING,), CopyState.FAILED),
    Move("print_again", (CopyState.FAILED,), CopyState.QUEUED, Permission.LETTER_MAIL),
    Move(
        "withdraw",
        (CopyState.QUEUED, CopyState.PRINTING, CopyState.FAILED),
        CopyState.WITHDRAWN,
    ),
    Move("reopen", (CopyState.WITHDRAWN,), CopyState.QUEUED),
)


def verbs(stage: str, permissions: Collection[str]) -> set[str]:
    """Return what somebody with these permissions may do with a letter at a stage.

    Source: product rule, the table above.
    """
    return {
        verb for verb in LETTER_STAGES.verbs(stage) if LETTER_STAGES.moves[verb].who in permissions
    }
