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
from audit.rules import Act
from core.refusals import Refusal
from core.stages import transition_one
from sis.actions.runs import begin
from sis.actions.waiting import forget_rows
from sis.choices import RunState
from sis.models import ImportRun
from sis.readers.formats import AUTO
from sis.rules.stages import IMPORT_STAGES


class Sent(Protocol):
    """A file that came with a request."""

    name: str | None

    def chunks(self) -> Iterable[bytes]: ...


class NeedsAnotherPerson(Refusal):
    """Whoever sent or approved an import cannot also override its limits."""

    advice = "Nothing was done: a second person has to override, not whoever sent or approved it."


class IsSentAgain(Refusal):
    """Files can be sent again, and then be seen before they are applied."""

    advice = "Nothing was done: send the files again; only rows that waited for an answer are tried again."


class CannotBeOverridden(Refusal):
    """The bundle could not be read at all: there is nothing to apply."""

    advice = "Nothing was done: these files could not be read, so there is nothing to apply."


@transaction.atomic
def upload(act: Act, *, files: Iterable[Sent]) -> ImportRun:
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
        act,
        source_name=", ".join(names),
        state=RunState.UPLOADED,
        shape=AUTO,
        path=str(path.relative_to(settings.MEDIA_ROOT)),
    )
    _record(act, run, "import.uploaded")
    return run


def _safe_name(name: str) -> str:
    try:
        return get_valid_filename(PurePosixPath(name.replace("\\", "/")).name)[-100:]
    except SuspiciousFileOperation:
        return "bundle.csv"


@transaction.atomic
def approve(act: Act, *, run: ImportRun) -> ImportRun:
    """Leave a previewed run to be applied. Raises NotNow."""
    actor = act.actor
    run = _moved(run, "approve", attempts=0, approved_by_id=actor.id, approved_by=actor.name)
    _record(act, run, "import.approved")
    return run


@transaction.atomic
def override(act: Act, *, run: ImportRun) -> ImportRun:
    """Leave a refused run to be applied past its limits, by a second person.

    Raises NotNow, CannotBeOverridden or NeedsAnotherPerson.
    """
    actor = act.actor
    by = {"override_by_id": actor.id, "override_by": actor.name}
    run = _moved(run, "override", attempts=0, allow_drop=True, **by)
    if not run.was_read:
        raise CannotBeOverridden
    if actor.id in (run.created_by_id, run.approved_by_id):
        raise NeedsAnotherPerson
    _record(act, run, "import.override", {"limits": run.report.get("refused", [])})
    return run


@transaction.atomic
def retry(act: Act, *, run: ImportRun) -> ImportRun:
    """Leave rows that waited for an answer, and whose import failed, to be loaded once more.

    Raises NotNow or IsSentAgain.
    """
    actor = act.actor
    if not run.is_partial:
        raise IsSentAgain
    run = _moved(run, "retry", attempts=0, approved_by_id=actor.id, approved_by=actor.name)
    _record(act, run, "import.retried")
    return run


@transaction.atomic
def discard(act: Act, *, run: ImportRun) -> ImportRun:
    """Let go of a run that nobody works on, and of its files or rows. Raises NotNow."""
    run = _moved(run, "discard")
    forget_rows(run)
    _record(act, run, "import.discarded")
    transaction.on_commit(lambda: forget_files(run))
    return run


def forget_files(run: ImportRun) -> None:
    """Remove the uploaded files: they hold what the database now holds, or should not."""
    imports = Path(settings.MEDIA_ROOT) / "imports"
    kept = (Path(settings.MEDIA_ROOT) / run.path) if run.path else imports
    room = kept if kept.parent == imports else kept.parent
    if room.parent == imports:
        shutil.rmtree(room, ignore_errors=True)


def _moved(run: ImportRun, verb: str, **also: object) -> ImportRun:
    return transition_one(run, IMPORT_STAGES, verb, column="state", **also)


def _record(
    act: Act, run: ImportRun, action: str, detail: dict[str, object] | None = None
) -> None:
    record(
        act,
        action=action,
        target_kind="import",
        target_id=run.pk,
        detail={"source": run.source_name, **(detail or {})},
    )
