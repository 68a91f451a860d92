"""What makes a letter pointless by now: its report fell, or the family had its notice already."""

from collections.abc import Mapping, Sequence

from attendance.choices import StepKind
from attendance.models import ProcessStep
from attendance.queries.holds import Hold
from attendance.queries.verdicts import withdrawn_among
from letters.choices import NOTICE
from letters.models import Notice
from letters.queries.facts import LetterFacts

ITS_REPORT_FELL = Hold("Its report was withdrawn.", "", "Nothing goes out unless it is upheld.")
NO_LONGER = "{day} does not count any more. Withdraw or uphold the report first."

Holds = dict[int, list[Hold]]


def fallen(notices: Sequence[Notice]) -> set[int]:
    """Return the notices whose report the newest verdict withdrew. One statement."""
    reports = {notice.report_id for notice in notices if notice.report_id is not None}
    withdrawn = withdrawn_among(reports)
    return {notice.pk for notice in notices if notice.report_id in withdrawn}


def taken_elsewhere(notices: Sequence[Notice], step: StepKind) -> set[int]:
    """Return the notices whose student-year has this step by anything but themselves.

    One statement.
    """
    steps = ProcessStep.objects.filter(
        student__in=[notice.student_id for notice in notices], kind=step, withdrawn_at=None
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


def days_gone(notices: Sequence[Notice], facts: Mapping[int, LetterFacts]) -> Holds:
    """Return a hold for each listed day that counts no more: the report must be decided before a
    family reads of it. No statement.
    """
    return {
        notice.pk: [
            Hold(NO_LONGER.format(day=f"{day.date:%B} {day.date.day}"))
            for day in facts[notice.pk].days
            if not day.is_counted
        ]
        for notice in notices
    }


def report_fell(notices: Sequence[Notice], facts: Mapping[int, LetterFacts]) -> Holds:  # noqa: ARG001 - each hold of a kind is asked alike
    """Return a hold for each notice whose report fell. One statement."""
    return {key: [ITS_REPORT_FELL] for key in fallen(notices)}
