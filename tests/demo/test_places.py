"""Schools, staff, hearings and habits of the made-up district, before any row is made."""

from argparse import ArgumentTypeError
from collections import Counter
from datetime import date, timedelta
from itertools import islice

import pytest

from accounts.choices import Role, Scope
from accounts.rules import ROLE_PERMISSIONS
from attendance.choices import StepKind
from core.commands import BadUsage
from demo import hearings, marks, places, reports, staff
from demo.management.commands.make_district import MOST, count, plan_of, school_year
from sarb.choices import ReferralState
from sarb.models import DocketPlace
from students.models import Region, School, Student

TODAY = date(2026, 11, 22)


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


# --- Hearings, reports, marks -------------------------------------------------------------


@pytest.mark.parametrize("days", range(14))
def test_hearings_are_on_the_tuesday_of_next_week_and_on_one_that_is_over(days):
    today = TODAY + timedelta(days=days)
    next_week, over = hearings.hearing_days(today)
    assert (next_week.weekday(), over.weekday()) == (1, 1)
    assert 1 < (next_week - today).days <= 8
    assert 12 <= (today - over).days <= 19


def test_referrals_are_in_every_state_and_ten_are_heard_on_the_day():
    fates = hearings.fates()
    assert [rank for rank, *_ in fates] == list(range(1, len(fates) + 1))
    states = Counter(state for _, state, *_ in fates)
    assert set(states) == {"accepted", "sent", "returned"} < set(ReferralState.values)
    assert [f[3] for f in fates if f[2] == 2] == list(range(1, hearings.CASES_A_DAY + 1))
    assert [f[3] for f in fates if f[2] == 1] == list(range(1, hearings.PAST_CASES + 1))
    for _, state, docket, position, days in fates:
        assert (docket is None) is (position is None)
        assert docket is None or state == "accepted"
        assert days >= (14 if docket else 1)  # sent before a calendar that was made 21 days ahead


def test_what_a_referral_says_is_a_text_of_its_own_that_names_nobody():
    assert len(set(hearings.TEXTS)) == len(hearings.TEXTS) == 5
    for text in hearings.TEXTS:
        assert "{" not in text
        assert 100 < len(text) < 600
    assert (
        len(hearings.PLACE)
        <= DocketPlace._meta.get_field("docket").related_model._meta.get_field("place").max_length
    )


def test_steps_after_a_report_are_steps_there_are_and_in_its_order():
    for rank, kind, percent, days in reports.STEPS:
        assert kind in StepKind.values
        assert 1 <= rank <= len(reports.FILED)
        assert 0 < percent <= 100
        assert days > 0  # never before the report it follows
    assert len({step[:2] for step in reports.STEPS}) == len(reports.STEPS)
    assert [kind for rank, kind, *_ in reports.STEPS if rank > 1].count("notice_48260_5") == 0


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2026, 11, 22), date(2008, 11, 22)), (date(2028, 2, 29), date(2010, 2, 28))],
)
def test_eighteen_years_before_a_day(day, before):
    assert reports._years_before(day, 18) == before


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


# --- What is asked for --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1", True),
        (str(MOST), True),
        ("0", False),
        (str(MOST + 1), False),
        ("-1", False),
        ("1.5", False),
        ("", False),
    ],
)
def test_how_many(text, fits):
    if fits:
        assert count(text) == int(text)
    else:
        with pytest.raises(ArgumentTypeError):
            count(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2026-27", 2026), ("2099-00", 2099), ("2026-26", 0), ("1999-00", 0), ("2026-2027", 0)],
)
def test_which_school_year(text, year):
    if year:
        assert school_year(text) == year
    else:
        with pytest.raises(ArgumentTypeError):
            school_year(text)


def asked(**options):
    given = {"students": 5000, "schools": None, "seed": 1, "today": TODAY}
    return plan_of({**given, "school_year": None, "marks_per_student": 12, **options})


@pytest.mark.parametrize(("today", "year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026)])
def test_without_a_year_it_is_that_of_the_day(today, year):
    assert asked(today=today).school_year == year
    assert asked(today=today, school_year=2030).school_year == 2030


def test_a_district_has_a_school_of_each_level_at_least():
    assert asked(schools=3).schools == places.FEWEST == 3
    assert asked().schools == 12
    with pytest.raises(BadUsage):
        asked(schools=2)
