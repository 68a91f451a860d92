"""Whether a letter tells the family what was decided about a report."""

from datetime import datetime

from django.db.models import Q

from attendance.choices import EvidenceKind
from attendance.models import ProcessStep, TruancyReport
from letters.choices import CORRECTIONS, EventKind, Stage
from letters.models import Notice
from letters.queries.kinds import said_of_sending


def why_untold(report: TruancyReport, *, at: datetime) -> str:
    """Return why no letter tells the family what was decided at a moment; '' where one does, or the
    family had nothing that says otherwise. Two statements.
    """
    corrections = Notice.objects.filter(report=report, kind__in=CORRECTIONS)
    told = Q(stage=Stage.MAILED) | Q(said=EventKind.NOT_SENT)
    if corrections.annotate(said=said_of_sending()).filter(told).exists():
        return "The family was told of it once before: no other letter follows."
    notices = ProcessStep.objects.filter(student=report.student_id, withdrawn_at=at)
    if notices.filter(evidence_kind=EvidenceKind.HISTORY).exists():
        return "Its notice was sent before go-live: no letter corrects it."
    return ""
