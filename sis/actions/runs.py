"""The life of an import run: made, previewed, approved, applied; refused, overridden, discarded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core import clock
from law.queries import pack_in_force
from sis.actions.bundle import load_bundle
from sis.actions.found import keep_codes
from sis.actions.load import BundleLoad, OnProgress
from sis.actions.rejects import STORED, Rejects
from sis.choices import RunState
from sis.models import ImportRun
from sis.readers.formats import reader_of
from sis.readers.mapping import ExportMapping
from sis.readers.source import BundleIsUnreadable, open_source
from sis.readers.tables import BundleTable
from sis.rules.stages import IMPORT_STAGES


@dataclass
class ImportOutcome:
    """What a run came to. `report` is what `import_sis --json` prints."""

    run_id: int
    format: str
    applied: bool = False
    files: dict[str, dict[str, int]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    examples: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    rejects: Rejects = field(default_factory=Rejects)
    codes_refused: Mapping[str, int] = field(default_factory=dict)

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
    def verb(self) -> str:
        """What becomes of the run, as its table of stages says it."""
        if self.applied:
            return "keep"
        return "refuse" if self.refused else "show"

    @property
    def changes(self) -> int:
        """Rows on file that the run created, changed or closed."""
        changed = ("created", "updated", "closed")
        return sum(counts[name] for counts in self.files.values() for name in changed)


@dataclass(frozen=True)
class RunRequest:
    """What is asked of a run. `keep` is false for a preview."""

    path: Path
    keep: bool
    allow_drop: bool = False
    mapping: ExportMapping | None = None


@dataclass(frozen=True)
class _Job:
    """A run at work: whose act it is, what is asked, and what it comes to."""

    act: Act
    run: ImportRun
    request: RunRequest
    outcome: ImportOutcome


def _nothing_more(state: RunState) -> None:
    """The command line holds no lease."""


class _Undo(Exception):
    """Roll everything back: this was a preview, or a limit was passed."""


def begin(
    act: Act,
    *,
    source_name: str,
    state: RunState,
    shape: str,
    path: str = "",
    is_partial: bool = False,
) -> ImportRun:
    """Write the row of a new run."""
    return ImportRun.objects.create(
        state=state,
        source_name=source_name[:255],
        path=path,
        format=shape,
        is_partial=is_partial,
        created_by_id=act.actor.id,
        created_by=act.actor.name,
    )


def carry_out(
    act: Act,
    *,
    run: ImportRun,
    request: RunRequest,
    on_progress: OnProgress,
    on_done: Callable[[RunState], None] = _nothing_more,
) -> ImportOutcome:
    """Read the bundle and load it in one transaction, or roll it back and say why.

    `on_done` is called with the run's new state in the transaction that keeps it; if it
    raises, nothing is kept. The run's report and rejected rows survive a refusal.
    """
    outcome = ImportOutcome(run.pk, run.format)
    job = _Job(act, run, request, outcome)
    try:
        with open_source(request.path) as source:
            outcome.warnings = source.warnings
            reader = reader_of(run.format, source)
            tables = reader.open(source, request.mapping)
            outcome.format = reader.name
            run.sha256 = source.sha256()
            with transaction.atomic():
                _load(job, tables, on_progress)
                on_done(RunState.APPLIED)
    except BundleIsUnreadable as problem:
        outcome.refused = str(problem).splitlines()
        outcome.files = {}
    except _Undo:
        pass
    except BaseException:
        outcome.rejects.close()
        raise
    if not outcome.applied:
        with transaction.atomic():
            _finish(job)
            on_done(RunState(run.state))
    return outcome


def _load(job: _Job, tables: list[BundleTable], on_progress: OnProgress) -> None:
    act, outcome = job.act, job.outcome
    pack = pack_in_force(act.on)
    load = BundleLoad(
        run_id=job.run.pk,
        act=act,
        on_reject=outcome.rejects.add,
        on_progress=on_progress,
        is_partial=job.run.is_partial,
        marks_conflict=pack.value("marks.conflict"),
        gone=int(pack.value("enrollment.exit_day") == "gone"),
        weekends=pack.value("enrollment.weekends") == "count",
        tables={table.file: table for table in tables},
        warnings=outcome.warnings,
    )
    load_bundle(load)
    outcome.files, outcome.examples = load.files(), load.examples
    outcome.codes_refused = load.codes_refused
    outcome.refused = [] if job.request.allow_drop else load.refusals
    if outcome.refused or not job.request.keep:
        raise _Undo
    outcome.applied = True
    if load.refusals:
        outcome.warnings += [f"allowed by override: {refusal}" for refusal in load.refusals]
        _audit(job, "import.override", {"limits": load.refusals})
    _finish(job)


def _finish(job: _Job) -> None:
    """Write what the run came to, in the transaction that keeps or refuses it."""
    run, outcome = job.run, job.outcome
    if outcome.rejects.count:
        outcome.rejects.store(run)
    keep_codes(outcome.codes_refused)
    if outcome.rejects.count > STORED:
        outcome.warnings.append(
            f"only the first {STORED:,} of {outcome.rejects.count:,} rejected rows are kept here; "
            "the command's --rejects writes all of them"
        )
    run.format = outcome.format
    run.report = outcome.report
    run.preview = {"examples": outcome.examples}
    run.finished_at = clock.now()  # the end of long work, not the moment of the act
    run.state = IMPORT_STAGES.moves[outcome.verb].to
    if outcome.applied:
        _audit(job, "import.applied", {"files": outcome.files})
    elif outcome.refused:
        _audit(job, "import.refused", {"refused": outcome.refused})
    run.save(update_fields=["sha256", "format", "report", "preview", "finished_at"])


def _audit(job: _Job, action: str, detail: dict[str, object]) -> None:
    record(
        job.act,
        action=action,
        target_kind="import",
        target_id=job.run.pk,
        detail={"source": job.run.source_name, "sha256": job.run.sha256, **detail},
    )


def move(run: ImportRun, state: RunState) -> None:
    """Set the state of a run that nobody else works on."""
    ImportRun.objects.filter(pk=run.pk).update(state=state)
