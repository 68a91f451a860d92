"""The shape of every command that districts script against.

`--json` prints one JSON object on stdout and nothing else; without it the same facts are
printed for people. Exit 0 on success, 2 on bad usage, 3 when refused with nothing changed.
"""

import getpass
import json
import sys
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

BAD_USAGE, REFUSED = 2, 3


class BadUsage(CommandError):
    """The command was called with something that cannot be; says what to give instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=BAD_USAGE)


class Refused(CommandError):
    """The command refused and changed nothing; says why and what to do. `facts` go to --json."""

    def __init__(self, message: str, facts: dict[str, Any] | None = None) -> None:
        super().__init__(message, returncode=REFUSED)
        self.facts = facts


def login() -> str:
    """Return who runs the command, by the name of their account on the machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def day(text: str) -> date:
    """Parse an option's date. Raises ArgumentTypeError, which argparse shows."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date; write it as 2026-11-20") from None


class ReportingCommand(BaseCommand):
    """A command whose `report()` returns the facts to print. Progress goes to stderr."""

    requires_system_checks: list[str] = []  # `check` is a command of its own

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            facts = self.report(**options)
        except Refused as refusal:
            if options["json"] and refusal.facts is not None:
                self.stdout.write(json.dumps(refusal.facts, cls=DjangoJSONEncoder))
            raise
        self.print_facts(facts, as_json=options["json"])

    def print_facts(self, facts: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(facts, cls=DjangoJSONEncoder))
        else:
            self.show(facts)

    def report(self, **options: Any) -> dict[str, Any]:
        raise NotImplementedError

    def show(self, facts: dict[str, Any]) -> None:
        """Print the facts for people: one line each, nested ones indented."""
        for name, value in facts.items():
            self.stdout.write(f"{name}: {self._plain(value)}")

    def _plain(self, value: Any) -> str:
        if isinstance(value, dict):
            return "".join(f"\n  {key}: {item}" for key, item in value.items())
        if isinstance(value, list):
            return "".join(f"\n  {item}" for item in value)
        return str(value)

    def progress(self, text: str) -> None:
        """Say how far it is, on stderr, when a person is watching."""
        if sys.stderr.isatty():
            self.stderr.write(text)
