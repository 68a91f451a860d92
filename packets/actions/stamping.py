"""Stamping editions as superseded, when what they tell was taken back."""

from datetime import datetime

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from packets.models import Packet, PacketStamp


@transaction.atomic
def supersede(act: Act, *, student: int, told_since: datetime, reason: str) -> None:
    """Stamp the editions about the student whose facts are of `told_since` or later, those that are
    being drawn among them.

    The editions stay as they are. Two statements and the audit rows, however many.
    """
    rows = Packet.objects.frozen().filter(student=student, frozen_at__gte=told_since)
    editions = list(rows.defer("facts").order_by("pk"))
    PacketStamp.objects.bulk_create(
        PacketStamp(packet=one, reason=reason, stamped_at=act.at, stamped_by=act.actor.name)
        for one in editions
    )
    record_many(
        act,
        action="packet.superseded",
        target_kind="packet",
        targets=[(one.pk, student, {"reason": reason}) for one in editions],
    )
