"""The queue of runs: claimed once, taken over from the dead, never half applied."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from core import leases
from sis.actions.work import TABLE, work_on_next
from sis.choices import RunState
from sis.models import ImportRun
from sis.rules.stages import CLAIMED
from sis.tasks import run_due_imports
from students.models import Student
from tests.conftest import owner_cursor
from tests.factories import act
from tests.sis.bundles import BASE, FALL, write


def waiting(store, files=None, state=RunState.APPROVED, **fields):
    """A run whose files lie where an upload puts them."""
    room = store / "imports" / "one"
    if files is None:
        shutil.copytree(FALL, room)
    else:
        write(room, files)
    return ImportRun.objects.create(
        state=state,
        source_name="bundle",
        path="imports/one",
        created_by="Ana",
        created_by_id="1",
        **fields,
    )


def claim(seconds=90):
    return leases.claim(table=TABLE, moves=CLAIMED, seconds=seconds)


def test_nothing_waits(worker_committed):
    run_due_imports()
    assert work_on_next(act()) is None


def test_a_preview_then_an_apply(worker_committed, store):
    run = waiting(store, BASE, state=RunState.UPLOADED)
    run_due_imports()
    run.refresh_from_db()
    assert run.state == RunState.PREVIEWED
    assert run.report["files"]["students.csv"]["created"] == 3
    assert run.preview["examples"]["students.csv"]["created"][0]["values"][0] == [
        "student_id",
        "1",
    ]
    assert Student.objects.count() == 0
    ImportRun.objects.update(state=RunState.APPROVED)
    run_due_imports()
    run_due_imports()  # safe to run twice
    run.refresh_from_db()
    assert run.state == RunState.APPLIED
    assert run.lease_token == ""
    assert Student.objects.count() == 3
    assert not (store / "imports" / "one").exists()


def test_a_row_is_claimed_once(worker_committed, store):
    waiting(store, BASE)
    first = claim()
    assert first.state == RunState.APPLYING
    assert claim() is None


def test_a_dead_worker_loses_the_row(worker_committed, store):
    run = waiting(store, BASE)
    dead = claim(seconds=-1)
    alive = claim()
    assert alive.pk == dead.pk == run.pk
    assert leases.renew(dead, seconds=90) is False
    with pytest.raises(leases.LeaseLost):
        leases.settle(dead, state=RunState.APPLIED)
    leases.settle(alive, state=RunState.APPLIED)


def test_five_attempts_and_no_more(worker_committed, store):
    run = waiting(store, BASE)
    for _ in range(leases.MOST_ATTEMPTS):
        assert claim(seconds=-1)
    assert claim() is None
    assert work_on_next(act()) is None
    run.refresh_from_db()
    assert run.state == RunState.FAILED


def test_a_worker_that_was_only_slow_keeps_nothing(worker_committed, store, monkeypatch):
    waiting(store, BASE)

    def taken_over(lease, **_):
        raise leases.LeaseLost

    monkeypatch.setattr(leases, "settle", taken_over)
    work_on_next(act())
    assert Student.objects.count() == 0


def test_an_error_in_the_work_is_said_on_the_run(worker_committed, store, monkeypatch):
    run = waiting(store, BASE)
    monkeypatch.setattr("sis.actions.runs.load_bundle", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        work_on_next(act())
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "changed nothing" in run.report["refused"][0]


def test_two_workers_race_for_one_run(worker_committed, store):
    run = waiting(store)
    results = []

    def work():
        try:
            results.append(work_on_next(act()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found.pk for found in results if found] == [run.pk]
    run.refresh_from_db()
    assert (run.state, run.attempts) == (RunState.APPLIED, 1)
    assert Student.objects.count() == 78


@pytest.mark.slow
def test_kill_9_in_the_middle_of_applying_leaves_nothing(worker_committed, store):
    run = waiting(store)
    with subprocess.Popen(  # noqa: S603 - the test's own interpreter
        [sys.executable, "-c", SLOW_WORKER],
        cwd=settings.BASE_DIR,
        env=worker_environment(store),
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout.readline().strip() == "students are in, not committed"
        os.kill(worker.pid, signal.SIGKILL)
    run.refresh_from_db()
    assert run.state == RunState.APPLYING
    assert Student.objects.count() == 0
    ImportRun.objects.update(lease_until="2026-01-01T00:00Z")
    wait_until_nobody_holds_the_import()
    work_on_next(act())
    run.refresh_from_db()
    assert (run.state, run.attempts) == (RunState.APPLIED, 2)
    assert Student.objects.count() == 78
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'")
        assert cursor.fetchone() == (0,)


SLOW_WORKER = """
import django, time
django.setup()
from django.conf import settings
from audit.actions import job
from sis.actions import bundle, work
def stop(load, table):
    print("students are in, not committed", flush=True)
    time.sleep(60)
bundle.ORDER["guardians.csv"] = stop
work.work_on_next(job("imports"))
"""


def worker_environment(store: Path) -> dict[str, str]:
    """As a worker of production, but on the test database and the test's files."""
    given = connections["default"].get_connection_params()
    socket = given["host"]
    address = f"postgres://worker@/{given['dbname']}?host={socket}"
    return {
        **os.environ,
        "TESTING": "1",
        "PSA_DB_ROLE": "worker",
        "DATABASE_WORKER_URL": address,
        "PSA_VAR": str(store.parent),
        "DJANGO_SETTINGS_MODULE": "psa.settings",
    }


def wait_until_nobody_holds_the_import() -> None:
    """The server notices a killed client when it next writes to it; see to it at once."""
    with owner_cursor() as cursor:
        for _ in range(50):
            cursor.execute(
                "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                " WHERE l.locktype = 'advisory' AND d.datname = current_database()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.1)
    pytest.fail("the killed worker's transaction is still open")
