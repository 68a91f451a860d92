"""What changed around what was done: twenty school days on each side, and the weeks of the year before."""

from datetime import date, timedelta

import pytest

from plans.models import Strategy
from plans.queries.changed import LATELY, changed_around
from plans.rules.changed import YEAR, change_around
from plans.rules.goals import Count
from students.models import SchoolDay
from tests.factories import TODAY, DayOutcomeFactory, EnrollmentFactory, StandingFactory
from tests.plans.world import chosen, judged, school_days, start

MONDAY = date(2026, 11, 2)
BEGAN = TODAY - timedelta(days=14)


def week_days(first, count, missed=()):
    """So many weekdays from a day on, each with whether its number, from 0, is among the missed."""
    days = [
        first + timedelta(days=n) for n in range(count * 2) if (first + timedelta(n)).weekday() < 5
    ]
    return [(day, n in missed) for n, day in enumerate(days[:count])]


def around(before, after, earlier=()):
    """The change around a Monday, of weekdays before it and from it on."""
    first = MONDAY - timedelta(weeks=before // 5)
    days = week_days(first, before, missed=(0, 1, 2)) + week_days(MONDAY, after, missed=(0,))
    return change_around(days, list(earlier), MONDAY)


@pytest.mark.parametrize(
    ("before", "after", "counted", "is_whole"),
    [
        (20, 20, (Count(3, 20), Count(1, 20)), True),
        (25, 20, (Count(0, 20), Count(1, 20)), True),  # the first five are too long ago
        (20, 19, (Count(3, 20), Count(1, 19)), False),
        (15, 30, (Count(3, 15), Count(1, 20)), False),
        (5, 1, (Count(3, 5), Count(1, 1)), False),
    ],
)
def test_days_are_counted_on_each_side_and_the_day_itself_is_after(
    before, after, counted, is_whole
):
    found = around(before, after)
    assert ((found.before, found.after), found.is_whole) == (counted, is_whole)


@pytest.mark.parametrize(("before", "after"), [(0, 20), (20, 0), (0, 0)])
def test_with_nothing_known_on_a_side_nothing_is_said(before, after):
    assert around(before, after) is None


def test_the_year_before_is_that_of_the_same_weekdays():
    first = MONDAY - timedelta(weeks=4) - YEAR
    before, after = week_days(first, 20, missed=(0, 19)), week_days(MONDAY - YEAR, 20, missed=(0,))
    outside = [(first - timedelta(days=3), True), (MONDAY - YEAR + timedelta(weeks=4), True)]
    found = around(20, 20, sorted(before + after + outside))
    assert found.a_year_ago == (Count(2, 20), Count(1, 20))


@pytest.mark.parametrize("known", ["before", "after"])
def test_of_half_a_year_before_nothing_is_said(known):
    first = MONDAY - YEAR - (timedelta(weeks=4) if known == "before" else timedelta(0))
    assert around(20, 20, week_days(first, 20)).a_year_ago is None


@pytest.fixture
def plan(district, who, case):
    """A plan of two weeks ago, of a student who missed three days before it and one since."""
    school_days(district.oak, BEGAN - timedelta(weeks=5), TODAY)
    missed = [BEGAN - timedelta(days=n) for n in (1, 2, 5)] + [BEGAN]
    judged(district.ana, district.oak, missed=missed)
    return start(who, district.ana, strategies=[chosen(starts_on=BEGAN)])


def test_each_thing_done_is_told_with_its_days(district, plan, django_assert_num_queries):
    with django_assert_num_queries(3):
        [found] = changed_around(district.ana.pk, on=TODAY)
    assert (found.title, found.begins) == ("Success Mentor", BEGAN)
    assert found.change.before.missed == 3
    assert found.change.after.missed == 1
    assert found.change.a_year_ago is None
    assert changed_around(district.ben.pk, on=TODAY) == []


def test_the_weeks_of_the_year_before_are_those_of_the_school_that_it_was(district, plan):
    school_days(district.elm, BEGAN - timedelta(weeks=5) - YEAR, TODAY - YEAR)
    SchoolDay.objects.filter(school=district.elm).update(school_year=2025)
    entry, day = date(2025, 8, 11), BEGAN - YEAR
    EnrollmentFactory(
        student=district.ana, school=district.elm, entry_date=entry, exit_date=date(2026, 6, 10)
    )
    StandingFactory(student=district.ana, school=district.elm, school_year=2025, as_of=TODAY)
    for one in (day, day + timedelta(days=1)):
        DayOutcomeFactory(student=district.ana, school=district.elm, date=one)
    [found] = changed_around(district.ana.pk, on=TODAY)
    assert found.change.a_year_ago is not None
    assert [side.missed for side in found.change.a_year_ago] == [0, 2]


@pytest.mark.parametrize(("days", "told"), [(0, True), (1, False)])
def test_what_began_ten_months_ago_is_told_no_more(district, plan, days, told):
    Strategy.objects.update(starts_on=TODAY - LATELY - timedelta(days=days))
    assert bool(changed_around(district.ana.pk, on=TODAY)) == told


@pytest.mark.parametrize(("days", "told"), [(0, True), (1, False)])
def test_what_begins_tomorrow_has_changed_nothing(district, plan, days, told):
    Strategy.objects.update(starts_on=TODAY + timedelta(days=days))
    assert bool(changed_around(district.ana.pk, on=TODAY)) == told
