"""The commands of the made-up district: what is asked for, what is refused, and what is told."""

import json
from argparse import ArgumentTypeError
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.commands import BAD_USAGE, REFUSED, BadUsage, Refused
from demo import casework, district, places
from demo.management.commands import make_district
from demo.management.commands.make_district import (
    MOST,
    SHORTEST_PASSWORD,
    count,
    marks_per_student,
    plan_of,
    school_year,
    seed,
)
from letters.models import LetterTemplate
from students.models import School, Student

TODAY = date(2026, 11, 22)


# --- What is asked for --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1", True),
        (str(MOST), True),
        ("0", False),
        (str(MOST + 1), False),
        ("-1", False),
        ("1.5", False),
        ("", False),
    ],
)
def test_how_many(text, fits):
    if fits:
        assert count(text) == int(text)
    else:
        with pytest.raises(ArgumentTypeError):
            count(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2026-27", 2026), ("2099-00", 2099), ("2026-26", 0), ("1999-00", 0), ("2026-2027", 0)],
)
def test_which_school_year(text, year):
    if year:
        assert school_year(text) == year
    else:
        with pytest.raises(ArgumentTypeError):
            school_year(text)


def asked(**options):
    given = {"students": 5000, "schools": None, "seed": 1, "today": TODAY}
    return plan_of({**given, "school_year": None, "marks_per_student": 12, **options})


@pytest.mark.parametrize(("today", "year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026)])
def test_without_a_year_it_is_that_of_the_day(today, year):
    assert asked(today=today).school_year == year
    assert asked(today=today, school_year=2030).school_year == 2030


def test_a_district_has_a_school_of_each_level_at_least():
    assert asked(schools=3).schools == places.FEWEST == 3
    assert asked().schools == 12
    with pytest.raises(BadUsage):
        asked(schools=2)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("0", True),
        ("-5", True),
        ("9" * 18, True),
        ("9" * 19, False),
        ("1.5", False),
        ("", False),
        ("one", False),
    ],
)
def test_which_seed(text, fits):
    if fits:
        assert seed(text) == int(text)
    else:
        with pytest.raises(ArgumentTypeError, match="at most 18 digits"):
            seed(text)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("0", True),
        ("12", True),
        ("999.5", True),
        ("1000", False),
        ("-1", False),
        ("nan", False),
        ("inf", False),
        ("1e3", False),
    ],
)
def test_how_many_marks(text, fits):
    if fits:
        assert marks_per_student(text) == float(text)
    else:
        with pytest.raises(ArgumentTypeError, match="from 0 to 999"):
            marks_per_student(text)


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (["--students", "0"], f"a number from 1 to {MOST}"),
        (["--students", "many"], f"a number from 1 to {MOST}"),
        (["--students", "9", "--schools", "2"], "--schools: at least 3"),
        (["--students", "9", "--school-year", "2026-28"], "a school year as 2026-27"),
        (["--students", "9", "--school-year", "2026"], "a school year as 2026-27"),
        (["--students", "9", "--today", "yesterday"], "write it as 2026-11-20"),
        (["--students", "9", "--seed", "luck"], "a whole number"),
        (["--students", "9", "--marks-per-student", "nan"], "a number from 0 to 999"),
        ([], "--students"),
    ],
)
def test_what_cannot_be_is_bad_usage_and_says_what_can(db, options, advice):
    with pytest.raises(CommandError, match=advice):
        call_command("make_district", *options, stdout=StringIO())
    assert not School.objects.exists()


@pytest.mark.parametrize(("length", "fits"), [(SHORTEST_PASSWORD - 1, False), (1, False)])
def test_a_short_password_for_everybody_is_bad_usage(db, settings, length, fits):
    settings.DEMO_PASSWORD = "x" * length
    with pytest.raises(BadUsage, match="PSA_DEMO_PASSWORD: at least 15 characters") as refused:
        call_command("make_district", students=5, stdout=StringIO())
    assert refused.value.returncode == BAD_USAGE


# --- What is refused ----------------------------------------------------------------------


@pytest.mark.parametrize("command", ["demo_people", "demo_letters"])
def test_without_a_district_each_command_says_which_one_makes_it(worker_db, command):
    with pytest.raises(Refused, match="make_district makes one") as refused:
        call_command(command, stdout=StringIO())
    assert refused.value.returncode == REFUSED


def test_a_district_that_failed_halfway_is_not_there(worker_db, monkeypatch):
    def fail(**_values):
        raise RuntimeError("no more room")

    monkeypatch.setattr(casework, "make", fail)
    with pytest.raises(RuntimeError):
        call_command("make_district", students=5, stdout=StringIO())
    assert not Student.objects.exists()
    assert not School.objects.exists()


# --- What is told -------------------------------------------------------------------------


def test_each_step_is_said_as_it_begins(worker_db):
    said = []
    plan = district.DistrictPlan(students=3, schools=3, seed=1, school_year=2026, today=TODAY)
    made = district.make(plan, say=said.append)
    assert said[:2] == ["3 schools", "3 students"]
    assert said.index("Marks") < said.index(f"{made.marks} marks; records and reports")
    assert said[-1] == "Proving references"
    assert len(said) == len(set(said))


def test_facts_are_printed_for_people_one_a_line(worker_db):
    out = StringIO()
    call_command("make_district", "--students", "3", "--today", "2026-08-01", stdout=out)
    told = dict(line.split(": ") for line in out.getvalue().splitlines())
    assert list(told) == ["students", "schools", "marks", "staff", "seconds"]
    assert (told["students"], told["schools"], told["marks"]) == ("3", "5", "0")


def test_letters_of_a_summer_are_none(worker_db):
    call_command("make_district", "--students", "20", "--today", "2026-08-01", stdout=StringIO())
    out = StringIO()
    call_command("demo_letters", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {"mailed": 0, "printed": 0}
    assert LetterTemplate.objects.exists()  # the wordings are there for the first day


def test_the_help_names_what_the_defaults_are():
    parser = make_district.Command().create_parser("manage.py", "make_district")
    told = parser.format_help()
    assert "at least 5" in told
    assert places.DEFAULT_FEWEST == 5
    assert parser.parse_args(["--students", "7"]).seed == 1
