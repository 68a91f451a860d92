"""Which policy is in force."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from core import clock, sql
from law.models import Policy, PracticeEdit
from law.packs import BadParameter, PolicyPack, Practice, UnknownPack, load_pack
from students.rules import last_day_of, school_year_of

DEFAULT_PACK = "california"
EDITS = sql.statement(__file__, "practice_edits")
# What was found by day while `remembered` is open, the packs read of it, today's under None, and the
# practice as the district says it.
# None outside, where each question is asked.
_found: ContextVar[dict[date, Policy | None] | None] = ContextVar("policies", default=None)
_packs: ContextVar[dict[date | None, PolicyPack] | None] = ContextVar("packs", default=None)
_practice: ContextVar[dict[date, Practice] | None] = ContextVar("practice", default=None)


@contextmanager
def remembered(known: Mapping[date, Policy | None] | None = None) -> Iterator[None]:
    """Ask the database for the policy of a day once, however many words of a page come from it,
    and not at all for the days whose policy is known.
    """
    found, packs, practice = _found.set(dict(known or {})), _packs.set({}), _practice.set({})
    try:
        yield
    finally:
        _found.reset(found)
        _packs.reset(packs)
        _practice.reset(practice)


def forget() -> None:
    """Ask again: a policy was set, or an entry of practice edited."""
    for remembering in (_found.get(), _packs.get(), _practice.get()):
        if remembering is not None:
            remembering.clear()


def policy_in_force(on: date) -> Policy | None:
    """Return the newest policy row whose date has come, or None before any was set."""
    found = _found.get()
    if found is None:
        return _newest(on)
    if on not in found:
        found[on] = _newest(on)
    return found[on]


def _newest(on: date) -> Policy | None:
    return Policy.objects.filter(effective_from__lte=on).order_by("-effective_from", "-pk").first()


def packs_set(*, by: str) -> set[tuple[str, str]]:
    """Return each pack that somebody ever made current, by name and version."""
    return set(Policy.objects.filter(set_by=by).values_list("pack", "version"))


def policy_of_year(school_year: int, *, today: date) -> Policy | None:
    """Return the policy that judges a school year: today's while the year lasts, and the one that
    was in force at its end when it is over. What a district changes on 1 July leaves the year
    before as it was; a year that ended before any policy was set takes today's.
    """
    return policy_in_force(min(today, last_day_of(school_year))) or policy_in_force(today)


class ValueSet(NamedTuple):
    """A value that a parameter had from a day on, who set it and why."""

    value: Any
    since: date
    by: str
    reason: str


def history_of(name: str) -> list[ValueSet]:
    """Return the values that a parameter was ever given in place of another, the newest first; at
    first it has the default pack's. A policy of a pack or of parameters that there are no more
    says nothing of it. One statement.
    """
    found: list[ValueSet] = []
    value = pack_of(None).value(name)
    for row in Policy.objects.order_by("effective_from", "pk"):
        pack = _readable(row)
        if pack and pack.value(name) != value:
            value = pack.value(name)
            found.append(ValueSet(value, row.effective_from, row.set_by, row.reason))
    return found[::-1]


def _readable(policy: Policy) -> PolicyPack | None:
    try:
        return _pack(policy)
    except (BadParameter, UnknownPack):
        return None


def pack_in_force(on: date) -> PolicyPack:
    """Return the pack in force on a date with the district's overrides; California by default."""
    packs = _packs.get()
    if packs is None:
        return _pack(policy_in_force(on))
    if on not in packs:  # a page asks for every row of a list
        packs[on] = _pack(policy_in_force(on))
    return packs[on]


def pack_today() -> PolicyPack:
    """Return the pack in force today, for words on a page. A page has one today."""
    packs = _packs.get()
    if packs is None:
        return pack_in_force(clock.today())
    if None not in packs:
        packs[None] = pack_in_force(clock.today())
    return packs[None]


def practice_in_force(on: date) -> Practice:
    """Return the practice of the pack in force on a date as the district says it. One statement, once
    a page.
    """
    practice = _practice.get()
    if practice is None:
        return _practice_of(on)
    if on not in practice:
        practice[on] = _practice_of(on)
    return practice[on]


def _practice_of(on: date) -> Practice:
    return pack_in_force(on).practice.with_own(sql.tuples(EDITS))


def practice_today() -> Practice:
    """Return the practice in force today, for words on a page."""
    return practice_in_force(clock.today())


def newest_edits() -> QuerySet[PracticeEdit]:
    """Return of each entry of practice what the district said of it last."""
    return PracticeEdit.objects.order_by("part", "code", "-pk").distinct("part", "code")


def named(code: str, section: str) -> str:
    """Return what the law in force today calls a code, such as a team; else the code itself."""
    pack, key = pack_today(), f"{section}.{code}"
    return pack.sentence(key) if pack.has(key) else code


def pack_as_of(as_of: date, *, today: date) -> PolicyPack:
    """Return the pack by which a judgement as of a day is made, as a stored one of its year is."""
    return _pack(policy_of_year(school_year_of(as_of), today=today))


def pack_of(policy: Mapping[str, Any] | None) -> PolicyPack:
    """Return the pack of a policy row that was read as a mapping; the default one for no row."""
    if policy is None:
        return load_pack(DEFAULT_PACK)
    return _loaded(policy["pack"], json.dumps(policy["overrides"], sort_keys=True))


def _pack(policy: Policy | None) -> PolicyPack:
    if policy is None:
        return pack_of(None)
    return pack_of({"pack": policy.pack, "overrides": policy.overrides})


@lru_cache(maxsize=16)
def _loaded(name: str, overrides: str) -> PolicyPack:
    """A pack with its overrides, read and proved once: nearly every page asks for a parameter."""
    return load_pack(name, json.loads(overrides))
