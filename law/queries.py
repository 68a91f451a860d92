"""Which policy is in force."""

import json
from datetime import date
from functools import lru_cache

from law.models import Policy
from law.packs import PolicyPack, load_pack
from students.rules import last_day_of, school_year_of

DEFAULT_PACK = "california"


def policy_in_force(on: date) -> Policy | None:
    """Return the newest policy row whose date has come, or None before any was set."""
    return Policy.objects.filter(effective_from__lte=on).order_by("-effective_from", "-pk").first()


def policy_of_year(school_year: int, *, today: date) -> Policy | None:
    """Return the policy that judges a school year: today's while the year lasts, and the one that
    was in force at its end when it is over. What a district changes on 1 July leaves the year
    before as it was; a year that ended before any policy was set takes today's.
    """
    return policy_in_force(min(today, last_day_of(school_year))) or policy_in_force(today)


def pack_in_force(on: date) -> PolicyPack:
    """Return the pack in force on a date with the district's overrides; California by default."""
    return _pack_of(policy_in_force(on))


def pack_as_of(as_of: date, *, today: date) -> PolicyPack:
    """Return the pack by which a judgement as of a day is made, as a stored one of its year is."""
    return _pack_of(policy_of_year(school_year_of(as_of), today=today))


def _pack_of(policy: Policy | None) -> PolicyPack:
    if policy is None:
        return load_pack(DEFAULT_PACK)
    return _loaded(policy.pack, json.dumps(policy.overrides, sort_keys=True))


@lru_cache(maxsize=16)
def _loaded(name: str, overrides: str) -> PolicyPack:
    """A pack with its overrides, read and proved once: nearly every page asks for a parameter."""
    return load_pack(name, json.loads(overrides))
