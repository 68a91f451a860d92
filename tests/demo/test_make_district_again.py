"""The command itself: the same plan gives the same rows; what cannot be is refused."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from accounts.choices import Role
from attendance.models import JudgementDue, Standing, TruancyReport
from cases.models import Case
from contacts.models import Note
from core.commands import BadUsage, Refused
from demo import places
from demo.calendar import SchoolYear
from sarb.models import Referral
from tests.conftest import reset_as_owner

# Written by the action that sets a policy, at the moment it does.
MOMENTS = "{at,set_at}"
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
    """Every table with rows, and one hash of them all, keys and sequences included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(LINES.format(table=table), [MOMENTS])
            found[table] = cursor.fetchone()[0]
    return {table: print_ for table, print_ in found.items() if print_}


def start_over() -> None:
    """Empty every table and set the sequences back, which a rolled-back test does not."""
    connections["default"].close()
    reset_as_owner()


def test_the_same_wish_gives_the_same_rows(worker_committed):
    start_over()
    first, rows = make(), fingerprints()
    start_over()
    again, same_rows = make(), fingerprints()
    assert {**first, "seconds": 0} == {**again, "seconds": 0}
    assert rows == same_rows
    assert "attendance_mark" in rows


def test_another_seed_gives_other_rows(worker_committed):
    start_over()
    make()
    rows = fingerprints()
    start_over()
    make("--seed", "2")
    others = fingerprints()
    assert rows["students_student"] != others["students_student"]
    assert rows["attendance_mark"] != others["attendance_mark"]


def test_json_has_the_published_keys(worker_db):
    assert set(make()) == {"students", "schools", "marks", "staff", "seconds"}


@pytest.mark.parametrize("students", [1, 13, 100])
def test_a_small_district(worker_db, students):
    assert make("--students", str(students))["students"] == students


def test_as_many_schools_as_were_asked_for(worker_db):
    assert make("--students", "60", "--schools", "9")["schools"] == 9


def test_before_the_first_school_day_nothing_happened(worker_db):
    assert make("--today", "2026-08-13")["marks"] == 0


def test_a_year_that_is_over_is_whole(worker_db):
    marks = make("--school-year", "2025-26", "--today", "2026-07-20")["marks"]
    assert marks > 400 * 25


def test_fewer_marks_on_wish(worker_db):
    assert make("--marks-per-student", "6")["marks"] < 400 * 8


@pytest.mark.parametrize(
    "options",
    [
        ["--students", "0"],
        ["--students", "many"],
        ["--schools", "2"],
        ["--school-year", "2026-28"],
        ["--school-year", "2026"],
        ["--today", "yesterday"],
    ],
)
def test_what_cannot_be_is_bad_usage(db, options):
    with pytest.raises(CommandError):
        make(*options)


def test_a_short_password_for_everybody_is_bad_usage(db, settings):
    settings.DEMO_PASSWORD = "too short"
    with pytest.raises(BadUsage):
        make()


@pytest.mark.parametrize("command", ["demo_people", "demo_letters"])
def test_no_district_no_people_and_no_letters(worker_db, command):
    with pytest.raises(Refused, match="no made-up district"):
        call_command(command, stdout=StringIO())


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
