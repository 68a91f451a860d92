"""Stored rows after many small changes are those of one full run over the same records."""

import os
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from attendance.actions.assess import assess
from attendance.models import JudgementDue, StandingChange
from attendance.queries.judging import judged, make_room
from audit.actions import act_of
from audit.choices import ActorKind
from audit.rules import Actor
from law.actions import use_policy
from law.packs import load_pack
from tests.attendance import changes
from tests.attendance.conftest import judge_by_reference
from tests.attendance.disagreement import differences
from tests.attendance.generated import PARAMETERS, make_world
from tests.attendance.world import answers, load, rows
from tests.factories import act

NIGHTLY = Actor(kind=ActorKind.JOB, id="nightly", name="nightly")
STUDENTS, NIGHTS = 10, 14
WANTED = int(os.environ.get("PSA_HYPOTHESIS_STUDENTS", "80"))
few = settings(
    max_examples=-(-WANTED // STUDENTS),
    deadline=None,
    database=None,
    derandomize="PSA_HYPOTHESIS_STUDENTS" not in os.environ,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
numbers = st.lists(
    st.integers(0, 2**64), min_size=STUDENTS + 1, max_size=STUDENTS + 1, unique=True
)
EARLIER_AS_OF = {"as_of"}  # a row that stays as it is keeps the day on which it was judged


def as_set(table, leave_out=frozenset()):
    return {
        tuple(sorted((name, str(value)) for name, value in row.items() if name not in leave_out))
        for row in rows(table)
    }


def assert_stored_rows_are_of_a_full_run(world, today, parameters):
    pack = load_pack("california", overrides=parameters)
    with judged(pack=pack, as_of=today, school_year=world.year):
        full_days = as_set("judging_copy")
        full_standings = as_set("judging_standing", EARLIER_AS_OF)
        full_findings = as_set("judging_finding")
    stored_days = as_set("attendance_dayoutcome")
    stored_standings = as_set("attendance_standing", EARLIER_AS_OF)
    assert stored_days ^ full_days == set()
    assert stored_standings ^ full_standings == set()
    assert as_set("attendance_finding") ^ full_findings == set()


@pytest.mark.slow
@few
@given(numbers=numbers, parameters=PARAMETERS, other=PARAMETERS)
def test_incremental_runs_give_the_rows_of_a_full_run(worker_db, numbers, parameters, other):
    random = Random(numbers[0])
    whole = make_world(numbers)
    now = changes.at_first(whole, random).without_uncovered()
    today = whole.first + timedelta(random.choice([30, 80, 150, 200, 320]))
    with transaction.atomic():
        load(now)
        use_policy(act_of(NIGHTLY), pack="california", overrides=parameters, effective_from=today)
        for night in range(NIGHTS):
            if night == NIGHTS // 2:
                parameters = other
                use_policy(
                    act_of(NIGHTLY), pack="california", overrides=parameters, effective_from=today
                )
            assess(act(on=today))
            assert_stored_rows_are_of_a_full_run(now, today, parameters)
            after = changes.change(now, whole, random)
            changes.apply(now, after)
            now = after
            today = min(today + timedelta(random.choice([0, 1, 1, 1, 3, 20])), whole.last)
        assess(act(on=today))
        stored = answers(now, "attendance_dayoutcome", "attendance_standing")
        judged_plainly = judge_by_reference(now, today, parameters)
        found = {
            student: [line for line in lines if " as_of:" not in line]
            for student in stored
            if (lines := differences(judged_plainly[student], stored[student]))
        }
        assert {student: lines for student, lines in found.items() if lines} == {}
        again = StandingChange.objects.count()
        assess(act(on=today))
        assert StandingChange.objects.count() == again
        assert not JudgementDue.objects.exists()
        transaction.set_rollback(True)


def test_a_session_that_has_used_temporary_tables_keeps_the_room_it_has(worker_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE used AS SELECT 1 AS one")
        cursor.execute("SHOW temp_buffers")
        before = cursor.fetchone()
        make_room()
        cursor.execute("SELECT one, current_setting('temp_buffers') FROM used")
        assert cursor.fetchone() == (1, *before)
