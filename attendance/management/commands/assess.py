"""`assess`: resolve day outcomes and judge standings."""

import time
from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from attendance.actions.assess import assess
from attendance.queries.judging import count_judged, in_front, judged
from attendance.queries.standings import status_counts
from audit.actions import command
from core.commands import BadUsage, ReportingCommand, day
from law.queries import pack_as_of
from students.queries import ids_of
from students.rules import school_year_of


class Command(ReportingCommand):
    help = (
        "Resolves marks into day outcomes and judges standings. Today's judgement is stored; "
        "with --as-of another day or --students nothing is stored, only counted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--as-of", type=day, metavar="DATE")
        parser.add_argument("--students", metavar="ID,...", help="the SIS's ids")

    def report(self, **options: Any) -> dict[str, Any]:
        act = command("assess")
        today = act.on
        as_of = options["as_of"] or today
        if options["students"] or as_of != today:
            return self._what_if(today, as_of, options["students"])
        results = assess(act)
        return {
            "as_of": results[0].as_of,
            "policy": results[0].policy,
            "students": sum(r.judged for r in results),
            "statuses": status_counts(school_year_of(today)),
            "changed": sum(r.changed for r in results),
            "seconds": round(sum(r.seconds for r in results), 2),
        }

    def _what_if(self, today: date, as_of: date, ids: str | None) -> dict[str, Any]:
        started = time.monotonic()
        pack = pack_as_of(as_of, today=today)
        students = chosen(ids)
        with judged(pack=pack, as_of=as_of, students=students), in_front():
            statuses = status_counts(school_year_of(as_of))
            count = count_judged()
        return {
            "as_of": as_of,
            "policy": pack.label,
            "students": count,
            "statuses": statuses,
            "changed": 0,
            "seconds": round(time.monotonic() - started, 2),
        }


def chosen(ids: str | None) -> list[int] | None:
    """Return the keys of the students named, or None for all. Raises BadUsage for unknown ids."""
    if not ids:
        return None
    wanted = [item.strip() for item in ids.split(",") if item.strip()]
    found = ids_of(wanted)
    missing = [sis_id for sis_id in wanted if sis_id not in found]
    if missing:
        raise BadUsage(f"no student with id {', '.join(missing)}: give ids as the SIS writes them")
    return list(found.values())
