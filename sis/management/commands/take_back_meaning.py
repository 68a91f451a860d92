"""`take_back_meaning`: have a word of the SIS mean nothing again."""

from typing import Any

from django.core.management.base import CommandParser

from audit.actions import command
from core.commands import ReportingCommand
from core.refusals import Refusal
from sis.actions import meanings
from sis.management.words import add_word, facts_of, refused, word_by


class Command(ReportingCommand):
    help = "Takes back what give_meaning said: on file the word stands again as the SIS has it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_word(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        word = word_by(options)
        try:
            taken = meanings.take_back(command("take_back_meaning"), word=word)
        except Refusal as refusal:
            raise refused(refusal) from refusal
        return {"changed": 1, **facts_of(taken)}
