"""What makes a letter pointless by now: its report fell, or the family had its notice already."""

from collections.abc import Sequence

from attendance.choices import StepKind
from attendance.models import ProcessStep
from attendance.queries.verdicts import withdrawn_among
from letters.choices import NOTICE
from letters.models import Notice

ON_RECORD = "A first notice of this year is on record. Is this one still to go?"


def report_of(notice: Notice) -> int:
    """Return the key of the report that a notice is about."""
    return int(notice.cause.partition(":")[2])


def fallen(notices: Sequence[Notice]) -> set[int]:
    """Return the notices whose report the newest verdict withdrew. One statement."""
    withdrawn = withdrawn_among([report_of(notice) for notice in notices])
    return {notice.pk for notice in notices if report_of(notice) in withdrawn}


def on_record(notices: Sequence[Notice]) -> set[int]:
    """Return the notices whose student-year has a notice from elsewhere. One statement."""
    steps = ProcessStep.objects.filter(
        student__in=[notice.student_id for notice in notices],
        kind=StepKind.NOTICE_48260_5,
        withdrawn_at=None,
    )
    found: dict[tuple[int, int], set[tuple[str, str]]] = {}
    for student, year, kind, key in steps.values_list(
        "student_id", "school_year", "evidence_kind", "evidence_id"
    ):
        found.setdefault((student, year), set()).add((kind, key.partition(":")[0]))
    return {
        notice.pk
        for notice in notices
        if found.get((notice.student_id, notice.school_year), set()) - {(NOTICE, str(notice.pk))}
    }
