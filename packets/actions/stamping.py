"""Stamping editions as superseded, when what they tell was taken back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from core.stages import transition
from packets.models import Packet, PacketStamp
from packets.rules.stages import PACKET_STAGES

STOPPED = "Stopped: what it would tell was taken back while it was built. Order it again if none follows."


@transaction.atomic
def supersede(act: Act, *, students: Collection[int], told_since: datetime, reason: str) -> None:
    """Stamp the editions about these students whose facts are of `told_since` or later, and stop those
    that are being built: what the worker has read was taken back, and its result is not kept.

    The editions stay as they are. Four statements and the audit rows, however many.
    """
    about = Packet.objects.filter(student__in=students).defer("facts")
    stopped = transition(
        about.exclude(frozen_at__lt=told_since),
        PACKET_STAGES,
        "fail",
        column="state",
        problem=STOPPED,
        lease_token="",
        lease_until=None,
    )
    editions = [*about.ready().filter(frozen_at__gte=told_since).order_by("pk"), *stopped]
    PacketStamp.objects.bulk_create(
        PacketStamp(packet=one, reason=reason, stamped_at=act.at, stamped_by=act.actor.name)
        for one in editions
    )
    record_many(
        act,
        action="packet.superseded",
        target_kind="packet",
        targets=[(one.pk, one.student_id, {"reason": reason}) for one in editions],
    )
