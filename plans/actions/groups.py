"""A group is started and changed, students join and leave it, and it ends."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record, record_many
from audit.rules import Act
from core.once import kept_under
from plans.actions.refusals import GroupIsFull, GroupIsOver, GroupStartedOtherwise, NotYourForm
from plans.choices import WhyGroupEnds, WhyLeft
from plans.models import Group, GroupMember
from plans.queries.groups import gone
from plans.rules.stages import GROUP_STAGES
from students.models import School, Student


@dataclass(frozen=True)
class GroupPlan:
    """What a group is and when it meets."""

    name: str
    kind: str
    facilitator: User
    weekdays: list[int]
    at: time | None
    place: str
    minutes: int
    capacity: int
    starts_on: date
    last_on: date | None


@transaction.atomic
def start_group(act: Act, *, client_uuid: UUID, school: School, plan: GroupPlan) -> Group:
    """Start a group without members; return it, or the one that was started under this `client_uuid`.
    Raises NotYourForm, and GroupStartedOtherwise where that one is another.
    """
    User.objects.select_for_update().get(pk=act.person)  # one at a time of whoever starts it
    if there := kept_under(
        client_uuid,
        Group,
        of={"started_by_id": act.person},
        says={"school_id": school.pk, **_columns(plan)},
        not_theirs=NotYourForm,
        otherwise=GroupStartedOtherwise,
    ):
        return there
    group = Group.objects.create(
        client_uuid=client_uuid,
        school=school,
        started_by_id=act.person,
        started_at=act.at,
        **_columns(plan),
    )
    record_of_group(act, "group.started", group, kind=plan.kind, school=school.pk)
    return group


@transaction.atomic
def change_group(act: Act, *, group: Group, plan: GroupPlan) -> Group:
    """Say anew what a group is and when it meets. The same again changes nothing. Raises GroupIsOver, and
    GroupIsFull where more are in it than there would be places.
    """
    group = held_group(group, "change")
    new = _changed(group, plan)
    if new and plan.capacity < group.members.filter(left_on=None).count():
        raise GroupIsFull
    if new:
        for name, value in new.items():
            setattr(group, name, value)
        group.save(update_fields=list(new))
        record_of_group(act, "group.changed", group, fields=sorted(new))
    return group


@transaction.atomic
def add_members(act: Act, *, group: Group, students: Sequence[Student]) -> list[GroupMember]:
    """Have students in a group from today on, or from its first day; who is in it stays in it. Return
    those who are new. Raises GroupIsOver and GroupIsFull.
    """
    group = held_group(group, "add")
    there = set(group.members.filter(left_on=None).values_list("student", flat=True))
    new = [one for one in dict.fromkeys(students) if one.pk not in there]
    if len(there) + len(new) > group.capacity:
        raise GroupIsFull
    row = {
        "joined_on": max(act.on, group.starts_on),
        "added_by_id": act.person,
        "added_at": act.at,
    }
    added = GroupMember.objects.bulk_create(
        GroupMember(group=group, student=student, **row) for student in new
    )
    _record_members(act, "group.joined", group, added)
    return added


@transaction.atomic
def leave_group(act: Act, *, member: GroupMember, why: WhyLeft) -> GroupMember:
    """Have a student leave a group, with the sessions as they were. Left twice, they left once. Raises
    GroupIsOver.
    """
    group = held_group(member.group, "leave")
    member = GroupMember.objects.select_for_update().get(pk=member.pk)
    if member.left_on is None:
        _leave(act, [member], why)
        _record_members(act, "group.left", group, [member], why=why)
    return member


@transaction.atomic
def release_places(act: Act, *, group: Group) -> list[GroupMember]:
    """Have those leave a group who are no longer at its school; return them. Nobody is named by it to who
    does not reach them. Raises GroupIsOver.
    """
    group = held_group(group, "leave")
    away = list(group.members.filter(gone(act.on)).select_for_update(of=("self",)).order_by("pk"))
    _leave(act, away, WhyLeft.MOVED)
    _record_members(act, "group.left", group, away, why=WhyLeft.MOVED)
    return away


@transaction.atomic
def end_group(act: Act, *, group: Group, why: WhyGroupEnds) -> Group:
    """End a group; everybody in it has left it. Ended twice, it is ended once, for the first reason."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    if not GROUP_STAGES.allows("end", group.stage):
        return group
    group.ended_on, group.ended_by_id, group.end_reason = act.on, act.person, why
    group.save(update_fields=["ended_on", "ended_by", "end_reason"])
    in_it = list(group.members.select_for_update().filter(left_on=None).order_by("pk"))
    _leave(act, in_it, WhyLeft.FINISHED)
    record_of_group(act, "group.ended", group, why=why, members=len(in_it))
    return group


def held_group(group: Group, verb: str) -> Group:
    """Return the group, locked. Raises GroupIsOver where the verb may not be done."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    if not GROUP_STAGES.allows(verb, group.stage):
        raise GroupIsOver
    return group


def record_of_group(act: Act, action: str, group: Group, **detail: object) -> None:
    """Write the audit row of what was done with a group: keys, and no words."""
    record(act, action=action, target_kind="group", target_id=group.pk, detail=detail)


def _leave(act: Act, members: Collection[GroupMember], why: WhyLeft) -> None:
    for one in members:  # who was to join later leaves on the day on which they were to
        one.left_on, one.left_by_id, one.left_why = max(act.on, one.joined_on), act.person, why
    GroupMember.objects.bulk_update(members, ["left_on", "left_by", "left_why"])


def _record_members(
    act: Act, action: str, group: Group, members: Sequence[GroupMember], **detail: object
) -> None:
    told = [(one.pk, one.student_id, {"group": group.pk, **detail}) for one in members]
    record_many(act, action=action, target_kind="group_member", targets=told)


def _changed(group: Group, plan: GroupPlan) -> dict[str, object]:
    return {name: new for name, new in _columns(plan).items() if getattr(group, name) != new}


def _columns(plan: GroupPlan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}
