"""Runs and what they left behind, for the pages."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from core.proofs import Proof, proof
from law.queries import pack_in_force
from sis.models import ImportRun, RejectedRow, SetAside
from students.models import Student
from students.rules.names import by_name


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
        .order_by("-date", *by_name("student"), "period", "pk")
    )


def students_of_rows(rows: Iterable[RejectedRow]) -> list[int]:
    """Return the keys of the students on file whom the rows name. One statement."""
    named = (cell for row in rows for name, cell in row.row.items() if _names_a_student(name))
    return _on_file({cell.strip() for cell in named})


def _names_a_student(column: str) -> bool:
    return column.strip().casefold() == "student_id"


def students_of_examples(examples: Mapping[str, Mapping[str, list[dict[str, Any]]]]) -> list[int]:
    """Return the keys of the students on file whom a preview's examples show. One statement."""
    shown = chain.from_iterable(chain.from_iterable(kinds.values()) for kinds in examples.values())
    named = chain.from_iterable(example.get("values", []) for example in shown)
    return _on_file({text for name, text in named if _names_a_student(name)})


def _on_file(sis_ids: set[str]) -> list[int]:
    students = Student.objects.filter(sis_id__in=sis_ids)
    return list(students.order_by("pk").values_list("pk", flat=True))


def proofs(on: date) -> Iterator[Proof]:
    """Yield the proof that what is set aside has no place yet."""
    yield proof(
        "marks set aside that an enrollment and a school day cover",
        __file__,
        "set_aside_covered",
        exit_day=pack_in_force(on).value("enrollment.exit_day"),
    )
