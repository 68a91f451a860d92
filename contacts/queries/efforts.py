"""What a note is evidence of."""

from django.db.models import QuerySet

from attendance.choices import EvidenceKind, StepKind
from attendance.models import ProcessStep
from contacts.models import Note


def efforts_of(note: Note) -> QuerySet[ProcessStep]:
    """Return the efforts (EC 48262) that a note is evidence of, one a student, in no order."""
    return ProcessStep.objects.filter(
        kind=StepKind.EFFORT_48262,
        evidence_kind=EvidenceKind.NOTE,
        evidence_id=str(note.pk),
        withdrawn_at=None,
    )
