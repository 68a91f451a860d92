"""Which packets there are of a cause, without their facts."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from core.clock import day_of
from packets.choices import PacketState, Reader
from packets.models import Packet, PacketStamp
from packets.rules.dossier import About
from packets.rules.stages import BUSY_STATES


def editions_of(about: About) -> list[Packet]:
    """Return every order and edition of a cause with its stamps, the newest first. Two statements."""
    rows = Packet.objects.about(about).select_related("previous", "document").order_by("-pk")
    stamps = Prefetch("stamps", PacketStamp.objects.order_by("stamped_at", "pk"))
    return list(rows.defer("facts", "previous__facts").prefetch_related(stamps))


def newest_editions(kind: str, keys: Iterable[int], *, reader: Reader) -> dict[int, Packet]:
    """Return the newest edition for a reader by the key of its cause, with its student and whether it
    `is_superseded`.
    """
    return _newest(kind, keys, Q(reader=reader, state=PacketState.READY))


def newest_orders(kind: str, keys: Iterable[int], *, reader: Reader) -> dict[int, Packet]:
    """Return the newest order or edition for a reader by the key of its cause."""
    return _newest(kind, keys, Q(reader=reader))


def superseded(kind: str, keys: Iterable[int]) -> list[Packet]:
    """Return the newest edition or order of each of these causes for each reader that has one, where
    it is stamped: what it tells was taken back. One that was stopped while it was built is among
    them. One statement.
    """
    rows = Packet.objects.filter(about_kind=kind, about_id__in=list(keys)).annotate(
        is_old=Exists(PacketStamp.objects.filter(packet=OuterRef("pk")))
    )
    told = rows.filter(Q(state__in=[PacketState.READY, *BUSY_STATES]) | Q(is_old=True))
    newest = told.order_by("about_id", "reader", "-pk").distinct("about_id", "reader")
    return [one for one in newest.defer("facts") if one.is_old]


def superseded_since(packets: Iterable[int]) -> dict[int, date]:
    """Return the day of the first stamp of those of these packets that have one. One statement."""
    rows = PacketStamp.objects.filter(packet__in=list(packets)).order_by("-stamped_at", "-pk")
    return {key: day_of(at) for key, at in rows.values_list("packet_id", "stamped_at")}


def languages_of(packet: Packet) -> list[str]:
    """Return the languages of the home that a family's edition speaks to, beside English."""
    told = (packet.facts or {}).get("theirs", ())
    return [one["language"] for one in told if one["language"] != "en"]


def has_edition(kind: str, key: str, *, reader: Reader) -> Exists:
    """Return the condition that a row has an edition; `key` is the row's column of the cause."""
    ready = Packet.objects.ready().filter(about_kind=kind, about_id=OuterRef(key), reader=reader)
    return Exists(ready)


def _newest(kind: str, keys: Iterable[int], only: Q) -> dict[int, Packet]:
    rows = Packet.objects.filter(only, about_kind=kind, about_id__in=list(keys))
    is_stamped = Exists(PacketStamp.objects.filter(packet=OuterRef("pk")))
    newest = rows.annotate(is_superseded=is_stamped).order_by("about_id", "-pk")
    found = newest.distinct("about_id").select_related("student", "document")
    return {packet.about_id: packet for packet in found.defer("facts")}
