"""Making a policy current."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core import sql
from core.refusals import Refusal
from law.models import Policy, PracticeEdit
from law.packs import EDITABLE, BadParameter, PolicyPack, load_pack, value_of
from law.queries import forget, pack_in_force, policy_in_force

# Advisory locks, of EC 48260 as those of judging and filing.
ONE_AT_A_TIME, ONE_EDIT_AT_A_TIME = 4_826_003, 4_826_004


class DoesNotFit(Refusal):
    """The schema, or another value, does not allow this one; the message says why."""

    field = "value"


class DepartsFromText(Refusal):
    """The text of the law asks for another value, and nobody said that this is meant."""

    field = "sure"


class ValueMoved(Refusal):
    """Somebody set the value after the page was read."""

    advice = (
        "Somebody set this value since you opened the page. Read it as it is now, then set it."
    )


class PolicyMoved(Refusal):
    """Somebody set the policy at the same time, and would be undone unseen."""

    advice = (
        "Somebody set the policy at the same moment. Look at what is in force now, then set yours."
    )


class NoSuchEntry(Refusal):
    """The pack in force has no such entry, or nothing of the kind to say of it."""

    advice = "Nothing was changed: the policy in force has no such entry any more."


class EntryMoved(Refusal):
    """Somebody changed the entry after the page was read."""

    advice = "Somebody changed this entry since you opened the page. Read it as it is now, then save yours."


@transaction.atomic
def use_policy(
    act: Act,
    *,
    pack: str,
    overrides: Mapping[str, Any],
    effective_from: date,
    reason: str = "",
) -> tuple[Policy, PolicyPack]:
    """Make a pack with the district's own parameters current from a date on; audited.

    Setting what is in force already changes nothing, and keeps no reason. Raises UnknownPack,
    BadParameter or PolicyMoved, changing nothing.
    """
    loaded = load_pack(pack, overrides)
    before = policy_in_force(effective_from)
    _wait_for_others()
    current = policy_in_force(effective_from)
    if current and _says(current) == (pack, loaded.version, loaded.overrides):
        return current, loaded
    if current != before:
        raise PolicyMoved
    return _set(act, loaded, current, effective_from, reason), loaded


@transaction.atomic
def set_value(
    act: Act, *, name: str, value: str, read: str, is_meant: bool, reason: str
) -> tuple[Policy, PolicyPack]:
    """Set one parameter of the policy in force from today on, all others staying as they are.

    `read` is the value as it was read; what is the pack's own value is no value of the district's.
    Raises DoesNotFit, also for what is in force already, ValueMoved, and DepartsFromText unless it
    `is_meant`, changing nothing.
    """
    _wait_for_others()
    pack = pack_in_force(act.on)
    wanted = _with_value(pack, name, value)
    new, source = wanted.value(name), wanted.sources[name]
    if new == pack.value(name):
        raise DoesNotFit("This is the value already.")
    if str(pack.value(name)) != read:
        raise ValueMoved
    if source.departs(new) and not is_meant:
        raise DepartsFromText(f"{source.citation} {source.says}. Tick the box if you mean it.")
    return _set(act, wanted, policy_in_force(act.on), act.on, reason), wanted


def _wait_for_others() -> None:
    """Let nobody else set the policy until this transaction ends, and read it as it is by now. There
    may be no row to lock, and what is set is a new one.
    """
    sql.hold_turn(ONE_AT_A_TIME)
    forget()


def _says(policy: Policy) -> tuple[str, str, dict[str, Any]]:
    return policy.pack, policy.version, policy.overrides


def _with_value(pack: PolicyPack, name: str, value: str) -> PolicyPack:
    """Return the pack as it will be in force with the value, proved with all the others of the
    district: without the value among its own where the pack says the same. Raises DoesNotFit.
    """
    try:
        wanted = load_pack(pack.name, {**pack.overrides, name: value})
        if wanted.value(name) != load_pack(pack.name).value(name):
            return wanted
        own = {key: one for key, one in pack.overrides.items() if key != name}
        return load_pack(pack.name, own)
    except BadParameter as problem:
        raise DoesNotFit(f"{str(problem).replace(f'{name}: ', '')}.") from None


def _set(
    act: Act, pack: PolicyPack, current: Policy | None, effective_from: date, reason: str
) -> Policy:
    """Write the policy down, and that it was set in place of the current one."""
    said: dict[str, Any] = {
        "pack": pack.name,
        "version": pack.version,
        "overrides": dict(pack.overrides),
    }
    policy = Policy.objects.create(
        **said,
        effective_from=effective_from,
        set_by=act.actor.name,
        set_at=act.at,
        reason=reason,
    )
    forget()
    detail = {**said, "before": current.pk if current else None, "reason": reason}
    record(act, action="policy.set", target_kind="policy", target_id=policy.pk, detail=detail)
    return policy


@transaction.atomic
def edit_practice(
    act: Act,
    *,
    part: str,
    code: str,
    said: Mapping[str, Any],
    is_reviewed: bool,
    read: int,
) -> PracticeEdit | None:
    """Say an entry of practice in the district's own words from now on, or that the district has
    reviewed it; return it, None where nothing differs.

    `said` are values by name as `EDITABLE` has them, and `is_offered` of what a district may not have; what the
    pack says itself is none of the district's. `read` is the key of the edit that was in force when the
    page was made, 0 for none. What was started by then stays in its words. Raises NoSuchEntry and
    EntryMoved.
    """
    sql.hold_turn(ONE_EDIT_AT_A_TIME)
    usual = pack_in_force(act.on).practice.part(part).get(code) if part in EDITABLE else None
    if usual is None or not said.keys() <= {*EDITABLE[part], "is_offered"}:
        raise NoSuchEntry
    last = PracticeEdit.objects.filter(part=part, code=code).order_by("pk").last()
    if read != (last.pk if last else 0):
        raise EntryMoved
    own = {name: value for name, value in said.items() if value != value_of(usual, name)}
    if (own, is_reviewed) == ((last.said, last.is_reviewed) if last else ({}, False)):
        return None
    edit = PracticeEdit.objects.create(
        part=part, code=code, said=own, is_reviewed=is_reviewed, by=act.actor.name, at=act.at
    )
    forget()
    detail = {"part": part, "code": code, "said": own, "is_reviewed": is_reviewed}
    record(act, action="practice.edited", target_kind="practice", target_id=edit.pk, detail=detail)
    return edit
