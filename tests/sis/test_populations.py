"""Populations: what a file names, what it leaves out, and what it says no end of."""

from datetime import date, timedelta

import pytest

from core import clock
from students.models import Population
from tests.sis.bundles import import_sis

pytestmark = pytest.mark.usefixtures("worker_db")
GROUPS = "student_id,population,start,end\n"


def groups(sis_id="1"):
    rows = Population.objects.filter(student__sis_id=sis_id).order_by("kind", "start")
    return [(row.kind, row.start, row.end) for row in rows]


def test_a_file_without_ends_leaves_them(bundle):
    import_sis(bundle(populations=GROUPS + "1,IEP,2025-09-01,2027-06-01\n"))
    import_sis(bundle(populations="student_id,population,start\n1,IEP,2025-09-01\n"))
    assert groups() == [("iep", date(2025, 9, 1), date(2027, 6, 1))]


def test_a_population_that_the_source_no_longer_has_ended_yesterday(bundle):
    yesterday = clock.today() - timedelta(days=1)
    import_sis(bundle(populations=GROUPS + "1,Foster,2025-09-01,\n1,IEP,2025-09-01,\n2,IEP,,\n"))
    report = import_sis(bundle(populations=GROUPS + "1,IEP,2025-09-01,\n"))
    assert report["files"]["populations.csv"]["closed"] == 2
    assert groups() == [
        ("foster", date(2025, 9, 1), yesterday),
        ("iep", date(2025, 9, 1), None),
    ]
    assert groups("2") == [("iep", None, yesterday)]


def test_a_population_that_began_anew_ended_the_day_before(bundle):
    import_sis(bundle(populations=GROUPS + "1,IEP,2025-09-01,\n"))
    import_sis(bundle(populations=GROUPS + "1,IEP,2026-09-01,\n1,IEP,2024-09-01,2025-06-01\n"))
    assert groups() == [
        ("iep", date(2024, 9, 1), date(2025, 6, 1)),
        ("iep", date(2025, 9, 1), date(2026, 8, 31)),
        ("iep", date(2026, 9, 1), None),
    ]


def test_a_part_of_the_populations_ends_none(bundle):
    import_sis(bundle(populations=GROUPS + "1,Foster,2025-09-01,\n1,IEP,2025-09-01,\n"))
    manifest = "file,school_id,from,to,whole\npopulations.csv,,,,N\n"
    import_sis(bundle(populations=GROUPS + "1,IEP,2025-09-01,\n", manifest=manifest))
    assert groups()[0] == ("foster", date(2025, 9, 1), None)


def test_a_file_without_ends_opens_again_what_it_names(bundle):
    """Left out one night, or ended by a file with ends, and named again by one without."""
    short = "student_id,population,start\n"
    both = short + "1,IEP,2025-09-01\n1,Foster,2025-09-01\n"
    import_sis(bundle(populations=both))
    import_sis(bundle(populations=short + "1,IEP,2025-09-01\n"))
    assert groups()[0][2] == clock.today() - timedelta(days=1)
    report = import_sis(bundle(populations=both))
    assert report["files"]["populations.csv"]["updated"] == 1
    assert [end for *_, end in groups()] == [None, None]
    assert import_sis(bundle(populations=both))["files"]["populations.csv"]["updated"] == 0


@pytest.mark.parametrize(
    ("start", "end", "is_ended"), [(0, "", True), (1, "", False), (-9, 0, True), (-9, -1, False)]
)
def test_what_began_and_is_not_over_ends_with_the_file_that_lacks_it(bundle, start, end, is_ended):
    first, last = (n if n == "" else clock.today() + timedelta(days=n) for n in (start, end))
    import_sis(bundle(populations=GROUPS + f"1,Foster,{first},{last}\n1,IEP,2025-09-01,\n"))
    report = import_sis(bundle(populations=GROUPS + "1,IEP,2025-09-01,\n"))
    assert report["files"]["populations.csv"]["closed"] == is_ended


@pytest.mark.parametrize("days", [-1, 0])
def test_an_end_that_is_to_come_stands_where_a_file_says_none(bundle, days):
    end = clock.today() + timedelta(days=days)
    import_sis(bundle(populations=GROUPS + f"1,IEP,2025-09-01,{end}\n"))
    import_sis(bundle(populations="student_id,population,start\n1,IEP,2025-09-01\n"))
    assert groups() == [("iep", date(2025, 9, 1), end if days == 0 else None)]


def test_one_student_with_a_population_is_not_the_school(bundle):
    ids = ("1", "2", "10", "11", "12")
    files = {
        "students": "".join(f"{n},Eli,Ito{n},2015-03-01\n" for n in ids),
        "enrollments": "".join(f"{n},A,2026-08-13,,5\n" for n in ids),
    }
    heads = {
        "students": "student_id,first_name,last_name,birth_date\n",
        "enrollments": "student_id,school_id,entry_date,exit_date,grade\n",
    }
    five = {name: heads[name] + rows for name, rows in files.items()}
    rows = [f"{n},Foster,2025-09-01,\n" for n in ids]
    import_sis(bundle(populations=GROUPS + "".join(rows), **five))
    import_sis(bundle(populations=GROUPS + rows[0], **five))
    assert Population.objects.filter(end=None).count() == 5


@pytest.mark.parametrize(("left", "exit_code"), [(20, 0), (21, 3)])
def test_a_file_that_lacks_very_many_populations_of_a_school_stops(bundle, left, exit_code):
    here = [f"1,club {n},2026-08-13,\n" for n in range(200)]
    there = [f"3,club {n},2026-08-13,\n" for n in range(1800)]
    import_sis(bundle(populations=GROUPS + "".join(here + there)))
    report = import_sis(bundle(populations=GROUPS + "".join(here[left:] + there)))
    assert report["exit"] == exit_code
    if exit_code:
        assert "the limit populations-ended-at-school is 10%" in report["refused"][0]


@pytest.mark.parametrize(("left", "exit_code"), [(20, 0), (21, 3)])
def test_a_file_that_lacks_very_many_populations_stops(bundle, left, exit_code):
    rows = [f"{1 + n % 2},club {n},2026-08-13,\n" for n in range(1000)]
    import_sis(bundle(populations=GROUPS + "".join(rows)))
    report = import_sis(bundle(populations=GROUPS + "".join(rows[left:])))
    assert report["exit"] == exit_code
    assert Population.objects.filter(end=None).count() == (1000 if exit_code else 1000 - left)
