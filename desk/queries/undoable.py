"""What somebody did in the last ten minutes that can be taken back, wherever they are by now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from accounts.access import Reach, students_for
from accounts.choices import Permission
from audit.models import AuditEvent
from cases.actions.undoing import SAID
from core.undo import KEPT, Undo
from desk.queries.logs import done_words
from students.models import Student
from students.rules.names import by_name

MOST = 40  # clicks
MOST_NAMED = 3  # students of one click


class Undoing(NamedTuple):
    """How what a click did is taken back: by the actions of its audit rows, of several the one that names
    it first, at the address to which the moment is posted, `of_target` the row; for whoever has the
    permission. It refuses by itself once anything has followed.
    """

    actions: tuple[str, ...]
    page: str
    permission: Permission
    of_target: bool = False


# What is offered to be undone for ten minutes. Of two that fit the first that the person may ask for.
UNDOINGS: tuple[Undoing, ...] = (
    Undoing(tuple(SAID), "undo-casework", Permission.CASE_MANAGE),
    Undoing(("report.filed",), "undo-filing", Permission.REPORT_FILE),
    Undoing(("letter.approved",), "letters:undo_approving", Permission.LETTER_APPROVE),
    Undoing(("letter.mailed",), "undo-mailing", Permission.LETTER_MAIL),
    Undoing(
        ("letter.mail_decided",),
        "letters:take_back",
        Permission.LETTER_APPROVE,
        of_target=True,
    ),
    Undoing(("request.closed",), "intake:reopen", Permission.NOTE_WRITE, of_target=True),
    Undoing(("referral.sent",), "sarb:withdraw", Permission.REFERRAL_MAKE, of_target=True),
    Undoing(("referral.accepted",), "sarb:wait_again", Permission.DOCKET_MANAGE, of_target=True),
    Undoing(
        ("referral.accepted",), "sarb:team_wait_again", Permission.TEAM_ANSWER, of_target=True
    ),
)


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
    events = list(rows.order_by("-at", "-pk"))
    found = list(_clicks(_standing(events), scope))[:MOST]
    keys = {one.student_id for _way, events in found for one in events if one.student_id}
    reached = students_for(scope, Permission.STUDENT_FIND, on=scope.on)
    named = {one.pk: one for one in reached.filter(pk__in=keys).order_by(*by_name())}
    return [_click(way, events, named) for way, events in found]


def _standing(events: Iterable[AuditEvent]) -> list[AuditEvent]:
    """Return those, the newest first, with whose target the person did nothing since."""
    last: dict[tuple[str, str], datetime] = {}
    for one in events:
        last.setdefault((one.target_kind, one.target_id), one.at)
    return [one for one in events if last[one.target_kind, one.target_id] == one.at]


def _clicks(
    events: Iterable[AuditEvent], scope: Reach
) -> Iterable[tuple[Undoing, list[AuditEvent]]]:
    """Yield what was done at one moment together with how it is taken back."""
    for _at, together in groupby(events, key=lambda one: one.at):
        ways: dict[tuple[Undoing, str], list[AuditEvent]] = {}
        for one in together:
            if way := _way(one.action, scope):
                ways.setdefault((way, one.target_id if way.of_target else ""), []).append(one)
        yield from ((way, done) for (way, _target), done in ways.items())


def _way(action: str, scope: Reach) -> Undoing | None:
    fits = (one for one in UNDOINGS if action in one.actions and scope.carrying(one.permission))
    return next(fits, None)


def _click(way: Undoing, events: list[AuditEvent], named: dict[int, Student]) -> Click:
    first = min(events, key=lambda one: way.actions.index(one.action))
    keys = dict.fromkeys(one.student_id for one in events if one.student_id)
    few = tuple(named[key] for key in keys if key in named) if len(keys) <= MOST_NAMED else ()
    address = reverse(way.page, args=[first.target_id] if way.of_target else [])
    return Click(
        at=first.at,
        what=done_words(first.action),
        about=str(first.detail.get("title", "")),
        students=len(keys),
        named=few,
        undo=Undo(address, first.at.isoformat()),
    )
