"""`give_meaning`: say once what a word of the SIS means, on file and in every import."""

from typing import Any

from django.core.management.base import CommandParser

from audit.actions import command
from core.commands import BadUsage, ReportingCommand
from core.refusals import Refusal
from sis.actions import meanings
from sis.management.words import add_word, facts_of, refused, word_by
from sis.rules.meanings import meanings_of


class Command(ReportingCommand):
    help = "Says what a word that list_words names means: what is on file is put right at once."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_word(parser)
        parser.add_argument(
            "meaning", help="one of the meanings of the kind; a wrong one lists them"
        )

    def report(self, **options: Any) -> dict[str, Any]:
        word, meaning = word_by(options), options["meaning"]
        offered = [value for value, _ in meanings_of(word.kind)]
        if meaning not in offered:
            raise BadUsage(f"A {word.kind} may mean: {', '.join(offered)}.")
        try:
            given = meanings.give_meaning(command("give_meaning"), word=word, meaning=meaning)
        except Refusal as refusal:
            raise refused(refusal) from refusal
        return {"changed": 1, **facts_of(given)}
