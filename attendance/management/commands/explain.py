"""`explain`: the reasons of every conclusion about one student."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.forms.models import model_to_dict

from attendance.queries import Explanation, explain_as_of
from core import clock
from core.commands import BadUsage, ReportingCommand, day
from law.queries import pack_as_of
from students.queries import ids_of


class Command(ReportingCommand):
    help = "Shows the reasons of every conclusion about one student, by the SIS's id."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("student_id")
        parser.add_argument("--as-of", type=day, metavar="DATE")

    def report(self, **options: Any) -> dict[str, Any]:
        today = clock.today()
        as_of = options["as_of"] or today
        key = ids_of([options["student_id"]]).get(options["student_id"])
        if key is None:
            raise BadUsage(f"no student with id {options['student_id']!r}, as the SIS writes it")
        explanation = explain_as_of(key, pack=pack_as_of(as_of, today=today), as_of=as_of)
        if explanation is None:
            raise BadUsage(
                f"student {options['student_id']} has no enrollment in the school year of {as_of} "
                "by that date: give --as-of a date of a year with enrollment"
            )
        return facts(explanation, as_of)


def facts(explanation: Explanation, as_of: date) -> dict[str, Any]:
    """Return the published shape: standing, days, reports and flags."""
    days = [{**asdict(d), "date": d.date} for d in explanation.days]
    standing = model_to_dict(explanation.standing)
    return {
        "standing": {**standing, "as_of": as_of},
        "days": days,
        "reports": [asdict(r) for r in explanation.reports],
        "flags": {name: asdict(flag) for name, flag in explanation.flags.items()},
    }
