"""The command itself: the same plan gives the same rows, another plan others."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections

from accounts.choices import Role
from attendance.models import JudgementDue, Standing, TruancyReport
from cases.models import Case
from contacts.models import Note
from core import sql
from demo import places
from demo.calendar import SchoolYear
from sarb.models import Referral
from students.models import SchoolRecord
from tests.conftest import start_over_as_owner
from tests.demo import in_order, people_in_order

# Written by the action that sets a policy, at the moment it does.
MOMENTS = "{at,set_at}"
SAME_WHATEVER_THE_SEED = {
    "students_region",
    "students_school",
    "students_schoolday",
    "attendance_attendancecode",
    "attendance_bellperiod",
    "accounts_user",
}
PEOPLE = (
    "students_student",
    "students_guardian",
    "students_guardianship",
    "students_enrollment",
    "students_population",
    "students_schoolrecord",
)
WORK = (
    "attendance_mark",
    "attendance_markchange",
    "attendance_truancyreport",
    "cases_case",
    "contacts_note",
    "tasks_task",
    "sarb_referral",
)
LINES = """
SELECT md5(string_agg(line, chr(10) ORDER BY line))
FROM (SELECT (to_jsonb(t) - %s::text[])::text AS line FROM "{table}" t) lines
"""


def make(*options: str) -> dict[str, object]:
    out = StringIO()
    arguments = ["--students", "400", "--today", "2026-10-30", "--json", *options]
    call_command("make_district", *arguments, stdout=out)
    return json.loads(out.getvalue())


def fingerprints() -> dict[str, str]:
    """Every table with rows, and one hash of them all, keys and sequences included. Sealed notes no
    job reads, nor does this one.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND relname <> 'contacts_sealednote'"
            " ORDER BY relname"
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(LINES.format(table=table), [MOMENTS])
            found[table] = cursor.fetchone()[0]
    return {table: print_ for table, print_ in found.items() if print_}


def start_over() -> None:
    """Empty every table and set the sequences back, which a rolled-back test does not."""
    connections["default"].close()
    start_over_as_owner()


def test_the_same_wish_gives_the_same_rows(worker_committed):
    start_over()
    first, rows = make(), fingerprints()
    start_over()
    again, same_rows = make(), fingerprints()
    assert {**first, "seconds": 0} == {**again, "seconds": 0}
    assert rows == same_rows
    assert "attendance_mark" in rows


def test_another_seed_gives_other_people_in_the_same_schools(worker_committed):
    start_over()
    first, rows = make(), fingerprints()
    start_over()
    again, others = make("--seed", "2"), fingerprints()
    assert (first["schools"], first["students"]) == (again["schools"], again["students"])
    same = {table for table in rows if rows[table] == others.get(table)}
    assert same >= SAME_WHATEVER_THE_SEED
    assert {*PEOPLE, *WORK} <= rows.keys() - same


def test_a_later_day_has_the_same_people_and_more_of_their_year(worker_committed):
    start_over()
    first, rows = make("--today", "2026-10-05"), fingerprints()
    start_over()
    later, others = make("--today", "2026-10-30"), fingerprints()
    assert first["marks"] < later["marks"]
    same = {table for table in rows if rows[table] == others.get(table)}
    assert {*SAME_WHATEVER_THE_SEED, "students_household", "students_student"} <= same
    assert "students_population" in same


def test_json_has_the_published_keys(worker_db):
    assert set(make()) == {"students", "schools", "marks", "staff", "seconds"}


def test_as_many_schools_as_were_asked_for(worker_db):
    assert make("--students", "60", "--schools", "9")["schools"] == 9


def test_before_the_first_school_day_nothing_happened(worker_db):
    assert make("--today", "2026-08-13")["marks"] == 0


def test_a_year_that_is_over_is_whole(worker_db):
    marks = make("--school-year", "2025-26", "--today", "2026-07-20")["marks"]
    assert marks > 400 * 25


def test_fewer_marks_on_wish(worker_db):
    assert make("--marks-per-student", "6")["marks"] < 400 * 8


def test_a_district_in_summer_has_people_and_no_casework(worker_db):
    made = make("--today", "2026-07-15", "--students", "60")
    assert (made["marks"], made["students"]) == (0, 60)
    for model in (Case, Note, Referral, TruancyReport):
        assert not model.objects.exists()
    assert Standing.objects.count() == 0
    assert JudgementDue.objects.count() == 60


def test_a_password_of_just_fifteen_characters_is_long_enough(worker_db, settings):
    settings.DEMO_PASSWORD = "x" * 15
    assert make("--students", "5")["staff"] > len(Role)


def test_the_calendar_of_the_demonstration():
    taught = {day.date: day.ordinal for day in SchoolYear(2026).days if day.is_school_day}
    assert min(taught) == date(2026, 8, 13)
    assert taught[date(2026, 11, 20)] == 69
    assert not {date(2026, 9, 7), date(2026, 9, 21), date(2026, 11, 11)} & set(taught)
    assert max(taught.values()) == 180


@pytest.mark.parametrize(("students", "schools"), [(10, 5), (5000, 12), (420_000, 1000)])
def test_how_many_schools(students, schools):
    assert places.schools_for(students) == schools


def test_a_large_district_has_no_two_schools_of_a_name():
    names = [plan.name for plan in places.planned(1500)]
    assert len(set(names)) == 1500


@pytest.mark.parametrize(
    ("students", "today", "year"),
    [
        ("1", "2026-11-22", "2026-27"),
        ("40", "2026-08-14", "2026-27"),
        ("40", "2026-09-01", "2026-27"),
        ("120", "2026-12-31", "2026-27"),
        ("120", "2027-03-01", "2026-27"),
        ("40", "2028-02-29", "2027-28"),
        ("40", "2026-07-20", "2025-26"),
        ("40", "2026-06-29", "2026-27"),
    ],
)
def test_a_district_of_any_size_and_day_is_in_order(worker_db, students, today, year):
    made = make("--students", students, "--today", today, "--school-year", year)
    assert made["students"] == int(students)
    wrong = {
        what: sql.value(query, {"today": date.fromisoformat(today)})
        for what, query in {**in_order.WORK, **people_in_order.PEOPLE}.items()
    }
    assert {what: found for what, found in wrong.items() if found} == {}


@pytest.mark.parametrize(("today", "are_out"), [("2026-09-24", False), ("2026-09-25", True)])
def test_grades_are_out_when_the_year_is_six_weeks_old(worker_db, today, are_out):
    make("--students", "60", "--schools", "3", "--today", today)
    assert SchoolRecord.objects.filter(kind="grade").exists() is are_out
    assert SchoolRecord.objects.filter(kind="credit").exists()


@pytest.mark.parametrize(("wanted", "least", "most"), [("0", 2, 6), ("999", 12, 30)])
def test_marks_on_wish_are_bounded_by_the_days_there_are(worker_db, wanted, least, most):
    made = make("--students", "100", "--marks-per-student", wanted)
    assert least * 100 < made["marks"] < most * 100
