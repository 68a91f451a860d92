"""What is to be done about a case that judging has overtaken."""

from collections.abc import Iterator

from attendance.choices import Band, Tier
from core.proposals import Proposal, proposal
from law.packs import PolicyPack


def proposals(pack: PolicyPack) -> Iterator[Proposal]:
    """Yield what asks for a decision about the tier."""
    yield proposal(
        "tier",
        __file__,
        days=pack.value("contact.support_school_days"),
        tiers=Tier.values,
        tier_intensive=Tier.INTENSIVE,
        band_satisfactory=Band.SATISFACTORY,
    )
