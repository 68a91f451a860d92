"""`use_policy`: make a policy pack and the district's parameters current."""

from typing import Any

from django.core.management.base import CommandParser

from audit.actions import command
from core.commands import BadUsage, ReportingCommand
from law.actions import use_policy
from law.packs import BadParameter, PolicyPack, UnknownPack
from law.queries import packs_set


class Command(ReportingCommand):
    help = "Makes a policy pack and parameters current for the district from today, audited."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("pack")
        parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
        parser.add_argument("--reason", default="", help="why, kept with the policy")

    def report(self, **options: Any) -> dict[str, Any]:
        overrides = dict(pair(text) for text in options["set"])
        act = command("use_policy")
        known = packs_set(by=act.actor.name)
        try:
            _, pack = use_policy(
                act,
                pack=options["pack"],
                overrides=overrides,
                effective_from=act.on,
                reason=options["reason"][:300],
            )
        except (UnknownPack, BadParameter) as error:
            raise BadUsage(str(error)) from error
        for warning in [*pack.warnings, *said_once(pack, known)]:
            self.stderr.write(f"warning: {warning}")
        return {"pack": pack.name, "version": pack.version, "parameters": pack.flat()}


def said_once(pack: PolicyPack, known: set[tuple[str, str]]) -> list[str]:
    """Return how the pack itself departs, unless that was said when it was set before."""
    return [] if (pack.name, pack.version) in known else pack.own_departures


def pair(text: str) -> tuple[str, str]:
    """Split KEY=VALUE. Raises BadUsage."""
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise BadUsage(f"--set {text!r}: write it as truancy.minutes=30")
    return key.strip(), value.strip()
