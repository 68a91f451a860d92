"""Reports and steps about a student, as a timeline tells them."""

from collections.abc import Iterator

from django.db.models import QuerySet

from attendance.models import ProcessStep, TruancyReport
from attendance.rules.steps import OF_ANY_STEP
from core.timeline import Entry
from law.queries import named, pack_today


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell the reports that were filed, and the steps taken with the student. Two statements,
    and that of the policy.

    A step has the key of its evidence: where another room tells that, too, it is told once.
    """
    yield from _reports(student_id)
    yield from _steps(student_id)


def _reports(student_id: int) -> Iterator[Entry]:
    found = TruancyReport.objects.filter(student=student_id).order_by("pk")
    for report in found:
        listed = ", ".join(f"{day:%b} {day.day}" for day in report.listed_dates)
        yield Entry(
            at=report.filed_at,
            key=f"report:{report.pk}",
            kind="report",
            title=pack_today().sentence("words.report_filed"),
            by=report.filed_by,
            text=f"Lists {listed}." if listed else "",
            icon="flag",
        )


def steps_that_stand(student_id: int) -> QuerySet[ProcessStep]:
    """Return the steps taken with the student that nobody withdrew, in no order."""
    return ProcessStep.objects.filter(student=student_id, withdrawn_at=None)


def _steps(student_id: int) -> Iterator[Entry]:
    for step in steps_that_stand(student_id).order_by("pk"):
        yield Entry(
            at=step.happened_at,
            key=_key(step),
            kind="report",
            title=named(step.kind, "steps"),
            icon="gavel",
        )


def _key(step: ProcessStep) -> str:
    is_alone = step.evidence_kind in OF_ANY_STEP
    return f"step:{step.pk}" if is_alone else f"{step.evidence_kind}:{step.evidence_id}"
