"""What came first decides nothing: the same rows in another order are judged alike."""

import pytest
from django.db import transaction

from attendance.actions.assess import assess
from attendance.models import DayOutcome, Standing
from audit.rules import Act, Actor
from core import clock
from students.models import School, Student
from students.queries.places import last_places
from tests.sis.bundles import BASE, import_sis, marks, set_policy, write

pytestmark = pytest.mark.usefixtures("worker_db")
NIGHTLY = Actor(kind="job", id="nightly", name="nightly")
CODES = BASE["codes.csv"] + "TU,Tardy,tardy,unexcused,\n"
# Ana is at both schools from one day on; Ben was at both and left one.
BOTH = BASE["enrollments.csv"] + "1,B,2026-08-13,,6,,\n2,B,2026-08-13,2026-09-16,7,,\n"
MARKS = (
    "1,A,2026-09-14,,TU,40,",  # late for long at one, for a moment at the other
    "1,B,2026-09-14,,TU,10,",
    "1,A,2026-09-15,,TU,10,",
    "1,B,2026-09-15,,TU,40,",
    "1,A,2026-09-16,,TU,40,",  # and once in attendance at the other
    "1,B,2026-09-16,,PR,,",
    "1,A,2026-09-17,,AU,,",  # at neither
    "1,B,2026-09-17,,AU,,",
    "1,A,2026-09-18,,TU,,",  # for nobody knows how long
    "1,B,2026-09-18,,PR,,",
    "2,A,2026-09-14,,AU,,",
    "2,B,2026-09-14,,TU,40,",
)


class Undone(Exception):
    """Leave the database as it was."""


def turned(text):
    """The same file with its rows in the opposite order."""
    header, *rows = text.splitlines()
    return "\n".join([header, *reversed(rows)]) + "\n"


def judged(folder, files):
    """What the bundle comes to, by the SIS's ids."""
    found = []
    try:
        with transaction.atomic():
            assert import_sis(write(folder, files))["exit"] == 0
            set_policy({})
            assess(Act(NIGHTLY, clock.now(), clock.today()))
            names = ("outcome", "excuse", "gap_minutes", "occasions", "why", "countable_on")
            days = DayOutcome.objects.order_by("student__sis_id", "date")
            schools = dict(School.objects.values_list("pk", "sis_id"))
            found += [
                (student, day, schools[school], *rest)
                for student, day, school, *rest in days.values_list(
                    "student__sis_id", "date", "school_id", *names
                )
            ]
            years = Standing.objects.order_by("student__sis_id")
            found += years.values_list(
                "student__sis_id", "school__sis_id", "grade", "counted_days"
            )
            ids = dict(Student.objects.values_list("pk", "sis_id"))
            places = last_places(list(ids), on=clock.today())
            found += sorted((ids[key], place.school, place.grade) for key, place in places.items())
            raise Undone
    except Undone:
        return found


def test_two_orders_give_one_answer(tmp_path):
    files = {**BASE, "codes.csv": CODES, "enrollments.csv": BOTH, "marks.csv": marks(*MARKS)}
    other = {name: turned(text) for name, text in files.items()}
    one = judged(tmp_path / "bundle", files)
    assert one == judged(tmp_path / "bundle", other)
    days = {row[1].day: row[2:6] for row in one[:5]}
    assert days == {
        14: ("B", "tardy", "unexcused", 10),
        15: ("A", "tardy", "unexcused", 10),
        16: ("B", "attended", "", None),
        17: ("A", "absent", "unexcused", None),
        18: ("B", "attended", "", None),
    }
    assert ("1", "B", "6", 1) in one  # entered on one day, still at both: the later id
    assert ("2", "A", "6", 1) in one  # the one that was not left
