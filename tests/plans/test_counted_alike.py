"""The numbers of a morning are their lists: what is counted in one statement, and what the pages find."""

from datetime import timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from plans.choices import CheckState
from plans.models import CheckDay
from plans.queries.checks import open_checks
from plans.queries.groups import own_to_log
from plans.queries.morning import morning as offered
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    PlanFactory,
    SchoolDayFactory,
    StrategyFactory,
)
from tests.mornings import alone
from tests.world import hire

DAY = timedelta(days=1)
WEEKDAY = TODAY.weekday()
morning = alone(offered)


def counted(who):
    """Return what the morning counts, and what the lists hold."""
    reach = reach_of(who, on=TODAY)
    found = morning(reach)
    numbers = {one.label: one.value for one in found.numbers} if found else {}
    return (
        (numbers.get("My groups to log", 0), numbers.get("My check-ins today", 0)),
        (own_to_log(reach, on=TODAY).count(), open_checks(reach, on=TODAY).count()),
    )


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        ({}, 1),
        ({"weekdays": []}, 1),
        ({"weekdays": [(WEEKDAY + 1) % 7]}, 0),
        ({"starts_on": TODAY + DAY}, 0),
        ({"ended_on": TODAY, "end_reason": "Over."}, 0),
    ],
)
def test_a_check_in_waits_on_its_days(district, who, values, waits):
    plan = PlanFactory(student=district.ana, started_on=TODAY - 7 * DAY)
    plain = {"starts_on": TODAY - 7 * DAY, "weekdays": [WEEKDAY], "adult": who}
    if "ended_on" in values:
        values = {**values, "ended_by": who}
    StrategyFactory(plan=plan, code="I16", **{**plain, **values})
    assert counted(who) == ((0, waits), (0, waits))


@pytest.mark.parametrize(
    ("state", "waits"),
    [(CheckState.OPEN, 1), (CheckState.IN, 1), (CheckState.OUT, 0), (CheckState.AWAY, 0)],
)
def test_a_check_in_waits_until_it_is_over(district, who, state, waits):
    plan = PlanFactory(student=district.ana, started_on=TODAY - 7 * DAY)
    day = {"starts_on": TODAY - 7 * DAY, "weekdays": [WEEKDAY], "adult": who}
    strategy = StrategyFactory(plan=plan, code="I16", **day)
    CheckDay.objects.create(strategy=strategy, on=TODAY, state=state, by=who)
    assert counted(who) == ((0, waits), (0, waits))


@pytest.mark.parametrize(("student", "waits"), [("ana", 1), ("dov", 0)])
def test_a_check_in_of_somebody_elses_student_waits_for_nobody(district, who, student, waits):
    plan = PlanFactory(student=getattr(district, student), started_on=TODAY - 7 * DAY)
    StrategyFactory(plan=plan, code="I16", starts_on=TODAY - 7 * DAY, weekdays=[], adult=who)
    assert counted(who) == ((0, waits), (0, waits))


@pytest.mark.parametrize("is_at_home", [True, False])
def test_where_one_of_two_schools_is_closed_nobody_is_checked_in(district, who, is_at_home):
    plan = PlanFactory(student=district.ana, started_on=TODAY - 7 * DAY)
    StrategyFactory(plan=plan, code="I16", starts_on=TODAY - 7 * DAY, weekdays=[], adult=who)
    EnrollmentFactory(student=district.ana, school=district.pine)
    closed = district.pine if is_at_home else district.elm
    SchoolDayFactory(school=closed, date=TODAY, is_school_day=False)
    waits = 0 if is_at_home else 1
    assert counted(who) == ((0, waits), (0, waits))


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        ({}, 1),
        ({"starts_on": TODAY + DAY}, 0),
        ({"weekdays": [(WEEKDAY + 1) % 7], "starts_on": TODAY - 7 * DAY}, 1),
        ({"weekdays": [(WEEKDAY + 1) % 7], "starts_on": TODAY - 6 * DAY}, 0),
        ({"last_on": TODAY}, 1),
        ({"last_on": TODAY - DAY}, 0),
    ],
)
def test_a_group_waits_on_its_days(district, who, values, waits):
    plain = {"weekdays": [WEEKDAY], "starts_on": TODAY - 14 * DAY, "last_on": None}
    group = GroupFactory(school=district.oak, facilitator=who, **{**plain, **values})
    GroupMemberFactory(group=group, student=district.ana)
    assert counted(who) == ((waits, 0), (waits, 0))


@pytest.mark.parametrize(("ago", "waits"), [(0, 0), (1, 1), (6, 1), (7, 1)])
@pytest.mark.parametrize("meets_today", [True, False])
def test_a_session_answers_for_its_week_and_not_for_today(district, who, ago, waits, meets_today):
    weekday = WEEKDAY if meets_today else (WEEKDAY - 1) % 7
    group = GroupFactory(
        school=district.oak,
        facilitator=who,
        weekdays=[weekday],
        starts_on=TODAY - 14 * DAY,
        last_on=None,
    )
    GroupMemberFactory(group=group, student=district.ana)
    GroupSessionFactory(group=group, on=TODAY - ago * DAY)
    expected = waits if meets_today else int(ago == 7)
    assert counted(who) == ((expected, 0), (expected, 0))


@pytest.mark.parametrize("role", [Role.SARB_CHAIR, Role.COUNSELOR])
def test_over_a_whole_district_or_a_school_they_are_counted_alike(district, role):
    who = hire(role, district.oak if role == Role.COUNSELOR else None)
    group = GroupFactory(school=district.oak, facilitator=who, weekdays=list(range(7)))
    GroupMemberFactory(group=group, student=district.ana)
    numbers, lists = counted(who)
    assert numbers == lists
