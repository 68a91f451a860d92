"""Fill an empty database with a made-up district: for the demonstration, tests and benchmarks."""

import re
from argparse import ArgumentTypeError
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from core import clock
from core.commands import BadUsage, Refused, ReportingCommand, day
from demo import district, marks, places
from students.rules import label_of, school_year_of

MOST = 2_000_000
SHORTEST_PASSWORD = 15  # as for everybody
FILLED = "The database already has students; nothing was changed. Use an empty database."


class Command(ReportingCommand):
    help = "Fills an empty database with a made-up district (same seed, same rows)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--students", type=count, required=True)
        parser.add_argument("--schools", type=count, help="one for 420 students, at least 5")
        parser.add_argument("--seed", type=seed, default=1)
        parser.add_argument("--school-year", type=school_year, help="as 2026-27 (that of today)")
        parser.add_argument("--today", type=day, help="marks end the day before (today)")
        parser.add_argument(
            "--marks-per-student",
            type=marks_per_student,
            default=marks.MARKS_PER_STUDENT,
            help="on the 69th school day (12)",
        )

    def report(self, **options: Any) -> dict[str, Any]:
        if 0 < len(settings.DEMO_PASSWORD) < SHORTEST_PASSWORD:
            raise BadUsage(f"PSA_DEMO_PASSWORD: at least {SHORTEST_PASSWORD} characters")
        try:
            return asdict(district.make(plan_of(options), say=self.progress))
        except district.DistrictExists as exists:
            raise Refused(FILLED) from exists


def plan_of(options: dict[str, Any]) -> district.DistrictPlan:
    today = options["today"] or clock.today()
    schools = options["schools"] or places.schools_for(options["students"])
    if schools < places.FEWEST:
        raise BadUsage(f"--schools: at least {places.FEWEST}")
    year = options["school_year"]
    return district.DistrictPlan(
        students=options["students"],
        schools=schools,
        seed=options["seed"],
        school_year=school_year_of(today) if year is None else year,
        today=today,
        marks_per_student=options["marks_per_student"],
    )


def count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise ArgumentTypeError(f"a number from 1 to {MOST}, not {text!r}")
    return int(text)


def seed(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text):
        raise ArgumentTypeError(f"a whole number of at most 18 digits, not {text!r}")
    return int(text)


def marks_per_student(text: str) -> float:
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text):
        raise ArgumentTypeError(f"a number from 0 to 999, not {text!r}")
    return float(text)


def school_year(text: str) -> int:
    year = int(text[:4]) if re.fullmatch(r"20\d\d-\d\d", text) else 0
    if not year or label_of(year) != text:
        raise ArgumentTypeError(f"a school year as 2026-27, not {text!r}")
    return year
