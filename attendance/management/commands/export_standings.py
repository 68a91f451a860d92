"""`export_standings`: one row per student, as the published columns say."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from attendance.queries.standings import export_rows
from core import clock
from core.commands import BadUsage, ReportingCommand, day
from law.queries import pack_as_of
from students.rules import last_day_of, school_year_of


class Command(ReportingCommand):
    help = "Writes one row per student enrolled on any day of the school year up to as-of."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--output", required=True, metavar="FILE.csv")
        parser.add_argument("--as-of", type=day, metavar="DATE")
        parser.add_argument("--school-year", metavar="2026-27")

    def report(self, **options: Any) -> dict[str, Any]:
        today = clock.today()
        year = school_year(options["school_year"])
        as_of = options["as_of"] or (min(today, last_day_of(year)) if year else today)
        if year is not None and school_year_of(as_of) != year:
            raise BadUsage(f"--as-of {as_of} is not in school year {options['school_year']}")
        path = Path(options["output"])
        if not path.parent.is_dir():
            raise BadUsage(f"--output {path}: there is no folder {path.parent}")
        rows = -1
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for row in export_rows(pack=pack_as_of(as_of, today=today), as_of=as_of):
                writer.writerow(row)
                rows += 1
        return {"output": str(path), "as_of": as_of, "rows": rows}


def school_year(text: str | None) -> int | None:
    """Return the first calendar year of '2026-27'. Raises BadUsage for anything else."""
    if text is None:
        return None
    head, _, tail = text.partition("-")
    if head.isdigit() and len(head) == 4 and tail == f"{(int(head) + 1) % 100:02d}":
        return int(head)
    raise BadUsage(f"--school-year {text!r}: write it as 2026-27")
