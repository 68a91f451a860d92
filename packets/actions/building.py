"""Building packets: the row is the order, the worker makes the edition."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from audit.actions import record
from audit.rules import Act
from core import leases, sql
from core.canonical import digest
from core.leases import Lease, LeaseLost
from core.pdf import Rendered
from core.refusals import Refusal
from documents.actions import attach, store
from documents.choices import Retention
from packets.actions.drawing import draw
from packets.actions.ordering import order
from packets.choices import PacketState, Reader
from packets.models import Packet
from packets.queries.facts import facts_of
from packets.rules.dossier import About, PacketCause, cause_of
from packets.rules.stages import CLAIMED, PACKET_STAGES

log = logging.getLogger(__name__)
TABLE = Packet._meta.db_table
LEASE_SECONDS, BEAT_SECONDS = 90, 10.0
PROBLEM = "The packet could not be built. The system’s log names the error; order it again."
FROZEN = ["facts", "facts_sha256", "frozen_at", "missing", "previous", "edition"]
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


class PacketIsBusy(Refusal):
    """A worker is building this packet at the moment."""

    advice = "A worker is building this packet; ask again in a minute."


def build_next(act: Act, *, causes: Iterable[PacketCause]) -> Packet | None:
    """Build the packet that waits longest; None when none does. Safe to run twice.

    `causes` are all that packets are ordered about.
    """
    give_up()
    lease = leases.claim(table=TABLE, moves=CLAIMED, seconds=LEASE_SECONDS)
    return build(act, lease=lease, causes=causes) if lease else None


def build_now(act: Act, *, about: About, reader: Reader, cause: PacketCause) -> Packet:
    """Build one packet in the foreground, as the worker would, and return what came of it.

    Takes over an order that waits; raises PacketIsBusy while a worker builds it.
    """
    give_up()
    order(act, abouts=[about], reader=reader)
    lease = _claim_of(about, reader)
    if lease is None:
        raise PacketIsBusy
    return build(act, lease=lease, causes=[cause])


def give_up() -> int:
    """Say failed of orders whose last attempt ran out; return how many."""
    return leases.give_up(table=TABLE, running=list(CLAIMED.values()), failed=_after("fail"))


def build(act: Act, *, lease: Lease, causes: Iterable[PacketCause]) -> Packet:
    """Freeze the facts, draw the file, keep both. Raises what drawing raised, after noting it."""
    try:
        with leases.heartbeat(lease, seconds=LEASE_SECONDS, every=BEAT_SECONDS, columns=dict):
            packet = _mine(lease, Packet.objects.all())
            cause = cause_of(packet.about_kind, causes)
            if not packet.facts_sha256:
                packet = _freeze(act, packet, lease, cause)
            if packet.state != PacketState.UNCHANGED:
                _keep(act, packet, lease, draw(packet, cause))
    except LeaseLost:
        log.warning("packet %s was taken over by another worker", lease.pk)
    except OperationalError:
        raise  # the database went away: the lease runs out and the order is taken up again
    except Exception:
        _fail(lease)
        raise
    return Packet.objects.get(pk=lease.pk)


def _claim_of(about: About, reader: Reader) -> Lease | None:
    """Claim this one order, passing over those that wait longer; None while it is worked on."""
    found = Packet.objects.busy().about(about).filter(reader=reader).first()
    if found is None:
        return None
    return leases.claim(table=TABLE, moves=CLAIMED, seconds=LEASE_SECONDS, pk=found.pk)


def _freeze(act: Act, packet: Packet, lease: Lease, cause: PacketCause) -> Packet:
    """Return the order with its facts and its edition's number, which an interruption leaves.

    One that finds the facts of the newest edition ends as unchanged. Raises LeaseLost.
    """
    with _one_snapshot():
        facts = facts_of(
            cause.dossier(packet.about_id, on=act.on), reader=packet.reader, on=act.on
        )
    with transaction.atomic():
        packet = _mine(lease, Packet.objects.select_for_update(no_key=True))
        packet.previous = _newest(packet)
        if packet.previous and packet.previous.facts_sha256 == digest(facts):
            packet.save(update_fields=["previous"])
            leases.settle(lease, state=_after("find_unchanged"))
            packet.state = PacketState.UNCHANGED
            return packet
        packet.facts, packet.facts_sha256 = facts, digest(facts)
        packet.frozen_at, packet.missing = act.at, facts["missing"]
        packet.edition = 1 + (packet.previous.edition or 0 if packet.previous else 0)
        packet.save(update_fields=FROZEN)
    return packet


def _keep(act: Act, packet: Packet, lease: Lease, drawn: Rendered) -> None:
    """Store the file, then say so, in one transaction with the end of the lease."""
    stored = store(drawn.content)
    with transaction.atomic():
        document = attach(
            act,
            stored,
            record=("packet", packet.pk),
            title=packet.title,
            retention=Retention.PACKET,
            student_id=packet.student_id,
            pages=drawn.pages,
        )
        Packet.objects.filter(pk=packet.pk, lease_token=lease.token).update(
            document=document, built_at=act.at
        )
        leases.settle(lease, state=_after("keep"))
        record(
            act,
            action="packet.built",
            target_kind="packet",
            target_id=packet.pk,
            student_id=packet.student_id,
            detail={
                packet.about_kind: packet.about_id,
                "edition": packet.edition,
                "reader": packet.reader,
                "sha256": stored.sha256,
                "asked_by": packet.asked_by,
            },
        )


def _fail(lease: Lease) -> None:
    """Say so at once: what fails for its content will not mend by itself."""
    Packet.objects.filter(pk=lease.pk, lease_token=lease.token).update(
        state=_after("fail"), problem=PROBLEM, lease_token="", lease_until=None
    )


def _after(verb: str) -> str:
    """Return the state that a verb of the table leads to."""
    return PACKET_STAGES.moves[verb].to


def _newest(packet: Packet) -> Packet | None:
    editions = Packet.objects.ready().about(packet.about).filter(reader=packet.reader)
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
            sql.run(SNAPSHOT)
        yield
