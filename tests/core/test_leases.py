"""The lease as such: who may write, and until when."""

import time

import pytest

from core import leases
from sis.models import ImportRun

TABLE, MOVES = "sis_importrun", {"approved": "applying"}
pytestmark = pytest.mark.usefixtures("worker_committed")


@pytest.fixture
def row():
    return ImportRun.objects.create(state="approved", source_name="x", created_by="Ana")


def claim(seconds=60):
    return leases.claim(table=TABLE, moves=MOVES, seconds=seconds)


def test_the_oldest_row_first(row):
    ImportRun.objects.create(state="approved", source_name="y", created_by="Ana")
    assert claim().pk == row.pk


def test_other_states_are_left_alone(row):
    ImportRun.objects.update(state="previewed")
    assert claim() is None


def test_renewing_writes_progress_and_nothing_after_the_end(row):
    lease = claim()
    assert leases.renew(lease, seconds=60, columns={"progress_step": "Reading marks.csv"})
    row.refresh_from_db()
    assert row.progress_step == "Reading marks.csv"
    leases.settle(lease, state="applied")
    assert not leases.renew(lease, seconds=60)
    with pytest.raises(leases.LeaseLost):
        leases.settle(lease, state="applied")


def test_who_was_overtaken_neither_renews_nor_settles(row):
    slow, quick = claim(seconds=0), claim()
    assert (slow.pk, slow.state) == (quick.pk, quick.state)
    assert not leases.renew(slow, seconds=60)
    with pytest.raises(leases.LeaseLost):
        leases.settle(slow, state="failed")
    leases.settle(quick, state="applied")
    row.refresh_from_db()
    assert row.state == "applied"


def test_a_row_is_tried_so_many_times_and_then_given_up(row):
    give_up = {"table": TABLE, "running": ["applying"], "failed": "failed"}
    for _ in range(leases.MOST_ATTEMPTS):
        assert leases.give_up(**give_up) == 0
        assert claim(seconds=0).pk == row.pk
    assert claim() is None
    assert leases.give_up(**give_up) == 1


def test_a_heartbeat_holds_the_lease_on_its_own_connection(row):
    lease = claim(seconds=1)
    steps = iter(f"step {n}" for n in range(1000))
    beat = {"seconds": 60, "every": 0.02, "columns": lambda: {"progress_step": next(steps)}}
    with leases.heartbeat(lease, **beat):
        time.sleep(0.5)
        row.refresh_from_db()
        assert row.progress_step.startswith("step ")
    time.sleep(0.6)  # past the first lease, before the renewed one
    assert claim() is None
