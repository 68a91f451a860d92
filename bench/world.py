"""The district that benchmarks run on: Los Angeles' size, made once per bench database."""

import os
from datetime import date

from django.core.management import call_command

from students.models import Student

STUDENTS = int(os.environ.get("PSA_BENCH_STUDENTS", "420000"))
TODAY = date(2026, 11, 20)


def make() -> None:
    """Make the district unless it is there. About two minutes at full size."""
    if not Student.objects.exists():
        call_command(
            "make_district", "--students", str(STUDENTS), "--today", TODAY.isoformat(), "--json"
        )
