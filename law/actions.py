"""Making a policy current."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from law.models import Policy
from law.packs import PolicyPack, load_pack
from law.queries import forget, policy_in_force


@transaction.atomic
def use_policy(
    act: Act, *, pack: str, overrides: Mapping[str, Any], effective_from: date
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
        },
    )
    return policy, loaded
