"""What must hold of notes and of what follows from them."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from attendance.choices import EvidenceKind, StepKind
from contacts.choices import NEVER_KEPT, NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.rules import NO_EFFORT
from core.proofs import Proof, proof


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proofs of who was reached last, and of efforts that notes are evidence of."""
    yield proof(
        "last contacts with a person that are none, and that are missing",
        __file__,
        "last_reached",
        zone=settings.TIME_ZONE,
    )
    yield _efforts_agree()
    yield proof(
        "notes that store immigration status or a fear of it as a barrier",
        __file__,
        "never_kept",
        never_kept=list(NEVER_KEPT),
    )


def _efforts_agree() -> Proof:
    return proof(
        "conference efforts that no note says, and notes that say one without it",
        __file__,
        "efforts_agree",
        step=StepKind.EFFORT_48262,
        evidence=EvidenceKind.NOTE,
        effort=Purpose.CONFERENCE_48262,
        alone=WithWhom.STUDENT,
        nobody=WithWhom.NOBODY,
        other=NoteKind.OTHER,
        conference=NoteKind.CONFERENCE,
        held=NoteOutcome.HELD,
        missed=list(NO_EFFORT),
    )
