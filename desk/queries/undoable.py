"""What somebody did in the last ten minutes that can be taken back, wherever they are by now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from accounts.access import Reach, students_for
from accounts.choices import Permission
from audit.models import AuditEvent
from core.undo import KEPT, Undo, Undoing
from desk.queries.logs import done_words
from desk.registry import UNDOINGS
from students.models import Student
from students.rules.names import by_name

MOST = 40  # clicks
MOST_NAMED = 3  # students of one click
# What audit rows call the rows of their targets that are undone by themselves.
NAMED = sorted({way.of_detail or way.query for way in UNDOINGS} - {""})


@dataclass(frozen=True)
class Click:
    """What one click did: `what` in words, with whom it was about if they are few, and the way to take
    it back.
    """

    at: datetime
    what: str
    about: str
    students: int
    named: tuple[Student, ...]
    undo: Undo


def clicks_of(scope: Reach, *, now: datetime) -> list[Click]:
    """Return what the person did in the last ten minutes that they may take back and did not change
    since, the newest first. Two statements.

    Whether anything followed is asked where it is taken back, which refuses in words.
    """
    if scope.actor is None:
        return []
    rows = AuditEvent.objects.filter(
        actor_kind=scope.actor.kind, actor_id=scope.actor.id, at__gte=now - KEPT
    )
    found = list(_clicks(list(rows.order_by("-at", "-pk")), scope))[:MOST]
    keys = {one.student_id for _way, events in found for one in events if one.student_id}
    reached = students_for(scope, Permission.STUDENT_FIND, on=scope.on)
    named = {one.pk: one for one in reached.filter(pk__in=keys).order_by(*by_name())}
    return [_click(way, events, named) for way, events in found]


def _standing(events: Iterable[AuditEvent]) -> set[int]:
    """Return the keys of those, the newest first, with whose target the person did nothing since."""
    last: dict[tuple[object, ...], datetime] = {}
    for one in events:
        last.setdefault(_of(one), one.at)
    return {one.pk for one in events if last[_of(one)] == one.at}


def _of(event: AuditEvent) -> tuple[object, ...]:
    """Return what was done something with: a target, or a row of it that its audit row names."""
    return (event.target_kind, event.target_id, *map(event.detail.get, NAMED))


def _clicks(events: list[AuditEvent], scope: Reach) -> Iterable[tuple[Undoing, list[AuditEvent]]]:
    """Yield what was done at one moment together with how it is taken back."""
    standing = _standing(events)
    for _at, moment in groupby(events, key=lambda one: one.at):
        together = list(moment)
        ways: dict[tuple[Undoing, tuple[object, ...]], list[AuditEvent]] = {}
        for one in together:
            if one.pk in standing and (way := _way(one.action, together, scope)):
                row = _of(one) if way.of_target or way.of_detail else ()
                ways.setdefault((way, row), []).append(one)
        yield from ((way, done) for (way, _target), done in ways.items())


def _way(action: str, together: list[AuditEvent], scope: Reach) -> Undoing | None:
    """Return how what did `action`, and all that was done `together` with it, is taken back; of what goes
    along with something else, nothing apart.
    """
    done = {one.action for one in together}
    whole = [way for way in UNDOINGS if way.along and done.intersection(way.actions)]
    fits = (
        way
        for way in whole or UNDOINGS
        if action in way.actions
        and (not way.along or done <= {*way.actions, *way.along})
        and scope.carrying(way.permission)
    )
    return next(fits, None)


def _click(way: Undoing, events: list[AuditEvent], named: dict[int, Student]) -> Click:
    first = min(events, key=lambda one: way.actions.index(one.action))
    keys = dict.fromkeys(one.student_id for one in events if one.student_id)
    few = tuple(named[key] for key in keys if key in named) if len(keys) <= MOST_NAMED else ()
    row = first.detail[way.of_detail] if way.of_detail else first.target_id
    address = way.address(row, first.detail.get(way.query))
    return Click(
        at=first.at,
        what=done_words(first.action),
        about=str(first.detail.get("title", "")),
        students=len(keys),
        named=few,
        undo=Undo(address, first.at.isoformat()),
    )
