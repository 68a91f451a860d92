"""Reading the log: what happened to one record, who opened one student's, what one click did."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from audit.choices import Access, ActorKind
from audit.models import AccessEvent, AuditEvent
from audit.rules import Act
from core import sql
from core.undo import (
    KEPT,
    HasMovedOn,
    NothingToUndo,
    TenMinutesOver,
    Undoing,
    opening,
    tagged,
)

UNDONE = ".undone"
SEEN = ("document.opened", "letter.downloaded")  # nothing followed from a look


def history(*, target_kind: str, target_id: object) -> QuerySet[AuditEvent]:
    """Return what was done to one record, newest first."""
    return AuditEvent.objects.filter(target_kind=target_kind, target_id=str(target_id)).order_by(
        "-at", "-pk"
    )


def history_of_student(student_id: int) -> QuerySet[AuditEvent]:
    """Return what was done that names the student, newest first."""
    return AuditEvent.objects.filter(student_id=student_id).order_by("-at", "-pk")


def accesses(student_id: int) -> QuerySet[AccessEvent]:
    """Return who read, exported or was refused the student's record, newest first.

    A list that showed the student among others counts.
    """
    return AccessEvent.objects.filter(student_ids__contains=[student_id]).order_by("-at", "-pk")


def last_read(*, person: int, page: str, most: int) -> list[int]:
    """Return the students whose `page` a member of staff read last, newest first, each once: of the
    last `most` readings. One statement.
    """
    values = {"kind": ActorKind.USER, "access": Access.READ, "actor": str(person)}
    found = sql.column(
        sql.statement(__file__, "last_read"), {**values, "page": page, "most": most}
    )
    return list(dict.fromkeys(found))


def done_at(act: Act, moment: datetime) -> list[AuditEvent]:
    """Return what this person did at a moment, by one click, in order. One statement."""
    rows = AuditEvent.objects.filter(actor_kind=act.actor.kind, actor_id=act.actor.id, at=moment)
    return list(rows.order_by("pk"))


def is_followed(events: Collection[AuditEvent], *, by: Q | None = None) -> bool:
    """Return whether anything was done since with what these events of one moment are about, or what
    `by` says of later events. A look is nothing. One statement.
    """
    since = by or Q()
    for kind in {one.target_kind for one in events}:
        keys = [one.target_id for one in events if one.target_kind == kind]
        since |= Q(target_kind=kind, target_id__in=keys)
    [at] = {one.at for one in events}
    return AuditEvent.objects.filter(since, at__gt=at).exclude(action__in=SEEN).exists()


def to_undo(
    act: Act, way: Undoing, *, at: datetime | None, target: object, by: Q | None = None
) -> list[AuditEvent]:
    """Return what this person did at a moment with a target, and along with it by the same click, as `way`
    undoes it. Call it once the target is locked. Three statements.

    Raises NothingToUndo if they did no such thing then, TenMinutesOver, and HasMovedOn where the click
    did more, or anything was done since with any of it, or what `by` says of later events.
    """
    events = done_at(act, at) if at else []
    ours = [one for one in events if one.action in way.actions and one.target_id == str(target)]
    if at is None or not ours or _is_undone(ours[0]):
        raise NothingToUndo
    if act.at - at > KEPT:
        raise TenMinutesOver
    others = [one for one in events if one not in ours]
    if any(one.action not in way.along for one in others) or is_followed(events, by=by):
        raise HasMovedOn
    return events


def _is_undone(event: AuditEvent) -> bool:
    """Return whether what was done next with its target was to undo it."""
    rows = history(target_kind=event.target_kind, target_id=event.target_id)
    after = rows.filter(at__gt=event.at).last()
    return after is not None and after.action.endswith(UNDONE)


def undo_tag(
    act: Act, way: Undoing, key: object = None, asked: object = None, *, opens: str = ""
) -> str:
    """Return the tag of a message about what `way` undoes, of the row of this key and what its address asks
    for; without Undo where the click changed nothing. One statement.
    """
    if not any(one.action in way.actions for one in done_at(act, act.at)):
        return opening(opens) if opens else ""
    return tagged(way.address(key, asked), act.at, opens=opens)
