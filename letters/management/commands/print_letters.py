"""`print_letters`: print the copies that wait, in the foreground."""

import time
from typing import Any

from django.core.management.base import CommandParser

from audit.actions import command
from core.commands import BadUsage, ReportingCommand
from letters.actions.printing import print_next

NAME = "print_letters"


class Command(ReportingCommand):
    help = "Prints the letters that were approved and wait for the printer, as the worker would."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--limit", type=int, metavar="N", help="at most so many copies")

    def report(self, **options: Any) -> dict[str, Any]:
        limit = options["limit"]
        if limit is not None and limit < 1:
            raise BadUsage("--limit: a number from 1")
        began = time.monotonic()
        pages: list[int] = []
        while (limit is None or len(pages) < limit) and (done := print_next(command(NAME))):
            pages.append(done.pages)
            if len(pages) % 50 == 0:
                self.progress(f"{len(pages)} printed")
        return {
            "printed": sum(count > 0 for count in pages),
            "failed": sum(count == 0 for count in pages),
            "pages": sum(pages),
            "seconds": round(time.monotonic() - began, 2),
        }
