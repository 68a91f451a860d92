"""Load a bundle of the student information system."""

import getpass
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.choices import ActorKind
from audit.rules import Actor
from sis.actions import runs
from sis.actions.runs import Outcome, Request
from sis.choices import RunState
from sis.readers.mapping import Mapping, MappingIsWrong, load_mapping

FORMATS = ("auto", "plain", "oneroster", "sds", "edfi")
READY = ("auto", "plain")
BAD_USAGE, NOTHING_CHANGED = 2, 3


class Command(BaseCommand):
    help = (
        "Load the SIS files found in a folder or zip, in the right order, in one transaction. "
        "Exit status: 0 loaded, 2 bad usage, 3 refused with nothing changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source", type=Path, metavar="SOURCE", help="a folder, zip or csv file"
        )
        parser.add_argument("--format", choices=FORMATS, default="auto")
        parser.add_argument("--mapping", type=Path, help="TOML or JSON: renames files and columns")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument(
            "--allow-drop", action="store_true", help="apply past the limits; this is audited"
        )
        parser.add_argument(
            "--rejects", type=Path, help="write the rejected rows to this CSV file"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        mapping = _checked(options)
        by = Actor(kind=ActorKind.COMMAND, id="import_sis", name=f"import_sis, {_login()}")
        dry_run = options["dry_run"]
        state = RunState.PREVIEWING if dry_run else RunState.APPLYING
        source: Path = options["source"]
        run = runs.begin(source_name=source.name, state=state, shape=options["format"], by=by)
        request = Request(source, by, not dry_run, options["allow_drop"], mapping)
        try:
            outcome = runs.carry_out(run=run, request=request, on_progress=self._progress)
        except BaseException:
            runs.move(run, RunState.FAILED)
            raise
        # A dry run leaves nothing to be applied later: its file may be gone by then.
        kept = RunState(run.state)
        runs.move(run, RunState.DISCARDED if kept == RunState.PREVIEWED else kept)
        if options["rejects"]:
            outcome.rejects.write(options["rejects"])
        outcome.rejects.close()
        self._tell(outcome, as_json=options["json"], dry_run=dry_run)
        if outcome.refused:
            message = "Refused, nothing changed.\n" + "\n".join(outcome.refused)
            raise CommandError(message, returncode=NOTHING_CHANGED)

    def _progress(self, step: str, done: int, total: int) -> None:  # noqa: ARG002
        counted = f" {done:,} rows" if done else ""
        self.stderr.write(f"{time.strftime('%H:%M:%S')} {step}{counted}")

    def _tell(self, outcome: Outcome, *, as_json: bool, dry_run: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(outcome.report, ensure_ascii=False))
            return
        for file, counts in outcome.files.items():
            said = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in counts.items() if n)
            self.stdout.write(f"{file}: {said or 'no rows'}")
        for warning in outcome.warnings:
            self.stdout.write(f"! {warning}")
        if outcome.refused:
            return
        changes = f"{outcome.changes:,} changes" if outcome.changes else "no changes"
        self.stdout.write(f"{'Would make' if dry_run else 'Applied'}: {changes}.")


def _checked(options: dict[str, Any]) -> Mapping | None:
    """Return the mapping, if any. Raises CommandError for what cannot be asked."""
    if options["format"] not in READY:
        raise CommandError(
            f"--format {options['format']} is not available yet; send the plain bundle "
            "(docs/import.md), or describe the export in a --mapping file.",
            returncode=BAD_USAGE,
        )
    if not options["source"].exists():
        raise CommandError(f"{options['source']}: no such file or folder", returncode=BAD_USAGE)
    if options["mapping"] is None:
        return None
    try:
        return load_mapping(options["mapping"])
    except MappingIsWrong as problem:
        raise CommandError(str(problem), returncode=BAD_USAGE) from problem


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
