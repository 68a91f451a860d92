"""The district that benchmarks run on: Los Angeles' size, made once per bench database."""

import os
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from attendance.actions.assess import assess
from attendance.models import Mark, Standing
from audit.rules import Act, Actor
from students.models import Enrollment, School, Student

STUDENTS = int(os.environ.get("PSA_BENCH_STUDENTS", "420000"))
TODAY = date(2026, 11, 20)


def make() -> None:
    """Make the district unless it is there. About two minutes at full size."""
    if not Student.objects.exists():
        call_command(
            "make_district", "--students", str(STUDENTS), "--today", TODAY.isoformat(), "--json"
        )


BENCH = Actor(kind="command", id="bench", name="bench")
ACT = Act(BENCH, datetime.combine(TODAY, time(12), ZoneInfo(settings.TIME_ZONE)), TODAY)


@transaction.atomic
def make_school_of(size: int) -> None:
    """Bring one high school to exactly so many students, unless that was done before.

    Students move with their enrollment, marks and standing, so that everything stays true.
    """
    name = f"School of {size}"
    if School.objects.filter(name=name).exists():
        return
    assess(ACT)
    sized = [f"School of {n}" for n in (50, 4000)]
    free = School.objects.filter(level="high").exclude(name__in=sized).order_by("pk")
    school, elsewhere = free[0], free[1]
    here = (
        Standing.objects.filter(school=school).order_by("pk").values_list("student_id", flat=True)
    )
    _move(list(here[size:]), elsewhere)
    others = Standing.objects.filter(school__level="elementary", is_enrolled=True).order_by("-pk")
    _move(list(others.values_list("student_id", flat=True)[: max(0, size - here.count())]), school)
    School.objects.filter(pk=school.pk).update(name=name)


def _move(students: list[int], school: School) -> None:
    for model in (Standing, Enrollment, Mark):
        model.objects.filter(student_id__in=students).update(school=school)
