"""The life of an import run: made, previewed, approved, applied; refused, overridden, discarded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from audit.actions import record
from audit.rules import Actor
from law.queries import pack_in_force
from sis.actions.bundle import load_bundle
from sis.actions.load import Load, OnProgress
from sis.actions.rejects import STORED, Rejects
from sis.choices import RunState
from sis.models import ImportRun
from sis.readers.mapping import Mapping
from sis.readers.source import Refused, open_source
from sis.readers.tables import Table, open_tables


@dataclass
class Outcome:
    """What a run came to. `report` is what `import_sis --json` prints."""

    run_id: int
    format: str
    applied: bool = False
    files: dict[str, dict[str, int]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    examples: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    rejects: Rejects = field(default_factory=Rejects)

    @property
    def report(self) -> dict[str, Any]:
        return {
            "run": self.run_id,
            "format": self.format,
            "applied": self.applied,
            "files": self.files,
            "warnings": self.warnings,
            "refused": self.refused,
        }

    @property
    def changes(self) -> int:
        """Rows on file that the run created, changed or closed."""
        changed = ("created", "updated", "closed")
        return sum(counts[name] for counts in self.files.values() for name in changed)


@dataclass(frozen=True)
class Request:
    """What is asked of a run. `keep` is false for a preview."""

    path: Path
    by: Actor
    keep: bool
    allow_drop: bool = False
    mapping: Mapping | None = None


def _nothing_more(state: RunState) -> None:
    """The command line holds no lease."""


class _Undo(Exception):
    """Roll everything back: this was a preview, or a limit was passed."""


def begin(
    *, source_name: str, state: RunState, shape: str, by: Actor, path: str = ""
) -> ImportRun:
    """Write the row of a new run."""
    return ImportRun.objects.create(
        state=state,
        source_name=source_name[:255],
        path=path,
        format=shape,
        created_by_id=by.id,
        created_by=by.name,
    )


def carry_out(
    *,
    run: ImportRun,
    request: Request,
    on_progress: OnProgress,
    on_done: Callable[[RunState], None] = _nothing_more,
) -> Outcome:
    """Read the bundle and load it in one transaction, or roll it back and say why.

    `on_done` is called with the run's new state in the transaction that keeps it; if it
    raises, nothing is kept. The run's report and rejected rows survive a refusal.
    """
    outcome = Outcome(run.pk, run.format)
    try:
        with open_source(request.path) as source:
            outcome.warnings = source.warnings
            tables = open_tables(source, request.mapping)
            outcome.format = "plain"
            run.sha256 = source.sha256()
            with transaction.atomic():
                _load(run, tables, request, outcome, on_progress)
                on_done(RunState.APPLIED)
    except Refused as problem:
        outcome.refused = str(problem).splitlines()
        outcome.files = {}
    except _Undo:
        pass
    except BaseException:
        outcome.rejects.close()
        raise
    if not outcome.applied:
        with transaction.atomic():
            _finish(run, request, outcome)
            on_done(RunState(run.state))
    return outcome


def _load(
    run: ImportRun,
    tables: list[Table],
    request: Request,
    outcome: Outcome,
    on_progress: OnProgress,
) -> None:
    today = timezone.localdate()
    pack = pack_in_force(today)
    with connection.cursor() as cursor:
        load = Load(
            run_id=run.pk,
            cursor=cursor,
            today=today,
            by=f"import {run.pk} ({request.by.name})"[:200],
            on_reject=outcome.rejects.add,
            on_progress=on_progress,
            marks_conflict=pack.value("marks.conflict"),
            gone=int(pack.value("enrollment.exit_day") == "gone"),
            tables={table.file: table for table in tables},
            warnings=outcome.warnings,
        )
        load_bundle(load)
    outcome.files, outcome.examples = load.files(), load.examples
    outcome.refused = [] if request.allow_drop else load.refusals
    if outcome.refused or not request.keep:
        raise _Undo
    outcome.applied = True
    if load.refusals:
        outcome.warnings += [f"allowed by override: {refusal}" for refusal in load.refusals]
        _audit(run, request, "import.override", {"limits": load.refusals})
    _finish(run, request, outcome)


def _finish(run: ImportRun, request: Request, outcome: Outcome) -> None:
    """Write what the run came to, in the transaction that keeps or refuses it."""
    if outcome.rejects.count:
        outcome.rejects.store(run)
    if outcome.rejects.count > STORED:
        outcome.warnings.append(
            f"only the first {STORED:,} of {outcome.rejects.count:,} rejected rows are kept here; "
            "the command's --rejects writes all of them"
        )
    run.format = outcome.format
    run.report = outcome.report
    run.preview = {"examples": outcome.examples}
    run.finished_at = timezone.now()
    if outcome.applied:
        run.state = RunState.APPLIED
        _audit(run, request, "import.applied", {"files": outcome.files})
    elif outcome.refused:
        run.state = RunState.REFUSED
        _audit(run, request, "import.refused", {"refused": outcome.refused})
    else:
        run.state = RunState.PREVIEWED
    run.save(update_fields=["sha256", "format", "report", "preview", "finished_at"])


def _audit(run: ImportRun, request: Request, action: str, detail: dict[str, object]) -> None:
    record(
        by=request.by,
        action=action,
        target_kind="import",
        target_id=run.pk,
        detail={"source": run.source_name, "sha256": run.sha256, **detail},
    )


def move(run: ImportRun, state: RunState) -> None:
    """Set the state of a run that nobody else works on."""
    ImportRun.objects.filter(pk=run.pk).update(state=state)
