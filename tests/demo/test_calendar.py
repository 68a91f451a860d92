"""The made-up school year: whole, lawful and the same wherever it is asked about."""

from datetime import date, timedelta

import pytest

from demo.calendar import (
    SCHOOL_DAYS,
    SchoolYear,
    dates,
    holidays,
    nth,
    week,
    years_before,
)
from students.rules.people import age_on

YEARS = range(2020, 2040)
CLOSED = date(2026, 10, 16)


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_each_date_once_and_as_many_school_days_as_the_law_asks(year):
    days = SchoolYear(year).days
    assert [day.date for day in days] == list(dates(date(year, 7, 1), date(year + 1, 6, 30)))
    taught = [day for day in days if day.is_school_day]
    assert len(taught) == SCHOOL_DAYS == 180
    assert all(day.date.weekday() < 5 for day in taught)
    assert not {day.date for day in taught} & set(holidays(year))
    assert taught[-1].date <= date(year + 1, 6, 20)  # before summer


@pytest.mark.parametrize("year", [2020, 2026])
def test_an_ordinal_counts_the_school_days_up_to_and_with_its_own(year):
    counted = 0
    for day in SchoolYear(year).days:
        counted += day.is_school_day
        assert day.ordinal == counted


@pytest.mark.parametrize(
    ("year", "first"),
    [(2020, date(2020, 8, 13)), (2024, date(2024, 8, 8)), (2026, date(2026, 8, 13))],
)
def test_school_begins_on_the_second_thursday_of_august(year, first):
    days = {day.date: day for day in SchoolYear(year).days}
    assert SchoolYear(year).first_school_day == first
    assert (days[first].ordinal, days[first - timedelta(days=1)].ordinal) == (1, 0)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 7), "Labor Day"),
        (date(2026, 9, 21), "No school"),
        (date(2026, 11, 11), "Veterans Day"),
        (date(2026, 11, 23), "Thanksgiving recess"),
        (date(2026, 11, 27), "Thanksgiving recess"),
        (date(2026, 12, 21), "Winter recess"),
        (date(2027, 1, 8), "Winter recess"),
        (date(2027, 1, 18), "Martin Luther King Jr. Day"),
        (date(2027, 2, 15), "Presidents’ Day"),
        (date(2027, 3, 29), "Spring recess"),
        (date(2027, 5, 31), "Memorial Day"),
    ],
)
def test_a_day_off_says_which(day, name):
    found = {one.date: one for one in SchoolYear(2026).days}[day]
    assert (found.is_school_day, found.note) == (False, name)


@pytest.mark.parametrize(
    "day", [date(2026, 9, 8), date(2026, 11, 20), date(2026, 11, 30), date(2027, 1, 11)]
)
def test_the_day_beside_a_day_off_is_taught_and_says_nothing(day):
    found = {one.date: one for one in SchoolYear(2026).days}[day]
    assert (found.is_school_day, found.note) == (True, "")


def test_a_school_that_was_closed_for_a_day_has_one_day_less_and_counts_on():
    own, other = SchoolYear(2026, frozenset([CLOSED])), SchoolYear(2026)
    mine, theirs = ({day.date: day for day in year.days} for year in (own, other))
    assert (mine[CLOSED].is_school_day, mine[CLOSED].note) == (False, "No school: building closed")
    assert theirs[CLOSED].is_school_day
    before, after = CLOSED - timedelta(days=1), CLOSED + timedelta(days=3)
    assert mine[before].ordinal == theirs[before].ordinal
    assert mine[after].ordinal == theirs[after].ordinal - 1
    assert max(day.ordinal for day in mine.values()) == SCHOOL_DAYS - 1
    last = [max(d.date for d in days.values() if d.is_school_day) for days in (mine, theirs)]
    assert last[0] == last[1]  # nobody makes the day up in summer


@pytest.mark.parametrize(
    ("weekday", "n", "day"),
    [
        (0, 1, date(2026, 9, 7)),
        (1, 1, date(2026, 9, 1)),
        (1, 2, date(2026, 9, 8)),
        (6, 4, date(2026, 9, 27)),
    ],
)
def test_the_nth_weekday_of_a_month_may_be_its_first_day(weekday, n, day):
    assert nth(2026, 9, weekday, n) == day


def test_spans_have_both_ends():
    first, last = date(2026, 2, 27), date(2026, 3, 1)
    assert list(dates(first, last)) == [first, date(2026, 2, 28), last]
    assert list(dates(last, first)) == []
    assert week(first, 3, "Recess") == dict.fromkeys(dates(first, last), "Recess")


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 22), date(2008, 11, 22)),
        (date(2026, 10, 31), date(2008, 10, 31)),
        (date(2028, 2, 29), date(2010, 2, 28)),
        (date(2027, 2, 28), date(2009, 2, 28)),
        (date(2026, 2, 28), date(2008, 2, 29)),
        (date(2028, 2, 28), date(2010, 2, 28)),
    ],
)
def test_eighteen_years_before_a_day(day, before):
    assert years_before(day, 18) == before


@pytest.mark.parametrize("years", [6, 18])
def test_the_latest_birthday_of_an_age_is_the_one_of_which_the_rules_say_so(years):
    for day in dates(date(2027, 12, 25), date(2028, 3, 5)):
        latest = years_before(day, years)
        assert age_on(latest, day) == years
        assert age_on(latest + timedelta(days=1), day) == years - 1
