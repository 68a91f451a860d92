"""`retry_import`: load rows once more that waited for an answer and whose import failed."""

from typing import Any

from django.core.management.base import CommandParser

from audit.actions import command
from core.commands import BadUsage, Refused, ReportingCommand
from core.refusals import Refusal
from sis.actions import uploads
from sis.models import ImportRun


class Command(ReportingCommand):
    help = (
        "Leaves an import of rows that waited for an answer, and that failed, to be applied again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("run", type=int, help="the number of the import")

    def report(self, **options: Any) -> dict[str, Any]:
        run = ImportRun.objects.filter(pk=options["run"]).first()
        if run is None:
            raise BadUsage(f"There is no import {options['run']}.")
        try:
            again = uploads.retry(command("retry_import"), run=run)
        except Refusal as refusal:
            raise Refused(str(refusal), {"run": run.pk, "refused": str(refusal)}) from refusal
        return {"run": again.pk, "state": again.state}
