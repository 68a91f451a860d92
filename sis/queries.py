"""Runs and what they left behind, for the pages."""

from django.db.models import QuerySet

from sis.models import ImportRun, RejectedRow, SetAside
from students.models import Student


def runs() -> QuerySet[ImportRun]:
    """Return all runs, newest first. One statement, without their long columns."""
    return ImportRun.objects.defer("preview").order_by("-pk")


def rejected_rows(run: ImportRun) -> QuerySet[RejectedRow]:
    """Return the run's rejected rows in the order of the files and lines."""
    return RejectedRow.objects.filter(run=run).order_by("file", "line", "pk")


def set_aside_marks(students: QuerySet[Student]) -> QuerySet[SetAside]:
    """Return the set-aside marks of these students with student, school and code, newest first.

    One statement.
    """
    return (
        SetAside.objects.filter(student__in=students)
        .select_related("student", "school", "code")
        .order_by("-date", "student_id", "period", "pk")
    )
