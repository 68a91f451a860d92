"""What can still be taken back of a referral: nothing that somebody has read of, or that went on."""

from collections.abc import Collection, Iterable
from datetime import datetime

from packets.choices import PacketState
from packets.models import Packet
from sarb.models import Referral


def is_told(packets: Iterable[Packet], *, since: datetime | None = None) -> bool:
    """Return whether one of these packets, of those built since a moment, can be read or is on
    order.
    """
    return any(
        one.is_busy
        or (
            one.state == PacketState.READY
            and (since is None or (one.frozen_at is not None and one.frozen_at >= since))
        )
        for one in packets
    )


def way_back(referral: Referral, verbs: Collection[str], packets: Iterable[Packet]) -> str:
    """Return which of `verbs` takes back what was done last, while nothing has followed: `withdraw`
    or `wait_again`; '' where none does. One statement for one that was accepted.
    """
    if "withdraw" in verbs and not referral.noticed_on and not is_told(packets):
        return "withdraw"
    if (
        "wait_again" in verbs
        and not hasattr(referral, "place")
        and not is_told(packets, since=referral.decided_at)
    ):
        return "wait_again"
    return ""
