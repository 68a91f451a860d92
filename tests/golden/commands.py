"""The published commands, run in this process as the worker; what they print, without the clock."""

import json
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command

from tests.golden import database, text

CLOCK = {"seconds", "path", "sha256", "output"}


def run(*words: str) -> dict[str, Any]:
    """Return the facts a command prints with --json; what it refused with, if it refused."""
    out = StringIO()
    with database.acting_as("worker"):
        try:
            call_command(*words, "--json", stdout=out, stderr=StringIO())
        except CommandError as error:
            return {"refused": str(error), "exit": error.returncode}
        except SystemExit as stopped:
            return {"exit": stopped.code, **json.loads(out.getvalue() or "{}")}
    return json.loads(out.getvalue())


def as_text(facts: Any) -> str:
    """Return facts as lines in a fixed order, timings and places of files left out."""
    plain = json.dumps(_without_clock(facts), indent=1, sort_keys=True, ensure_ascii=False)
    return text.masked(plain)


def _without_clock(facts: Any) -> Any:
    if isinstance(facts, dict):
        return {key: _without_clock(item) for key, item in facts.items() if key not in CLOCK}
    if isinstance(facts, list):
        return [_without_clock(item) for item in facts]
    return facts
