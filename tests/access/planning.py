"""Valid submissions of the pages of interviews and plans."""

import uuid
from collections.abc import Callable
from typing import Any

from accounts.choices import Role
from law.queries import practice_in_force
from tests.access.change import Change
from tests.factories import TODAY, InterviewFactory, PlanFactory, StrategyFactory
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


def set_practice(_: District) -> Change:
    entry = {"name": "Mentor", "what": "An adult who cares.", "dose": "3 a week", "by": "staff"}
    ticks = {"is_offered": "on", "is_reviewed": "on"}
    known = next(iter(practice_in_force(TODAY).interventions))  # of whatever pack is in force
    sent = {"of": f"interventions:{known}", "read": "0", **entry, **ticks}
    return Change(hire(Role.DIRECTOR), sent)


PLAN_CHANGES: dict[str, Callable[[District], Change]] = {
    "plans:ask": interview,
    "set-practice": set_practice,
    "plans:withdraw": interview_to_withdraw,
    "plans:start": plan_to_start,
    "plans:deliver": on_plan(status="done"),
    "plans:add": on_plan(own_1="Robotics", owner_1="Club"),
    "plans:answer": on_plan(who="student", answer="agreed"),
    "plans:review": on_plan(decision="continue", because="working"),
    "plans:end": end_strategy,
}
