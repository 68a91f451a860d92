"""A session of a group is kept, with what it is to the plans of those who are in it; or taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audit.actions import record_many
from audit.rules import Act
from cases.models import Case
from core.once import kept_under
from plans.actions.groups import record_of_group
from plans.actions.refusals import (
    DayIsNotOpen,
    GroupIsOver,
    NobodyToMark,
    NotYourForm,
    NotYoursToTakeBack,
    SessionIsKept,
    SessionSavedOtherwise,
    SessionWasTakenBack,
    WasNotInGroup,
)
from plans.actions.reminders import logged_of
from plans.choices import Delivered, Here
from plans.models import (
    Delivery,
    Group,
    GroupSession,
    Plan,
    Presence,
    Strategy,
    WordsApart,
)
from plans.rules.groups import DELIVERED
from plans.rules.stages import GROUP_STAGES


@dataclass(frozen=True)
class HeldSession:
    """How a session went: who was there, by the key of the student, one note for all, and words about
    single children.
    """

    on: date
    minutes: int
    here: Mapping[int, Here]
    note: str = ""
    words: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def hold_session(act: Act, *, client_uuid: UUID, group: Group, held: HeldSession) -> GroupSession:
    """Keep a session of a group; return it, or the one that was kept under this `client_uuid`. Of each
    student whose plan has what the group is, it is what became of that on the day.

    Raises GroupIsOver for a day after its last, WasNotInGroup, DayIsNotOpen for a day to come or before
    the group began, NobodyToMark, SessionIsKept for a day that has one, and NotYourForm; and
    SessionSavedOtherwise and SessionWasTakenBack: what is sent now is kept nowhere yet.
    """
    # Locked before it is looked at: of two taps at once the second finds what the first kept.
    group = Group.objects.select_for_update().get(pk=group.pk)
    mine = {"by_id": act.person, "group_id": group.pk}
    if there := kept_under(client_uuid, GroupSession, of=mine, not_theirs=NotYourForm):
        return _the_same(there, held)
    if not GROUP_STAGES.allows("hold", group.stage_on(held.on)):
        raise GroupIsOver
    if not group.starts_on <= held.on <= act.on:
        raise DayIsNotOpen
    if group.sessions.filter(on=held.on, taken_back_at=None).exists():
        raise SessionIsKept
    here = held.here
    if not here:
        raise NobodyToMark
    if not {*here, *held.words} <= {*group.members_on(held.on).values_list("student", flat=True)}:
        raise WasNotInGroup
    session = GroupSession.objects.create(
        client_uuid=client_uuid,
        group=group,
        on=held.on,
        minutes=held.minutes,
        note=held.note,
        by_id=act.person,
        at=act.at,
    )
    _write(session, here, held.words)
    delivered = _deliver(act, session, here)
    counts = {"session": session.pk, "on": held.on.isoformat(), "members": len(here)}
    record_of_group(act, "group.met", group, **counts, plans=delivered)
    return session


@transaction.atomic
def take_back_session(act: Act, *, session: GroupSession) -> GroupSession:
    """Have a session count for nothing, for a plan neither. Taken back twice, it is once. Raises
    NotYoursToTakeBack.
    """
    group = Group.objects.select_for_update().get(pk=session.group_id)
    session = GroupSession.objects.select_for_update().get(pk=session.pk)
    if act.person not in (session.by_id, group.facilitator_id):
        raise NotYoursToTakeBack
    if session.taken_back_at:
        return session
    session.taken_back_at, session.taken_back_by_id = act.at, act.person
    session.save(update_fields=["taken_back_at", "taken_back_by"])
    said = {"status": Delivered.TAKEN_BACK, "minutes": None, "by_id": act.person, "at": act.at}
    undone = session.deliveries.update(**said)
    record_of_group(act, "group.session_taken_back", group, session=session.pk, plans=undone)
    return session


def _the_same(there: GroupSession, held: HeldSession) -> GroupSession:
    """Return the session if it says this and counts; anything else is refused."""
    if there.taken_back_at:
        raise SessionWasTakenBack
    kept = HeldSession(
        on=there.on,
        minutes=there.minutes,
        here={key: Here(one) for key, one in there.presences.values_list("student", "here")},
        note=there.note,
        words=dict(there.words.values_list("student", "text")),
    )
    if kept != replace(held, words={key: text for key, text in held.words.items() if text}):
        raise SessionSavedOtherwise
    return there


def _write(session: GroupSession, here: Mapping[int, Here], words: Mapping[int, str]) -> None:
    Presence.objects.bulk_create(
        Presence(session=session, student_id=key, here=state) for key, state in here.items()
    )
    WordsApart.objects.bulk_create(
        WordsApart(session=session, student_id=key, text=words[key])
        for key in here
        if words.get(key)
    )


def _deliver(act: Act, session: GroupSession, here: Mapping[int, Here]) -> int:
    """Say of each plan that runs what became of what the group is; return of how many. Locked in the
    order in which a plan is: its case first.
    """
    plans = Plan.objects.running().filter(student__in=here)
    cases = Case.objects.select_for_update().filter(pk__in=plans.values("case"))
    list(cases.order_by("pk").values_list("pk"))
    list(plans.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    found = _strategies(session, here)
    Delivery.objects.bulk_create(
        (_delivery(act, session, one, here[one.plan.student_id]) for one in found),
        update_conflicts=True,
        unique_fields=["strategy", "on"],
        update_fields=["status", "minutes", "session", "by", "at"],
    )
    said = {"on": session.on.isoformat(), "session": session.pk}
    told = [
        (
            one.plan_id,
            one.plan.student_id,
            {"strategy": one.pk, "status": DELIVERED[here[one.plan.student_id]], **said},
        )
        for one in found
    ]
    record_many(act, action="plan.delivered", target_kind="plan", targets=told)
    logged_of(act, [one.plan for one in found])
    return len(found)


def _strategies(session: GroupSession, here: Mapping[int, Here]) -> list[Strategy]:
    """Return what plans have of what the group is, running on the day: of each plan the first."""
    running = Strategy.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=session.on),
        plan__in=Plan.objects.running().filter(student__in=here),
        code=session.group.kind,
        starts_on__lte=session.on,
    )
    return list(
        running.select_related("plan", "plan__case").order_by("plan", "pk").distinct("plan")
    )


def _delivery(act: Act, session: GroupSession, strategy: Strategy, state: Here) -> Delivery:
    status = DELIVERED[state]
    return Delivery(
        strategy=strategy,
        on=session.on,
        status=status,
        minutes=session.minutes if status == Delivered.DONE else None,
        session=session,
        by_id=act.person,
        at=act.at,
    )
