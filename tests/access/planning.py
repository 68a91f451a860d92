"""Valid submissions of the pages of interviews and plans."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from law.queries import practice_in_force
from plans.actions import Chosen, add_strategy, deliver
from plans.choices import Delivered
from plans.models import Group
from students.models import Enrollment
from tests.access.change import Change
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    InterviewFactory,
    PlanFactory,
    ServiceGivenFactory,
    StrategyFactory,
    act,
)
from tests.world import District, hire


def interview(district: District) -> Change:
    words = {"client_uuid": uuid.uuid4(), "who": "student", "barrier": ["B05"]}
    return Change(hire(Role.COUNSELOR, district.oak), words, query=f"?student={district.ana.pk}")


def interview_to_withdraw(district: District) -> Change:
    held = InterviewFactory(student=district.ana)
    return Change(hire(Role.COUNSELOR, district.oak), {"reason": "twice"}, held.pk)


def plan_to_start(district: District) -> Change:
    words = {"client_uuid": uuid.uuid4(), "tier": "early", "reason": "12 days", "goal_missed": 2}
    strategy = {"own_1": "Robotics", "owner_1": "Club"}
    return Change(
        hire(Role.COUNSELOR, district.oak),
        {**words, **strategy},
        query=f"?student={district.ana.pk}",
    )


def on_plan(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        strategy = StrategyFactory(plan=PlanFactory(student=district.ana))
        sent = {**data, "strategy": strategy.pk, "on": TODAY.isoformat()}
        return Change(hire(Role.COUNSELOR, district.oak), sent, strategy.plan_id)

    return change


def end_strategy(district: District) -> Change:
    strategy = StrategyFactory(plan=PlanFactory(student=district.ana))
    return Change(hire(Role.COUNSELOR, district.oak), {"reason": "It worked"}, strategy.pk)


def strategy_to_undo(district: District) -> Change:
    by, plan = hire(Role.COUNSELOR, district.oak), PlanFactory(student=district.ana)
    doing = act(by, at=timezone.now())
    chosen = Chosen(title="Robotics", owner_name="Club", starts_on=TODAY)
    add_strategy(doing, plan=plan, chosen=chosen)
    return Change(by, {"at": doing.at.isoformat()}, plan.pk)


def day_to_undo(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    strategy = StrategyFactory(plan=PlanFactory(student=district.ana))
    doing = act(by, at=timezone.now())
    deliver(doing, strategy=strategy, on=TODAY, status=Delivered.DONE)
    return Change(by, {"at": doing.at.isoformat()}, strategy.plan_id)


def service_to_give(district: District) -> Change:
    sent = {"client_uuid": uuid.uuid4(), "kind": "IC", "on": TODAY.isoformat()}
    who = hire(Role.COUNSELOR, district.oak)
    return Change(who, sent, query=f"?student={district.ana.pk}")


def service_to_take_back(district: District) -> Change:
    made = ServiceGivenFactory(student=district.ana, by=hire(Role.COUNSELOR, district.oak))
    return Change(made.by, {}, made.pk)


def set_practice(_: District) -> Change:
    entry = {"name": "Mentor", "what": "An adult who cares.", "dose": "3 a week", "by": "staff"}
    ticks = {"is_offered": "on", "is_reviewed": "on"}
    known = next(iter(practice_in_force(TODAY).interventions))  # of whatever pack is in force
    sent = {"of": f"interventions:{known}", "read": "0", **entry, **ticks}
    return Change(hire(Role.DIRECTOR), sent)


def on_check_in(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        strategy = StrategyFactory(plan=PlanFactory(student=district.ana), code="I16")
        return Change(hire(Role.COUNSELOR, district.oak), data, strategy.pk)

    return change


def group_to_start(district: District) -> Change:
    when = {"weekdays": ["2"], "minutes": 45, "capacity": 8, "starts_on": TODAY.isoformat()}
    what = {"client_uuid": uuid.uuid4(), "name": "Mornings", "kind": "I17"}
    sent = {**what, **when, "school": district.oak.pk}
    return Change(hire(Role.COUNSELOR, district.oak), sent)


def on_group(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        group = _group(district)
        words = {"facilitator": group.facilitator_id, f"here_{district.ben.pk}": "present"}
        sent = {**words, "student": district.ana.pk, **data}
        return Change(group.facilitator, sent, group.pk)

    return change


def member_to_leave(district: District) -> Change:
    group = _group(district)
    return Change(group.facilitator, {"why": "moved"}, group.members.get().pk)


def places_to_release(district: District) -> Change:
    group = _group(district)
    Enrollment.objects.filter(student=district.ben).update(exit_date=TODAY - timedelta(days=1))
    return Change(group.facilitator, key=group.pk)


def session_to_take_back(district: District) -> Change:
    group = _group(district)
    return Change(group.facilitator, key=GroupSessionFactory(group=group).pk)


def _group(district: District) -> Group:
    group = GroupFactory(school=district.oak, facilitator=hire(Role.COUNSELOR, district.oak))
    GroupMemberFactory(group=group, student=district.ben)
    return group


CHANGED = {"name": "Mornings", "kind": "I17", "minutes": 35, "capacity": 8}
PLAN_CHANGES: dict[str, Callable[[District], Change]] = {
    "plans:give": service_to_give,
    "plans:take_back_service": service_to_take_back,
    "plans:ask": interview,
    "set-practice": set_practice,
    "plans:withdraw": interview_to_withdraw,
    "plans:start": plan_to_start,
    "plans:deliver": on_plan(status="done"),
    "plans:add": on_plan(own_1="Robotics", owner_1="Club"),
    "plans:answer": on_plan(who="student", answer="agreed"),
    "plans:review": on_plan(decision="continue", because="working"),
    "plans:end": end_strategy,
    "plans:undo": strategy_to_undo,
    "plans:undo_delivery": day_to_undo,
    "plans:check": on_check_in(what="in", seen="open"),
    "plans:take_check": on_check_in(),
    "plans:new_group": group_to_start,
    "plans:change_group": on_group(**CHANGED, starts_on=TODAY.isoformat()),
    "plans:join": on_group(),
    "plans:end_group": on_group(why="finished"),
    "plans:release_places": places_to_release,
    "plans:hold": on_group(client_uuid=uuid.UUID(int=7), on=TODAY.isoformat(), minutes=45),
    "plans:leave": member_to_leave,
    "plans:take_back": session_to_take_back,
}
