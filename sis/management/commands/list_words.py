"""`list_words`: words of the SIS that nobody can read, and what was said that others mean."""

from typing import Any

from django.core.management.base import CommandParser

from core.commands import ReportingCommand
from sis import queries
from sis.choices import WordKind
from sis.management.words import facts_of
from sis.models import SourceWord


class Command(ReportingCommand):
    help = "Lists the words of the SIS that nobody can read; give_meaning says what each means."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--kind", choices=WordKind.values, default="", help="only of this kind"
        )
        parser.add_argument("--given", action="store_true", help="those with a meaning")

    def report(self, **options: Any) -> dict[str, Any]:
        found = queries.words(
            SourceWord.objects.all(), kind=options["kind"], are_open=not options["given"]
        )
        return {"words": [facts_of(one) for one in found]}

    def show(self, facts: dict[str, Any]) -> None:
        for one in facts["words"]:
            means = f" means {one['meaning']}, by {one['given_by']}" if one["meaning"] else ""
            self.stdout.write(
                "{kind} {word}: {students} students, {rows} rows".format(**one) + means
            )
        if not facts["words"]:
            self.stdout.write("None.")
