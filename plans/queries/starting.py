"""What a plan begins with: what is known of the student before anybody fills anything in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from attendance.choices import Tier
from core import sql
from law.packs import Intervention, PlanTemplate, PolicyPack, Practice
from law.queries import pack_in_force, practice_in_force
from plans.models import Plan
from plans.queries.days import LATELY, days_of
from plans.queries.interviews import FoundBarrier, barriers_found
from plans.queries.worked import Worked, worked_for
from plans.rules.goals import Count, Goal, after, count_of, due_after, first_goal, last_of
from plans.rules.reviews import PlanProgress
from students.choices import SchoolLevel
from students.models import Student
from students.queries.days import calendar_of
from students.rules import first_day_of, school_year_of

BEGINS = sql.statement(__file__, "begins")


def known_of(student: Student, *, on: date) -> dict[str, Any]:
    """Return the keys of the `case` that is open and of the plan that is `running`, the `tier` and the `level`
    of school of a student, each None where there is none. One statement.
    """
    values = {"student": student.pk, "on": on, "school_year": school_year_of(on)}
    [known] = sql.rows(BEGINS, values)
    return known


@dataclass(frozen=True)
class Beginning:
    """What a plan of a student begins with: the keys of the case that is open and of the plan that runs,
    if there are. `before` counts the last days of as many as the goal has, `year` those of the school
    year. `suggested` are interventions for the barriers `found`, or of the template, or those that were
    asked for.
    """

    case: int | None
    running: int | None
    tier: str
    level: str
    found: list[FoundBarrier]
    template: PlanTemplate | None
    suggested: list[Intervention]
    before: Count
    year: Count
    goal_missed: int
    goal_days: int


def beginning_of(
    student: Student, *, on: date, template: str = "", like: Sequence[str] = ()
) -> Beginning:
    """Return what a plan begins with; `template` names another than that of the level of the school,
    whose strategies are then offered whatever was found, and `like` codes of the menu that are
    offered in their place. Four statements.
    """
    pack, practice = pack_in_force(on), practice_in_force(on)
    known = known_of(student, on=on)
    tier, level = known["tier"] or str(Tier.EARLY), known["level"] or str(SchoolLevel.OTHER)
    found = barriers_found(student.pk, since=on - LATELY)
    named = practice.templates.get(template)
    barriers = [one.code for one in found]
    codes = _codes(
        practice, barriers, tier, level, named or like, pack.value("plan.most_strategies")
    )
    window = pack.value("plan.goal_school_days")
    days = days_of(student.pk, first=first_day_of(school_year_of(on)), last=on)
    before = count_of(days[-window:])
    return Beginning(
        case=known["case"],
        running=known["running"],
        tier=tier,
        level=level,
        found=found,
        template=named or practice.template_for(level),
        suggested=[practice.interventions[code] for code in codes],
        before=before,
        year=count_of(days),
        goal_missed=first_goal(before.missed, before.days, window),
        goal_days=window,
    )


def worked_like(begins: Beginning, *, on: date) -> list[Worked]:
    """Return what worked for the like of a student. One statement."""
    barriers = [one.code for one in begins.found]
    return worked_for(practice_in_force(on), level=begins.level, barriers=barriers, on=on)


def review_days(pack: PolicyPack, tier: str) -> int:
    """Return after how many school days a plan at a tier is looked at."""
    name = "intensive" if tier == Tier.INTENSIVE else "early"
    days: int = pack.value(f"plan.review_{name}_school_days")
    return days


def next_goal(plan: Plan, seen: PlanProgress, *, on: date) -> Goal:
    """Return what holds after a review: the goal as it is while its days last, and then one that begins
    from what was missed in them. The case is loaded with the plan. Two statements.
    """
    pack, calendar = pack_in_force(on), calendar_of(plan.student_id, on=on)
    review_on = due_after(calendar, on, review_days(pack, plan.case.tier))
    if on <= plan.goal_until:
        return Goal(
            plan.goal_missed,
            plan.goal_days,
            plan.goal_from,
            plan.goal_until,
            plan.baseline_missed,
            plan.baseline_days,
            review_on,
        )
    window, first = pack.value("plan.goal_school_days"), after(calendar, on, 1)
    missed = first_goal(seen.missed, seen.days, window)
    until = last_of(calendar, first, window)
    return Goal(missed, window, first, until, seen.missed, seen.days, review_on)


def _codes(
    practice: Practice,
    barriers: list[str],
    tier: str,
    level: str,
    asked: PlanTemplate | Sequence[str],
    most: int,
) -> list[str]:
    """Return what is offered: what was asked for by a template or by code, else what is suggested."""
    if isinstance(asked, PlanTemplate):
        asked = asked.intensive if tier == Tier.INTENSIVE else asked.strategies
    menu = practice.menu
    known = [code for code in dict.fromkeys(asked) if code in menu][:most]
    return known or practice.suggested(barriers, tier=tier, level=level, most=most)
