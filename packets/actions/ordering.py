"""Ordering packets, and taking editions out of the system."""

from collections.abc import Iterable

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core.sql import column, statement
from packets.choices import PacketState, Reader
from packets.models import Packet
from packets.rules.dossier import About


@transaction.atomic
def order(act: Act, *, abouts: Iterable[About], reader: Reader) -> int:
    """Order a packet of each cause, all of one kind; return how many were not on order already.

    Two statements, an audit row among them, however many and however often it is clicked.
    """
    abouts = list(abouts)
    if not abouts:
        return 0
    kind = abouts[0].kind
    ordered = column(
        statement(__file__, "order"),
        {
            "kind": kind,
            "ids": [one.id for one in abouts],
            "students": [one.student_id for one in abouts],
            "reader": reader,
            "state": PacketState.WAITING,
            "by_id": act.actor.id,
            "by": act.actor.name,
            "at": act.at,
        },
    )
    if ordered:
        record(
            act,
            action="packet.ordered",
            target_kind=kind,
            target_id=ordered[0] if len(ordered) == 1 else "several",
            student_id=abouts[0].student_id if len(abouts) == 1 else None,
            detail={"about": ordered, "reader": reader},
        )
    return len(ordered)


@transaction.atomic
def note_taken_out(act: Act, *, packets: list[Packet]) -> None:
    """Record that somebody took editions out of the system, one audit row for all of them."""
    students = {packet.student_id for packet in packets}
    record(
        act,
        action="packet.taken_out",
        target_kind="packet",
        target_id=packets[0].pk if len(packets) == 1 else "several",
        student_id=students.pop() if len(students) == 1 else None,
        detail={"packets": [packet.pk for packet in packets]},
    )
