"""Schools, staff and habits of the made-up district, before any row is made."""

from collections import Counter
from itertools import islice

import pytest

from accounts.choices import Role, Scope
from accounts.rules import ROLE_PERMISSIONS
from attendance.choices import StepKind
from demo import marks, places, reports, staff
from students.models import Region, School, Student

# --- Schools ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("students", "schools"), [(1, 5), (2310, 6), (2099, 5), (420_000, 1000), (5000, 12)]
)
def test_a_school_for_420_students_and_never_less_than_five(students, schools):
    assert places.schools_for(students) == schools


@pytest.mark.parametrize("schools", [3, 5, 12, 100, 1000])
def test_schools_of_each_level_share_the_district(schools):
    plans = list(places.planned(schools))
    levels = Counter(plan.level for plan in plans)
    assert [plan.number for plan in plans] == list(range(1, schools + 1))
    assert set(levels) == {"elementary", "middle", "high"}
    assert levels["elementary"] >= levels["middle"] >= levels["high"] >= 1
    for level, n in levels.items():
        mine = [plan for plan in plans if plan.level == level]
        assert [plan.place for plan in mine] == list(range(n))
        assert {plan.of_level for plan in mine} == {n}
        regions = [plan.region for plan in mine]
        assert regions == sorted(regions)  # neighbors are of one region
        assert regions[0] == 0
        assert all(0 <= region < len(places.REGIONS) for region in regions)


def test_one_school_is_a_charter_and_some_have_days_off_of_their_own():
    plans = list(places.planned(100))
    assert [plan.level for plan in plans if plan.is_charter] == ["elementary"]
    calendars = Counter(plan.calendar for plan in plans)
    assert set(calendars) == {0, 1, 2, 3}
    assert calendars[0] > 60
    assert {plan.absence_percent for plan in plans} == set(places.ABSENCE)


def test_no_two_levels_name_a_school_alike():
    named = [set(islice(places.names(level), 400)) for level in places.SUFFIX]
    assert len(set.union(*named)) == 1200
    for level, names in zip(places.SUFFIX, named, strict=True):
        assert all(name.endswith(places.SUFFIX[level]) for name in names)


# --- Staff --------------------------------------------------------------------------------


def test_somebody_of_each_role_is_told_by_a_name_and_an_address_of_their_own():
    assert list(staff.PEOPLE) == list(Role)
    assert len(set(staff.PEOPLE.values())) == len(Role)
    assert staff.email_of(Role.SARB_CHAIR) == "sarb.chair@demo.example"
    assert len({staff.email_of(role) for role in Role}) == len(Role)


def test_whoever_has_the_whole_district_does_no_casework():
    for role in staff.WHOLE_DISTRICT:
        assert "case.manage" not in ROLE_PERMISSIONS[role]


@pytest.mark.parametrize(
    ("place", "scope"),
    [
        ({}, Scope.DISTRICT),
        ({"region": Region(name="North")}, Scope.REGION),
        ({"school": School(name="Oak")}, Scope.SCHOOL),
        ({"student": Student()}, Scope.STUDENT),
    ],
)
def test_a_post_is_over_the_place_that_it_names(place, scope):
    assert staff.Post("a@demo.example", "Ana", Role.COUNSELOR, **place).scope == scope


def test_colleagues_are_nobody_twice():
    people = list(islice(staff._strangers(), 500))
    emails = [email for email, _ in people]
    assert len(set(emails)) == 500
    assert not set(emails) & {staff.email_of(role) for role in Role}
    assert (emails[0], emails[-1]) == ("staff0001@demo.example", "staff0500@demo.example")
    assert all(len(name.split()) >= 2 for _, name in people)


# --- Reports, marks -----------------------------------------------------------------------


def test_steps_after_a_report_are_steps_there_are_and_in_its_order():
    for rank, kind, percent, days in reports.STEPS:
        assert kind in StepKind.values
        assert 1 <= rank <= len(reports.FILED)
        assert 0 < percent <= 100
        assert days > 0  # never before the report it follows
    assert len({step[:2] for step in reports.STEPS}) == len(reports.STEPS)
    assert [kind for rank, kind, *_ in reports.STEPS if rank > 1].count("notice_48260_5") == 0


def test_habits_are_the_whole_district_from_the_worst_to_the_best():
    assert sum(habit[1] for habit in marks.HABITS) == 1000
    for column in range(2, 7):
        chances = [habit[column] for habit in marks.HABITS]
        assert chances == sorted(chances, reverse=True) or column == 3
        assert all(0 < chance < 100_000 for chance in chances)
    # On the worst day of the worst habit, not more than a day can hold.
    worst = marks.HABITS[0]
    assert sum(worst[2:]) * max(map(max, marks.WEEKDAYS)) < 100 * 100_000


def test_mondays_fridays_and_winter_are_the_worst():
    assert len(marks.WEEKDAYS) == 5
    without = [weights[0] for weights in marks.WEEKDAYS]
    assert min(without[0], without[4]) > max(without[1:4])
    assert set(marks.ILLNESS) == set(range(1, 13)) - {7}
    assert max(marks.ILLNESS, key=marks.ILLNESS.get) == 12


@pytest.mark.parametrize("pattern", sorted(marks.PATTERNS))
def test_a_day_by_periods_names_each_period_once(pattern):
    missed, present = marks.PATTERNS[pattern]
    assert set(missed) <= set("123456")
    assert not set(missed) & set(present)
    assert len(missed + present) == len(set(missed + present))
    assert missed or pattern == 0
    assert set(missed + present) == set("123456") or not present


def test_a_whole_day_is_one_row_without_a_period():
    rows = marks._periods()
    assert [row for row in rows if row[0] == 0] == [(0, "", True)]
    assert sum(row[0] == 2 for row in rows) == 6
    assert (2, "1", True) in rows
    assert (2, "6", False) in rows
