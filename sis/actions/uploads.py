"""What people do with an import on its pages: send, approve, override, discard."""

import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Protocol

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction
from django.utils.text import get_valid_filename

from audit.actions import record
from audit.rules import Actor
from sis.actions.runs import begin
from sis.choices import RunState
from sis.models import ImportRun

OPEN_STATES = (RunState.UPLOADED, RunState.PREVIEWED, RunState.REFUSED, RunState.FAILED)


class Sent(Protocol):
    """A file that came with a request."""

    name: str | None

    def chunks(self) -> Iterable[bytes]: ...


class NotNow(Exception):
    """The run is in another state by now; the page shows which."""


class NeedsAnotherPerson(Exception):
    """Whoever sent or approved an import cannot also override its limits."""


class CannotBeOverridden(Exception):
    """The bundle could not be read at all: there is nothing to apply."""


@transaction.atomic
def upload(*, files: Iterable[Sent], by: Actor) -> ImportRun:
    """Keep the files sent, in a folder of their own, and leave a run to be previewed."""
    room = Path(settings.MEDIA_ROOT) / "imports" / uuid.uuid4().hex
    room.mkdir(parents=True)
    names = []
    for sent in files:
        name = _safe_name(sent.name or "")
        with (room / name).open("wb") as kept:
            for chunk in sent.chunks():
                kept.write(chunk)
        names.append(name)
    # A single file keeps its name, which says what it is; a zip is opened as such.
    path = room / names[0] if len(names) == 1 else room
    run = begin(
        source_name=", ".join(names),
        state=RunState.UPLOADED,
        shape="auto",
        by=by,
        path=str(path.relative_to(settings.MEDIA_ROOT)),
    )
    _record(run, "import.uploaded", by)
    return run


def _safe_name(name: str) -> str:
    try:
        return get_valid_filename(PurePosixPath(name.replace("\\", "/")).name)[-100:]
    except SuspiciousFileOperation:
        return "bundle.csv"


@transaction.atomic
def approve(*, run: ImportRun, by: Actor) -> ImportRun:
    """Leave a previewed run to be applied. Raises NotNow."""
    run = _locked(run, RunState.PREVIEWED)
    run.state, run.attempts = RunState.APPROVED, 0
    run.approved_by_id, run.approved_by = by.id, by.name
    run.save(update_fields=["state", "attempts", "approved_by_id", "approved_by"])
    _record(run, "import.approved", by)
    return run


@transaction.atomic
def override(*, run: ImportRun, by: Actor) -> ImportRun:
    """Leave a refused run to be applied past its limits, by a second person.

    Raises NotNow, CannotBeOverridden or NeedsAnotherPerson.
    """
    run = _locked(run, RunState.REFUSED)
    if not run.can_be_overridden:
        raise CannotBeOverridden
    if by.id in (run.created_by_id, run.approved_by_id):
        raise NeedsAnotherPerson
    run.state, run.attempts, run.allow_drop = RunState.APPROVED, 0, True
    run.override_by_id, run.override_by = by.id, by.name
    run.save(update_fields=["state", "attempts", "allow_drop", "override_by_id", "override_by"])
    _record(run, "import.override", by, {"limits": run.report.get("refused", [])})
    return run


@transaction.atomic
def discard(*, run: ImportRun, by: Actor) -> ImportRun:
    """Let go of a run that nobody works on, and of its files. Raises NotNow."""
    run = _locked(run, *OPEN_STATES)
    run.state = RunState.DISCARDED
    run.save(update_fields=["state"])
    _record(run, "import.discarded", by)
    transaction.on_commit(lambda: forget_files(run))
    return run


def forget_files(run: ImportRun) -> None:
    """Remove the uploaded files: they hold what the database now holds, or should not."""
    imports = Path(settings.MEDIA_ROOT) / "imports"
    kept = (Path(settings.MEDIA_ROOT) / run.path) if run.path else imports
    room = kept if kept.parent == imports else kept.parent
    if room.parent == imports:
        shutil.rmtree(room, ignore_errors=True)


def _locked(run: ImportRun, *states: RunState) -> ImportRun:
    """Return the row, locked, if it is in one of the states. Raises NotNow."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state not in states:
        raise NotNow
    return locked


def _record(
    run: ImportRun, action: str, by: Actor, detail: dict[str, object] | None = None
) -> None:
    record(
        by=by,
        action=action,
        target_kind="import",
        target_id=run.pk,
        detail={"source": run.source_name, **(detail or {})},
    )
