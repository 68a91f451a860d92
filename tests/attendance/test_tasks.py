"""Beat pokes every few seconds: what is due is judged, and nothing else is done."""

from contextlib import closing

import psycopg2
import pytest
import time_machine
from django.db import connection

from attendance.actions.assess import ONE_AT_A_TIME
from attendance.models import Assessment, JudgementDue, Standing
from attendance.tasks import judge_what_is_due
from tests.attendance.fall_of_2026 import U, student_year
from tests.attendance.world import load


@pytest.fixture(autouse=True)
def _world(worker_db):
    load(student_year(U("08-20")))


def poke(day):
    with time_machine.travel(f"{day}T20:00:00+00:00", tick=False):
        judge_what_is_due()


def test_a_changed_student_year_is_judged_once():
    JudgementDue.objects.create(student_id=1, school_year=2026)
    for _ in range(2):
        poke("2026-11-20")
    assert Standing.objects.get().counted_days == 1
    assert (Assessment.objects.count(), JudgementDue.objects.count()) == (1, 0)


def test_nothing_is_judged_before_there_is_anything_to_judge():
    poke("2026-11-20")
    assert not Assessment.objects.exists()


def test_a_new_day_is_judged_without_a_change():
    JudgementDue.objects.create(student_id=1, school_year=2026)
    poke("2026-11-19")
    before = Standing.objects.get().days_enrolled
    poke("2026-11-20")
    assert Standing.objects.get().days_enrolled == before + 1


def test_an_earlier_year_that_is_due_is_judged_too():
    JudgementDue.objects.create(student_id=1, school_year=2025)
    poke("2026-11-20")
    assert set(Assessment.objects.values_list("school_year", flat=True)) == {2025, 2026}


def test_a_year_still_to_come_waits_for_its_first_day():
    JudgementDue.objects.create(student_id=1, school_year=2026)
    poke("2026-11-20")
    JudgementDue.objects.create(student_id=1, school_year=2027)
    poke("2026-11-20")
    assert Assessment.objects.count() == 1
    poke("2027-07-01")
    assert not JudgementDue.objects.exists()


def test_while_another_one_judges_nobody_waits():
    JudgementDue.objects.create(student_id=1, school_year=2026)
    other = psycopg2.connect(**connection.get_connection_params())
    with closing(other), other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        poke("2026-11-20")
    assert JudgementDue.objects.exists()
