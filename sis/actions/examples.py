"""Examples of what a run changes, in the words of the file: its columns, in its order, its ids."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from attendance.models import AttendanceCode
from sis.actions.load import BundleLoad
from sis.rules.layouts import BY_FILE
from students.models import Region, School, Student

Row = dict[str, Any]  # by our names, as to_jsonb gives it
BLANK_PERIOD = "whole day"

# What we keep a number for, the column that the file names it in, and its name there.
NAMES: tuple[tuple[str, str, type[Model], str], ...] = (
    ("student_id", "student_id", Student, "sis_id"),
    ("school_id", "school_id", School, "sis_id"),
    ("code_id", "code_id", AttendanceCode, "code"),
    ("region_id", "region", Region, "name"),
)
# Columns of the file that are read into two of ours; the first that is not blank is shown.
READ_INTO = {
    ("guardians.csv", "relation"): ("relation_text", "relation"),
    ("populations.csv", "population"): ("label", "kind"),
}


def as_read(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
    """Return rows of jsonb and numbers with the jsonb read."""
    return [[json.loads(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def name_ids(rows: Iterable[Row]) -> None:
    """Put the SIS's ids, codes and names in the place of our keys."""
    named = list(rows)
    for key, column, model, name in NAMES:
        ids = {row[key] for row in named if row.get(key) is not None}
        if not ids:
            continue
        found = model._default_manager.filter(pk__in=ids).order_by()
        names = dict(found.values_list("pk", name))
        for row in named:
            if key in row:
                row[column] = names.get(row[key], "")


def show_row(
    load: BundleLoad, file: str, change: str, row: Row, *, line: int | None, why: str = ""
) -> None:
    """Keep a new, set-aside or withdrawn row: its columns that are not blank."""
    values = [[name, text] for name, text in _texts(file, row).items() if text]
    load.example(file, change, {"line": line, "values": values, "changes": [], "why": why})


def show_change(
    load: BundleLoad, file: str, change: str, old: Row, new: Row, *, line: int | None
) -> None:
    """Keep a changed row: the columns that tell which it is, and those that come out different.

    A column that either of the two lacks is not compared.
    """
    before, after = _texts(file, old), _texts(file, new)
    changes = [
        [name, before[name], text]
        for name, text in after.items()
        if name in before and before[name] != text
    ]
    key = BY_FILE[file].key
    ours = {column.name: _ours(file, column.name, column.target) for column in _columns(file)}
    values = [[name, text] for name, text in after.items() if text and set(ours[name]) & set(key)]
    changed = {name for name, _, _ in changes}
    values = [pair for pair in values if pair[0] not in changed]
    load.example(file, change, {"line": line, "values": values, "changes": changes, "why": ""})


def _columns(file: str) -> Any:
    return BY_FILE[file].columns


def _ours(file: str, name: str, target: str) -> tuple[str, ...]:
    return READ_INTO.get((file, name), (target,))


def _texts(file: str, row: Row) -> dict[str, str]:
    """Return the columns of the file that the row holds, in the file's order, as text."""
    texts = {}
    for column in _columns(file):
        held = [name for name in _ours(file, column.name, column.target) if name in row]
        if held:
            written = [_text(row[name]) for name in held]
            texts[column.name] = next(filter(None, written), "")
    if texts.get("period") == "":
        texts["period"] = BLANK_PERIOD
    return texts


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return str(value)
