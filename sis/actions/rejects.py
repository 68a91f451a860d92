"""Rows that were not loaded: kept aside while the run goes on, then stored and written out."""

import csv
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from sis.models import ImportRun, RejectedRow
from sis.readers.rows import Reject

STORED = 10_000
BATCH = 1_000
# A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Rejects:
    """Bad rows on disk, in the order of the files, however many there are."""

    def __init__(self) -> None:
        self.spool = tempfile.SpooledTemporaryFile(max_size=1 << 20, mode="w+", encoding="utf-8")  # noqa: SIM115 - closed with the run
        self.count = 0

    def add(self, bad: Reject) -> None:
        self.count += 1
        self.spool.write(json.dumps(asdict(bad), ensure_ascii=False) + "\n")

    def __iter__(self) -> Iterator[Reject]:
        self.spool.seek(0)
        for line in self.spool:
            yield Reject(**json.loads(line))

    def close(self) -> None:
        self.spool.close()

    def store(self, run: ImportRun) -> None:
        """Replace the run's rejected rows by these, the first 10,000."""
        RejectedRow.objects.filter(run=run).delete()
        rows = (RejectedRow(run=run, **_fields(bad)) for bad in islice(self, STORED))
        while batch := list(islice(rows, BATCH)):
            RejectedRow.objects.bulk_create(batch)

    def write(self, path: Path) -> None:
        """Write all of them as CSV, their original columns after the reason, safe to open."""
        columns = list(dict.fromkeys(name for bad in self for name in bad.row))
        with path.open("w", encoding="utf-8-sig", newline="") as text:
            writer = csv.writer(text)
            writer.writerow(["file", "line", "column", "value", "reason", *map(safe, columns)])
            for bad in self:
                cells = [bad.file, bad.line, bad.column, bad.value, bad.reason]
                cells += [bad.row.get(name, "") for name in columns]
                writer.writerow([safe(cell) for cell in cells])


def _fields(bad: Reject) -> dict[str, Any]:
    kept = asdict(bad) | {"column": bad.column[:60]}
    del kept["student"]
    return kept


def safe(cell: object) -> object:
    """Return the cell so that no spreadsheet runs it as a formula."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell
