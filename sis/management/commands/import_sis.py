"""Load a bundle of the student information system."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from audit.actions import act_of
from audit.choices import ActorKind
from audit.rules import Actor
from core.commands import BadUsage, Refused, ReportingCommand, login
from sis.actions import runs
from sis.actions.runs import ImportOutcome, RunRequest
from sis.choices import RunState
from sis.readers.formats import AUTO, FORMATS, FormatIsNotBuilt, check_format
from sis.readers.mapping import ExportMapping, MappingIsWrong, load_mapping


class Command(ReportingCommand):
    help = (
        "Load the SIS files found in a folder or zip, in the right order, in one transaction. "
        "Exit status: 0 loaded, 2 bad usage, 3 refused with nothing changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "source", type=Path, metavar="SOURCE", help="a folder, zip or csv file"
        )
        parser.add_argument("--format", choices=(AUTO, *FORMATS), default=AUTO)
        parser.add_argument("--mapping", type=Path, help="TOML or JSON: renames files and columns")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument(
            "--allow-drop", action="store_true", help="apply past the limits; this is audited"
        )
        parser.add_argument(
            "--rejects", type=Path, help="write the rejected rows to this CSV file"
        )

    def report(self, **options: Any) -> dict[str, Any]:
        mapping = _checked(options)
        name = f"import_sis, {login()}"
        act = act_of(Actor(kind=ActorKind.COMMAND, id="import_sis", name=name))
        dry_run, source = options["dry_run"], options["source"]
        state = RunState.PREVIEWING if dry_run else RunState.APPLYING
        run = runs.begin(act, source_name=source.name, state=state, shape=options["format"])
        request = RunRequest(source, not dry_run, options["allow_drop"], mapping)
        try:
            outcome = runs.carry_out(act, run=run, request=request, on_progress=self._progress)
        except BaseException:
            runs.move(run, RunState.FAILED)
            raise
        # A dry run leaves nothing to be applied later: its file may be gone by then.
        kept = RunState(run.state)
        runs.move(run, RunState.DISCARDED if kept == RunState.PREVIEWED else kept)
        _write_rejects(outcome, options["rejects"])
        if outcome.refused:
            message = "Refused, nothing changed.\n" + "\n".join(outcome.refused)
            raise Refused(message, outcome.report)
        return outcome.report

    def show(self, facts: dict[str, Any]) -> None:
        changes = 0
        for file, counts in facts["files"].items():
            said = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in counts.items() if n)
            self.stdout.write(f"{file}: {said or 'no rows'}")
            changes += counts["created"] + counts["updated"] + counts["closed"]
        for warning in facts["warnings"]:
            self.stdout.write(f"! {warning}")
        done = "Applied" if facts["applied"] else "Would make"
        self.stdout.write(f"{done}: {changes:,} changes." if changes else f"{done}: no changes.")

    def _progress(self, step: str, done: int, total: int) -> None:  # noqa: ARG002 - a run tells it
        counted = f" {done:,} rows" if done else ""
        self.progress(f"{time.strftime('%H:%M:%S')} {step}{counted}")


def _checked(options: dict[str, Any]) -> ExportMapping | None:
    """Return the mapping, if any. Raises BadUsage for what cannot be asked."""
    try:
        check_format(options["format"])
    except FormatIsNotBuilt as problem:
        raise BadUsage(f"--format {problem}") from problem
    if not options["source"].exists():
        raise BadUsage(f"{options['source']}: no such file or folder")
    if options["mapping"] is None:
        return None
    try:
        return load_mapping(options["mapping"])
    except MappingIsWrong as problem:
        raise BadUsage(str(problem)) from problem


def _write_rejects(outcome: ImportOutcome, path: Path | None) -> None:
    if path:
        outcome.rejects.write(path)
    outcome.rejects.close()
