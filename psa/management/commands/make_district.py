"""Fill an empty database with a made-up district: for the demonstration, tests and benchmarks."""

import json
import re
import sys
from argparse import ArgumentTypeError
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from psa.demo import district, marks, places
from students.rules import label_of, school_year_of

MOST = 2_000_000


class Command(BaseCommand):
    help = "Fills an empty database with a made-up district (same seed, same rows)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--students", type=count, required=True)
        parser.add_argument("--schools", type=count, help="one for 420 students, at least 5")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--school-year", type=school_year, help="as 2026-27 (that of today)")
        parser.add_argument("--today", type=date.fromisoformat, help="marks end the day before")
        parser.add_argument(
            "--marks-per-student",
            type=float,
            default=marks.MARKS_PER_STUDENT,
            help="on the 69th school day (12)",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")

    def handle(self, **options: Any) -> None:
        wish = wish_of(options)
        try:
            made = district.make(wish, say=self.say)
        except district.DistrictExists:
            message = "Refused: the database already has students. Nothing was changed."
            raise CommandError(message, returncode=3) from None
        self.stdout.write(json.dumps(asdict(made)) if options["json"] else told(made))

    def say(self, step: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"make_district: {step}", self.style.HTTP_INFO)


def wish_of(options: dict[str, Any]) -> district.Wish:
    today = options["today"] or timezone.localdate()
    schools = options["schools"] or places.schools_for(options["students"])
    if schools < places.FEWEST:
        raise CommandError(f"--schools: at least {places.FEWEST}", returncode=2)
    year = options["school_year"]
    return district.Wish(
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


def school_year(text: str) -> int:
    year = int(text[:4]) if re.fullmatch(r"20\d\d-\d\d", text) else 0
    if not year or label_of(year) != text:
        raise ArgumentTypeError(f"a school year as 2026-27, not {text!r}")
    return year


def told(made: district.Made) -> str:
    return (
        f"{made.students} students, {made.schools} schools, {made.marks} marks and"
        f" {made.staff} members of staff in {made.seconds} s"
    )
