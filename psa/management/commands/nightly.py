"""`nightly`: run or resume the chain after an import."""

from dataclasses import asdict
from typing import Any

from audit.actions import command
from core.commands import ReportingCommand
from psa import nightly


class Command(ReportingCommand):
    help = (
        "Finishes approved imports, judges what is due, and makes letters and tasks due. "
        "Safe to run again: it goes on where it was cut short."
    )

    def report(self, **_options: Any) -> dict[str, Any]:
        done = nightly.run(command("nightly"), on_step=lambda name: self.progress(f"{name} ..."))
        return {"steps": {name: asdict(step) for name, step in done.items()}}
