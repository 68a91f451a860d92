"""`check_data`: prove references, derived rows and summary columns against their sources."""

from dataclasses import asdict
from typing import Any

from core.commands import ReportingCommand
from psa.integrity import problems

FOUND = 1


class Command(ReportingCommand):
    help = "Proves references and derived rows; changes nothing. Exit 1 if a proof fails."

    def report(self, **_options: Any) -> dict[str, Any]:
        self.progress("proving references and derived rows ...")
        return {"problems": [asdict(problem) for problem in problems()]}

    def handle(self, *_args: object, **options: Any) -> None:
        facts = self.report(**options)
        self.print_facts(facts, as_json=options["json"])
        if facts["problems"]:
            raise SystemExit(FOUND)
