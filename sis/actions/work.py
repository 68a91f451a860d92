"""Carrying out waiting runs, one at a time, however many workers there are."""

import logging
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError

from audit.choices import ActorKind
from audit.rules import Act, Actor
from core import clock, leases
from core.leases import Lease, LeaseLost
from sis.actions.runs import RunRequest, carry_out
from sis.actions.uploads import forget_files
from sis.actions.waiting import bundle_of, forget_rows
from sis.choices import RunState
from sis.models import ImportRun
from sis.rules.stages import CLAIMED, IMPORT_STAGES

log = logging.getLogger(__name__)
TABLE = "sis_importrun"
LEASE_SECONDS, BEAT_SECONDS = 90, 1.0
ENDED_BADLY = "The import ended with an error and changed nothing. The system's log names it."


class ImportProgress:
    """The step a run is in, written by the work and read by the heartbeat."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now: dict[str, Any] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        with self.lock:
            self.now = {
                "progress_step": step[:80],
                "progress_done": done,
                "progress_total": total,
            }

    def columns(self) -> Mapping[str, Any]:
        with self.lock:
            return dict(self.now)


def work_on_next(act: Act) -> ImportRun | None:
    """Preview or apply the run that waits longest; None when none does. Safe to run twice.

    Done in the name of whoever asked for it last, at the moment of `act`.
    """
    leases.give_up(
        table=TABLE, running=list(CLAIMED.values()), failed=IMPORT_STAGES.moves["fail"].to
    )
    lease = leases.claim(table=TABLE, moves=CLAIMED, seconds=LEASE_SECONDS)
    if lease is None:
        return None
    run = ImportRun.objects.get(pk=lease.pk)
    progress = ImportProgress()
    beating = leases.heartbeat(
        lease, seconds=LEASE_SECONDS, every=BEAT_SECONDS, columns=progress.columns
    )
    try:
        with beating, _bundle(run) as path:
            outcome = carry_out(
                replace(act, actor=_asked_by(run)),
                run=run,
                request=_request(run, lease, path),
                on_progress=progress,
                on_done=partial(_settle, run, lease),
            )
            outcome.rejects.close()
    except LeaseLost:
        log.warning("import %s was taken over by another worker", run.pk)
        return run
    except OperationalError:
        raise  # the database went away: the lease runs out and the run is taken up again
    except Exception:
        _fail(run, lease)
        raise
    if outcome.applied:
        forget_files(run)
    return run


def finish_approved(act: Act) -> int:
    """Carry out every run that waits, or that a dead worker left; return how many were applied."""
    applied = 0
    while run := work_on_next(act):
        run.refresh_from_db()
        applied += run.state == RunState.APPLIED
    return applied


def _bundle(run: ImportRun) -> AbstractContextManager[Path]:
    return nullcontext(Path(settings.MEDIA_ROOT) / run.path) if run.path else bundle_of(run)


def _settle(run: ImportRun, lease: Lease, state: RunState) -> None:
    """End the run, in its transaction: rows that waited are let go of only once they are loaded."""
    leases.settle(lease, state=state)
    if run.is_partial and state == RunState.APPLIED:
        forget_rows(run)


def _request(run: ImportRun, lease: Lease, path: Path) -> RunRequest:
    return RunRequest(
        path=path,
        keep=lease.state == RunState.APPLYING,
        allow_drop=run.allow_drop,
    )


def _asked_by(run: ImportRun) -> Actor:
    names = (
        (run.override_by_id, run.override_by),
        (run.approved_by_id, run.approved_by),
        (run.created_by_id, run.created_by),
    )
    who, name = next(person for person in names if person[1])
    return Actor(kind=ActorKind.USER, id=who, name=name)


def _fail(run: ImportRun, lease: Lease) -> None:
    """Say so on the run at once: what fails for its content will not mend by itself."""
    ImportRun.objects.filter(pk=run.pk, lease_token=lease.token).update(
        state=IMPORT_STAGES.moves["fail"].to,
        lease_token="",
        lease_until=None,
        finished_at=clock.now(),
        report={"files": {}, "warnings": [], "refused": [ENDED_BADLY]},
    )
