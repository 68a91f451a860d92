"""Rows that are loaded once more, as a bundle of their own; they are kept until it is applied."""

import csv
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from sis.models import ImportRun, WaitingRow


@contextmanager
def bundle_of(run: ImportRun) -> Iterator[Path]:
    """Yield a folder with the rows that the run takes up, which is gone afterwards."""
    rows = WaitingRow.objects.filter(question__taken_up_by=run).order_by("pk")
    by_file: dict[str, list[Mapping[str, str]]] = {}
    for file, values in rows.values_list("file", "values"):
        by_file.setdefault(file, []).append(values)
    with tempfile.TemporaryDirectory(prefix="waited-") as room:
        for file, waited in by_file.items():
            _write(Path(room) / file, waited)
        yield Path(room)


def forget_rows(run: ImportRun) -> None:
    """Let go of the rows that the run took up: they are loaded, or nobody wants them."""
    WaitingRow.objects.filter(question__taken_up_by=run).delete()


def keep_bundle(file: str, rows: Iterable[Mapping[str, str]]) -> str:
    """Write rows as a file in a folder of its own; return the path, as a run has it."""
    room = Path(settings.MEDIA_ROOT) / "imports" / uuid.uuid4().hex
    room.mkdir(parents=True)
    _write(room / file, rows)
    return str((room / file).relative_to(settings.MEDIA_ROOT))


def _write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    found = list(rows)
    columns = list(dict.fromkeys(name for row in found for name in row))
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, columns, restval="")
        writer.writeheader()
        writer.writerows(found)
