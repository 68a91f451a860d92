"""Making a policy current."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from law.models import Policy
from law.packs import BadParameter, PolicyPack, load_pack
from law.queries import forget, pack_in_force, policy_in_force


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

    Setting what is in force already changes nothing. Raises UnknownPack or BadParameter,
    changing nothing.
    """
    loaded = load_pack(pack, overrides)
    current = policy_in_force(effective_from)
    same = current and (current.pack, current.version, current.overrides) == (
        pack,
        loaded.version,
        loaded.overrides,
    )
    if current and same:
        return current, loaded
    policy = Policy.objects.create(
        pack=pack,
        version=loaded.version,
        overrides=dict(loaded.overrides),
        effective_from=effective_from,
        set_by=act.actor.name,
        set_at=act.at,
        reason=reason,
    )
    forget()
    record(
        act,
        action="policy.set",
        target_kind="policy",
        target_id=policy.pk,
        detail={
            "pack": pack,
            "version": loaded.version,
            "overrides": dict(loaded.overrides),
            "before": current.pk if current else None,
            "reason": reason,
        },
    )
    return policy, loaded


@transaction.atomic
def set_value(
    act: Act, *, name: str, value: str, read: str, is_meant: bool, reason: str
) -> tuple[Policy, PolicyPack]:
    """Set one parameter of the policy in force from today on, all others staying as they are.

    `read` is the value as it was read; what is the pack's own value is no value of the district's.
    Raises DoesNotFit, DepartsFromText unless it `is_meant`, and ValueMoved, changing nothing.
    """
    list(Policy.objects.select_for_update(no_key=True).order_by("-pk")[:1])  # one after the other
    forget()
    pack = pack_in_force(act.on)
    if str(pack.value(name)) != read:
        raise ValueMoved
    try:
        wanted = load_pack(pack.name, {**pack.overrides, name: value})
    except BadParameter as problem:
        raise DoesNotFit(f"{str(problem).removeprefix(f'{name}: ')}.") from None
    new, source = wanted.value(name), wanted.sources[name]
    if new == pack.value(name):
        raise DoesNotFit("This is the value already.")
    if source.departs(new) and not is_meant:
        raise DepartsFromText(f"{source.citation} {source.says}. Tick the box if you mean it.")
    own = {key: one for key, one in wanted.overrides.items() if key != name}
    if load_pack(pack.name, own).value(name) != new:
        own[name] = new
    return use_policy(act, pack=pack.name, overrides=own, effective_from=act.on, reason=reason)
