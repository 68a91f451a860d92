"""Ordering packets, and building them: the row is the order, the worker makes the edition."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.actions import record
from audit.choices import ActorKind
from audit.rules import Actor
from core import leases
from core.canonical import digest
from core.leases import Lease, LeaseLost
from core.pdf import Rendered
from documents.actions import files
from sarb.actions.drawing import draw
from sarb.choices import PacketState, Reader
from sarb.models import Packet, Referral
from sarb.queries.facts import facts_of

log = logging.getLogger(__name__)
TABLE = "sarb_packet"
MOVES = {PacketState.WAITING.value: PacketState.BUILDING.value}
LEASE_SECONDS, BEAT_SECONDS = 90, 10.0
PROBLEM = "The packet could not be built. The system’s log names the error; order it again."
WORKER = Actor(kind=ActorKind.JOB, id="packets", name="Packet builder")
FROZEN = ["facts", "facts_sha256", "frozen_at", "missing", "previous", "edition"]
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


class PacketIsBusy(Exception):
    """A worker is building this packet at the moment."""


@transaction.atomic
def order(*, referrals: Iterable[Referral], reader: Reader, by: Actor) -> int:
    """Order a packet of each referral; return how many were not on order already.

    Two statements and an audit row, however many and however often it is clicked.
    """
    referrals = list(referrals)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sarb_packet (referral_id, reader, state, asked_by_id, asked_by,"
            " facts_sha256, missing, sha256, problem, lease_token, attempts)"
            " SELECT id, %(reader)s, 'waiting', %(by_id)s, %(by)s, '', '[]', '', '', '', 0"
            " FROM unnest(%(referrals)s::bigint[]) WITH ORDINALITY AS asked (id, n) ORDER BY n"
            " ON CONFLICT (referral_id, reader) WHERE state IN ('waiting', 'building')"
            " DO NOTHING RETURNING referral_id",
            {
                "reader": reader,
                "by_id": by.id,
                "by": by.name,
                "referrals": [one.pk for one in referrals],
            },
        )
        ordered = [key for (key,) in cursor.fetchall()]
    if ordered:
        record(
            by=by,
            action="packet.ordered",
            target_kind="referral",
            target_id=ordered[0] if len(ordered) == 1 else "several",
            student_id=referrals[0].student_id if len(referrals) == 1 else None,
            detail={"referrals": ordered, "reader": reader},
        )
    return len(ordered)


def build_next() -> Packet | None:
    """Build the packet that waits longest; None when none does. Safe to run twice."""
    give_up()
    lease = leases.claim(table=TABLE, moves=MOVES, seconds=LEASE_SECONDS)
    return build(lease) if lease else None


def build_now(*, referral: Referral, reader: Reader, by: Actor) -> Packet:
    """Build one packet in the foreground, as the worker would, and return what came of it.

    Takes over an order that waits; raises PacketIsBusy while a worker builds it.
    """
    give_up()
    order(referrals=[referral], reader=reader, by=by)
    lease = _claim_of(referral, reader)
    if lease is None:
        raise PacketIsBusy
    return build(lease)


def give_up() -> int:
    """Say failed of orders whose last attempt ran out; return how many."""
    return leases.give_up(table=TABLE, running=list(MOVES.values()), failed=PacketState.FAILED)


def build(lease: Lease) -> Packet:
    """Freeze the facts, draw the file, keep both. Raises what drawing raised, after noting it."""
    try:
        with leases.heartbeat(lease, seconds=LEASE_SECONDS, every=BEAT_SECONDS, columns=dict):
            packet = _freeze(lease)
            if packet.state != PacketState.UNCHANGED:
                _keep(packet, lease, draw(packet))
    except LeaseLost:
        log.warning("packet %s was taken over by another worker", lease.pk)
    except OperationalError:
        raise  # the database went away: the lease runs out and the order is taken up again
    except Exception:
        _fail(lease)
        raise
    return Packet.objects.get(pk=lease.pk)


def _claim_of(referral: Referral, reader: Reader) -> Lease | None:
    """Claim this one order, passing over those that wait longer; None while it is worked on."""
    found = Packet.objects.busy().filter(referral=referral, reader=reader).first()
    if found is None:
        return None
    return leases.claim(table=TABLE, moves=MOVES, seconds=LEASE_SECONDS, pk=found.pk)


def _freeze(lease: Lease) -> Packet:
    """Return the order with its facts and its edition's number.

    An order that was frozen before it was interrupted keeps what it has. One that finds the
    facts of the newest edition ends as unchanged. Raises LeaseLost.
    """
    packet = _mine(lease, Packet.objects.select_related("referral"))
    if packet.facts_sha256:
        return packet
    with _one_snapshot():
        referral = Referral.objects.get(pk=packet.referral_id)
        facts = facts_of(referral, reader=packet.reader, today=timezone.localdate())
    with transaction.atomic():
        packet = _mine(lease, Packet.objects.select_for_update(no_key=True))
        packet.previous = _newest(packet)
        if packet.previous and packet.previous.facts_sha256 == digest(facts):
            packet.save(update_fields=["previous"])
            leases.settle(lease, state=PacketState.UNCHANGED)
            packet.state = PacketState.UNCHANGED
            return packet
        packet.facts, packet.facts_sha256 = facts, digest(facts)
        packet.frozen_at, packet.missing = timezone.now(), facts["missing"]
        packet.edition = 1 + (packet.previous.edition or 0 if packet.previous else 0)
        packet.save(update_fields=FROZEN)
    return packet


def _keep(packet: Packet, lease: Lease, drawn: Rendered) -> None:
    """Store the file, then say so, in one transaction with the end of the lease."""
    stored = files.store(drawn.content)
    with transaction.atomic():
        Packet.objects.filter(pk=packet.pk, lease_token=lease.token).update(
            sha256=stored.sha256,
            bytes=stored.size,
            pages=drawn.pages,
            built_at=timezone.now(),
        )
        leases.settle(lease, state=PacketState.READY)
        record(
            by=WORKER,
            action="packet.built",
            target_kind="packet",
            target_id=packet.pk,
            student_id=packet.referral.student_id,
            detail={
                "referral": packet.referral_id,
                "edition": packet.edition,
                "reader": packet.reader,
                "sha256": stored.sha256,
                "asked_by": packet.asked_by,
            },
        )


def _fail(lease: Lease) -> None:
    """Say so at once: what fails for its content will not mend by itself."""
    Packet.objects.filter(pk=lease.pk, lease_token=lease.token).update(
        state=PacketState.FAILED, problem=PROBLEM, lease_token="", lease_until=None
    )


def _newest(packet: Packet) -> Packet | None:
    editions = Packet.objects.ready().filter(referral=packet.referral_id, reader=packet.reader)
    return editions.order_by("-edition").first()


def _mine(lease: Lease, rows: QuerySet[Packet]) -> Packet:
    found = rows.filter(pk=lease.pk, lease_token=lease.token, state=lease.state).first()
    if found is None:
        raise LeaseLost(f"{lease.table} {lease.pk}")
    return found


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Read everything as of one moment, whatever an import commits meanwhile."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute(SNAPSHOT)
        yield


@transaction.atomic
def note_taken_out(packets: list[Packet], *, by: Actor, request_id: str = "") -> None:
    """Record that somebody took editions out of the system, one audit row for all of them."""
    students = {packet.referral.student_id for packet in packets}
    record(
        by=by,
        action="packet.taken_out",
        target_kind="packet",
        target_id=packets[0].pk if len(packets) == 1 else "several",
        student_id=students.pop() if len(students) == 1 else None,
        detail={"packets": [packet.pk for packet in packets]},
        request_id=request_id,
    )
