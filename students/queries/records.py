"""Grades, credits, discipline and programs of students, as the SIS writes them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.columns import Column, Columns
from students.choices import RecordKind
from students.models import SchoolRecord

KNOWN = ["date", "term", "period", "course", "mark", "incident", "action", "days", "earned"]


@dataclass(frozen=True)
class Sheet:
    """Records of one kind as the SIS writes them: column names, and rows in its order."""

    title: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def heads(self) -> Columns:
        return Columns(*(Column(str(place), words) for place, words in enumerate(self.columns)))


def records_of(student: int, kinds: Collection[str]) -> list[dict[str, Any]]:
    """Return what the SIS says of a student: rows of `kind` and `data`, in its order. One statement."""
    found: QuerySet[Any] = SchoolRecord.objects.filter(student=student, kind__in=kinds)
    return list(found.order_by("kind", "position").values("kind", "data"))


def sheets_from(records: Sequence[Mapping[str, Any]]) -> Iterator[Sheet]:
    """Yield the rows found as a table of each kind. No statement."""
    for kind in RecordKind:
        rows = [record["data"] for record in records if record["kind"] == kind]
        if rows:
            # JSON objects come back with their keys in no order that means anything.
            names = sorted({name for row in rows for name in row}, key=_place)
            yield Sheet(
                str(kind.label),
                [name.replace("_", " ").capitalize() for name in names],
                [[_text(row.get(name)) for name in names] for row in rows],
            )


def _place(name: str) -> tuple[int, str]:
    return (KNOWN.index(name) if name in KNOWN else len(KNOWN), name)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
