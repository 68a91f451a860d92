"""What the district says of practice in place of the pack: an entry at a time, by a named person."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core import sql
from core.refusals import Refusal
from law.models import PracticeEdit
from law.packs import EDITABLE, REVIEWED
from law.queries import pack_in_force, practice_in_force

ONE_AT_A_TIME = 4_826_04  # advisory lock, of EC 48260 as those of judging and filing


class NoSuchEntry(Refusal):
    """The pack in force has no such entry, or nothing of the kind to say of it."""

    advice = "Nothing was changed: the policy in force has no such entry any more."


class EntryMoved(Refusal):
    """Somebody changed the entry after the page was read."""

    advice = "Somebody changed this entry since you opened the page. Read it as it is now, then save yours."


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

    `said` are values by name as `EDITABLE` has them, and `is_offered` of an intervention; what the
    pack says itself is none of the district's. `read` is the key of the edit that was in force when the
    page was made, 0 for none. What was started by then stays in its words. Raises NoSuchEntry and
    EntryMoved.
    """
    sql.value("SELECT pg_advisory_xact_lock(%(lock)s)", {"lock": ONE_AT_A_TIME})
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
    detail = {"part": part, "code": code, "said": own, "is_reviewed": is_reviewed}
    record(act, action="practice.edited", target_kind="practice", target_id=edit.pk, detail=detail)
    return edit


def value_of(entry: Any, name: str) -> Any:
    """Return what an entry says under a name of `EDITABLE`."""
    field, _, language = name.partition(".")
    value = getattr(entry, field)
    return value.get(language, "") if language else value


def is_settled(entry: Any) -> bool:
    """Return whether the district has reviewed an entry."""
    return bool(entry.mark == REVIEWED)


__all__ = [
    "EntryMoved",
    "NoSuchEntry",
    "edit_practice",
    "is_settled",
    "practice_in_force",
    "value_of",
]
