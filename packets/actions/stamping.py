"""Stamping editions as superseded, when what they tell was taken back."""

from datetime import datetime

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from packets.models import Packet, PacketStamp


@transaction.atomic
def supersede(act: Act, *, student: int, told_since: datetime, reason: str) -> list[Packet]:
    """Stamp the ready editions about the student whose facts are of `told_since` or later; return
    those that are the newest of their cause and reader.

    The editions stay as they are. Two statements and the audit rows, however many.
    """
    rows = Packet.objects.ready().filter(student=student, frozen_at__gte=told_since)
    editions = list(rows.defer("facts").order_by("about_kind", "about_id", "reader", "-edition"))
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
    newest: dict[tuple[str, int, str], Packet] = {}
    for one in editions:
        newest.setdefault((one.about_kind, one.about_id, one.reader), one)
    return list(newest.values())
