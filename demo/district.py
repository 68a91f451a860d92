"""Fill an empty database with a made-up district."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg2.sql import SQL, Identifier

from accounts.choices import Role
from audit.actions import command
from core import planner, sql
from demo import (
    adults,
    casework,
    codes,
    enrollments,
    families,
    hearings,
    letters,
    marks,
    places,
    records,
    reports,
    staff,
    staging,
)
from demo.calendar import SchoolYear
from law.actions import use_policy
from students.models import Student
from students.rules import first_day_of, last_day_of

FILLED = (
    "students",
    "accounts",
    "attendance",
    "tasks",
    "cases",
    "contacts",
    "plans",
    "visits",
    "conferences",
    "intake",
    "packets",
    "sarb",
)
PACK = "lausd"
MARK_DUE = """
SELECT attendance_mark_due(array_agg(student_id), array_agg(%(year)s::smallint))
FROM staging.demo_student"""


class DistrictExists(Exception):
    """The database already has students."""


@dataclass(frozen=True)
class DistrictPlan:
    """What is asked for. Marks are made through the day before `today`."""

    students: int
    schools: int
    seed: int
    school_year: int
    today: date
    marks_per_student: float = marks.MARKS_PER_STUDENT


@dataclass(frozen=True)
class Made:
    students: int
    schools: int
    marks: int
    staff: int
    seconds: float


def make(plan: DistrictPlan, *, say: Callable[[str], None]) -> Made:
    """Make the district in one transaction; `say` hears of each step as it begins.

    Raises DistrictExists, changing nothing, if there are students already.
    """
    began = time.monotonic()
    people, marked = _fill(plan, say)
    if not connection.in_atomic_block:
        say("Statistics")
        _vacuum()
    else:
        planner.tell({})
    seconds = round(time.monotonic() - began, 1)
    return Made(plan.students, plan.schools, marked, people, seconds)


@transaction.atomic
def _fill(plan: DistrictPlan, say: Callable[[str], None]) -> tuple[int, int]:
    """Return how many staff and how many marks were made."""
    sql.name_principal("job:make_district")
    if Student.objects.exists():
        raise DistrictExists
    staging.begin(plan.seed)
    people, marked = _make_people(plan, say), _make_attendance(plan, say)
    staging.clear()
    say("Proving references")  # the database does, as the transaction ends
    return people, marked


def _make_people(plan: DistrictPlan, say: Callable[[str], None]) -> int:
    """Make schools, families, enrollments and staff; return how many staff."""
    year = SchoolYear(plan.school_year)
    first, last = first_day_of(plan.school_year), last_day_of(plan.school_year)
    say(f"{plan.schools} schools")
    codes.make()
    places.make(schools=plan.schools, year=year)
    say(f"{plan.students} students")
    families.make(students=plan.students, year=plan.school_year)
    say("Their adults")
    adults.make(first_day=year.first_school_day, today=plan.today)
    say("Enrollments")
    enrollments.make(first_day=year.first_school_day, today=plan.today)
    say("Staff")
    return staff.make(
        first_day=first,
        last_day=last,
        today=plan.today,
        students=plan.students,
        seed=plan.seed,
    )


def _make_attendance(plan: DistrictPlan, say: Callable[[str], None]) -> int:
    """Make marks, records, reports and the policy; return how many marks."""
    first_day = SchoolYear(plan.school_year).first_school_day
    say("Marks")
    marked = marks.make(
        today=plan.today,
        seed=plan.seed,
        zone=settings.TIME_ZONE,
        per_student=plan.marks_per_student,
    )
    say(f"{marked} marks; records and reports")
    records.make(first_day=first_day, today=plan.today)
    policy = _use_policy(plan)
    reports.make(
        first_day=first_day,
        today=plan.today,
        year=plan.school_year,
        zone=settings.TIME_ZONE,
        receiver=f"Attendance supervisor, {settings.DISTRICT_NAME}",
        policy=policy,
    )
    letters.make(today=plan.today, director=staff.PEOPLE[Role.DIRECTOR])
    say("Referrals and hearings")
    hearings.make(today=plan.today, year=plan.school_year, zone=settings.TIME_ZONE, policy=policy)
    say("Cases, notes and tasks")
    casework.make(today=plan.today, year=plan.school_year, seed=plan.seed, zone=settings.TIME_ZONE)
    staging.rows(MARK_DUE, year=plan.school_year)
    return marked


def _use_policy(plan: DistrictPlan) -> str:
    """Put the Los Angeles pack in force for the year, also where today lies before it."""
    _, pack = use_policy(
        command("make_district"),
        pack=PACK,
        overrides={},
        effective_from=min(first_day_of(plan.school_year), plan.today),
    )
    return pack.label


def _vacuum() -> None:
    """Let the database settle as it does overnight: statistics for the planner, names in the
    search index. Needs the privilege MAINTAIN (PostgreSQL 17); without it nothing happens.
    """
    for label in FILLED:
        for model in apps.get_app_config(label).get_models():
            sql.run(SQL("VACUUM (ANALYZE) {}").format(Identifier(model._meta.db_table)))
