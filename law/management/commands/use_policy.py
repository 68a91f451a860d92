"""`use_policy`: make a policy pack and the district's parameters current."""

from typing import Any

from django.core.management.base import CommandParser

from audit.actions import command
from core.commands import BadUsage, Refused, ReportingCommand
from law.actions import PolicyMoved, use_policy
from law.packs import BadParameter, PolicyPack, UnknownPack
from law.queries import packs_set

LONGEST = 300  # of a reason, as the policy keeps it


class Command(ReportingCommand):
    help = "Makes a policy pack and parameters current for the district from today, audited."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("pack")
        parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
        parser.add_argument("--reason", default="", help="why, kept with the policy")

    def report(self, **options: Any) -> dict[str, Any]:
        overrides = dict(pair(text) for text in options["set"])
        reason = able_to_keep(options["reason"])
        act = command("use_policy")
        known = packs_set(by=act.actor.name)
        try:
            policy, pack = use_policy(
                act,
                pack=options["pack"],
                overrides=overrides,
                effective_from=act.on,
                reason=reason,
            )
        except (UnknownPack, BadParameter) as error:
            raise BadUsage(str(error)) from error
        except PolicyMoved as refusal:
            raise Refused(str(refusal)) from refusal
        if reason not in ("", policy.reason):
            self.stderr.write("warning: this was in force already: the reason is not kept")
        for warning in [*pack.warnings, *said_once(pack, known)]:
            self.stderr.write(f"warning: {warning}")
        return {"pack": pack.name, "version": pack.version, "parameters": pack.flat()}


def able_to_keep(reason: str) -> str:
    """Return the reason. Raises BadUsage for one that cannot be kept whole."""
    if len(reason) > LONGEST:
        raise BadUsage(f"--reason has {len(reason)} characters: write it in {LONGEST} or fewer")
    return reason


def said_once(pack: PolicyPack, known: set[tuple[str, str]]) -> list[str]:
    """Return how the pack itself departs, unless that was said when it was set before."""
    return [] if (pack.name, pack.version) in known else pack.own_departures


def pair(text: str) -> tuple[str, str]:
    """Split KEY=VALUE. Raises BadUsage."""
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise BadUsage(f"--set {text!r}: write it as truancy.minutes=30")
    return key.strip(), value.strip()
