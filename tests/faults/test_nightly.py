"""A night cut short: killed at any step, the chain goes on from there and nothing is done twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings as ours
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from attendance.actions.due import mark_due
from attendance.models import Mark, Standing, TruancyReport
from audit.actions import act_of
from audit.rules import Actor
from law.actions import use_policy
from letters.models import Notice
from psa.integrity import problems
from sis.choices import RunState
from sis.models import ImportRun
from students.models import Student
from tasks.models import Task
from tests.sis.bundles import BASE, import_sis, marks, write
from tests.sis.test_work import worker_environment

BY = Actor(kind="command", id="test", name="test")
ABSENT = ("14", "15", "16", "17")
PATIENCE = 60
# Of this database alone: in the others, which are copies, its tables have the same numbers.
LOCKS = (
    "(SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
    " WHERE d.datname = current_database() AND l.relation = %s::regclass"
)
WAITS = f"SELECT EXISTS {LOCKS} AND NOT l.granted)"
GONE = f"SELECT NOT EXISTS {LOCKS} AND l.pid <> pg_backend_pid())"
FILED = "SELECT id AS student_id, 2026::smallint AS school_year FROM students_student WHERE id = 1"


def nightly() -> dict[str, Any]:
    """Run the chain to its end; return how many rows each step changed."""
    out = StringIO()
    call_command("nightly", "--json", stdout=out)
    return {name: step["changed"] for name, step in json.loads(out.getvalue())["steps"].items()}


@pytest.fixture
def evening(worker_committed, tmp_path, store):
    """A school with three students, a report filed about one, and the day's marks approved."""
    # The marks are of a September; however long ago that is, they are no history here.
    whole_year = {"contact.first_look_days": 366}
    use_policy(
        act_of(BY), pack="california", overrides=whole_year, effective_from=date(2026, 7, 1)
    )
    import_sis(write(tmp_path / "base", BASE))
    nightly()
    student = Student.objects.get(sis_id="1")
    TruancyReport.objects.create(
        student=student,
        school_year=2026,
        filed_at=timezone.now(),
        receiver="test",
        filed_by="test",
        source="filed",
        source_key="test",
        listed_dates=[date(2026, 9, int(day)) for day in ABSENT[:3]],
        policy_version="test",
    )
    mark_due([(student.pk, 2026)])
    bundle = {"marks.csv": marks(*(f"1,A,2026-09-{day},,AU,," for day in ABSENT))}
    write(store / "imports" / "one", bundle)
    ImportRun.objects.create(
        state=RunState.APPROVED,
        source_name="marks",
        path="imports/one",
        created_by="Ana",
        created_by_id="1",
    )
    return store


@contextmanager
def frozen(table: str) -> Iterator[None]:
    """Nobody writes the table while this lasts."""
    with closing(psycopg2.connect(**connection.get_connection_params())) as other:
        with other.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield


def wait_until(statement: str, table: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(statement, [table])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail(f"waited in vain: {statement} {table}")


def kill_while_it_waits_for(table: str, media: Path) -> None:
    """Start the night, and kill it when it comes to write the table."""
    with (
        frozen(table),
        subprocess.Popen(
            [sys.executable, "manage.py", "nightly", "--json"],
            cwd=ours.BASE_DIR,
            env=worker_environment(media),
            stdout=subprocess.DEVNULL,
        ) as night,
    ):
        wait_until(WAITS, table)
        os.kill(night.pid, signal.SIGKILL)
    wait_until(GONE, table)
    # As if a minute and a half had passed: the dead one's lease runs out.
    ImportRun.objects.exclude(lease_until=None).update(lease_until="2026-01-01T00:00Z")


@pytest.mark.slow
@pytest.mark.parametrize(
    "table",
    [
        "attendance_mark",
        "attendance_standing",
        "letters_notice",
        "tasks_task",
        "sis_doubtcount",
    ],
)
def test_a_night_killed_at_a_step_goes_on_from_there(evening, table):
    kill_while_it_waits_for(table, evening)
    nightly()
    assert ImportRun.objects.get(source_name="marks").state == RunState.APPLIED
    assert Mark.objects.count() == len(ABSENT)
    standing = Standing.objects.get(student__sis_id="1")
    assert (standing.counted_days, standing.reports_filed) == (4, 1)
    assert Notice.objects.count() == 1
    tasks = Task.objects.filter(student__sis_id="1")
    assert tasks.exists()
    assert tasks.count() == tasks.values("key").distinct().count()
    assert nightly() == {
        "import": 0,
        "assess": 0,
        "weeks": 0,
        "letters": 0,
        "cases": 0,
        "quality": 0,
    }
    assert problems() == []
