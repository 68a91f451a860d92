"""`build_packet`: one packet edition of a referral."""

from typing import Any

from django.core.management.base import CommandParser

from audit.actions import act_of
from audit.choices import ActorKind
from audit.rules import Actor
from core.commands import BadUsage, Refused, ReportingCommand, login
from documents.actions import path_of
from packets.actions.building import PacketIsBusy, build_now
from packets.choices import PacketState, Reader
from packets.models import Packet
from sarb.actions.packets import WasTakenBack, order_packets
from sarb.models import Referral
from sarb.queries.dossiers import CAUSE


class Command(ReportingCommand):
    help = (
        "Build one packet edition of a referral and print where it is. Facts that did not change "
        "since the newest edition give that edition again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("referral_id", type=int, metavar="REFERRAL_ID")
        parser.add_argument("--reader", choices=Reader.values, default=Reader.CHAIR.value)

    def report(self, **options: Any) -> dict[str, Any]:
        referral = Referral.objects.filter(pk=options["referral_id"]).first()
        if referral is None:
            raise BadUsage(f"no referral {options['referral_id']}; its page shows the number")
        name = f"build_packet, {login()}"
        act = act_of(Actor(ActorKind.COMMAND, "build_packet", name))
        reader = Reader(options["reader"])
        try:
            held = order_packets(act, referrals=[referral], reader=reader)
            if held:
                raise Refused(
                    "A report that it rests on waits for a decision: withdraw or uphold it first."
                )
            packet = build_now(act, about=referral.about, reader=reader, cause=CAUSE)
        except (PacketIsBusy, WasTakenBack) as busy:
            raise Refused(str(busy)) from None
        return facts_of(packet)


def facts_of(packet: Packet) -> dict[str, Any]:
    """Return the published shape. Raises Refused if no edition came of it."""
    edition = packet.previous if packet.state == PacketState.UNCHANGED else packet
    document = edition.document if edition else None
    if edition is None or document is None:
        raise Refused("The packet was not built; the log names the error.")
    return {
        "referral": edition.about_id,
        "edition": edition.edition,
        "pages": document.pages,
        "sha256": document.sha256,
        "path": str(path_of(document.sha256)),
        "missing": edition.missing,
    }
