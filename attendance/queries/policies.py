"""Which policy is in force."""

from datetime import date

from attendance.models import Policy
from attendance.policies import PolicyPack, load_pack

DEFAULT_PACK = "california"


def policy_in_force(on: date) -> Policy | None:
    """Return the newest policy row whose date has come, or None before any was set."""
    return Policy.objects.filter(effective_from__lte=on).order_by("-effective_from", "-pk").first()


def pack_in_force(on: date) -> PolicyPack:
    """Return the pack in force on a date with the district's overrides; California by default.

    Judgements as of an earlier day take the policy in force today, as a stored one would.
    """
    policy = policy_in_force(on)
    if policy is None:
        return load_pack(DEFAULT_PACK)
    return load_pack(policy.pack, policy.overrides)
