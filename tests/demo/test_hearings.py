"""When the made-up district hears cases, and what becomes of its referrals, before any row is made."""

from collections import Counter
from datetime import date, time, timedelta

import pytest

from demo import hearings
from demo.calendar import SchoolYear, dates, holidays
from demo.hearings import AHEAD, CASES_A_DAY, PAST_CASES, SPREAD, fates, hearing_days
from sarb.choices import ReferralState
from sarb.models import Docket
from sarb.rules.hearings import time_of
from sarb.rules.stages import REFERRAL_STAGES

TAUGHT = [day.date for day in SchoolYear(2026).days if day.is_school_day]
FIRST, LAST = TAUGHT[0], TAUGHT[-1]
FALL = date(2026, 11, 4)
YEAR = list(dates(FIRST, LAST))


@pytest.mark.parametrize("today", YEAR[::3], ids=str)
def test_no_hearing_is_on_a_day_without_school_or_on_another_day_than_tuesday(today):
    for day, made_on in hearing_days(today, TAUGHT).values():
        assert day in TAUGHT
        assert day not in holidays(2026)
        assert day.weekday() == 1
        assert made_on.weekday() == 1
        assert made_on <= day - AHEAD
        assert made_on < today


@pytest.mark.parametrize("today", YEAR[::3], ids=str)
def test_one_day_is_over_and_one_is_to_come_after_this_week(today):
    days = hearing_days(today, TAUGHT)
    sunday = today + timedelta(days=6 - today.weekday())
    if 1 in days:
        assert days[1][0] < today - timedelta(days=11)
    if 2 in days:
        assert days[2][0] > sunday
        assert not [day for day in TAUGHT if sunday < day < days[2][0] and day.weekday() == 1]


@pytest.mark.parametrize(
    ("today", "over", "to_come"),
    [
        (FALL, date(2026, 10, 20), date(2026, 11, 10)),
        (date(2026, 11, 22), date(2026, 11, 3), date(2026, 12, 1)),  # not in Thanksgiving recess
        (date(2026, 12, 14), date(2026, 12, 1), date(2027, 1, 12)),  # not over winter
        (date(2027, 1, 20), date(2026, 12, 15), date(2027, 1, 26)),
        (FIRST, None, date(2026, 8, 18)),
        (date(2026, 9, 13), None, date(2026, 9, 15)),
        (date(2026, 9, 21), date(2026, 9, 8), date(2026, 9, 29)),
        (LAST, date(2027, 5, 18), None),
    ],
)
def test_the_days_of_a_date(today, over, to_come):
    days = hearing_days(today, TAUGHT)
    assert days.get(1, (None,))[0] == over
    assert days.get(2, (None,))[0] == to_come


def test_a_calendar_after_a_recess_was_made_before_today_all_the_same():
    day, made_on = hearing_days(date(2026, 12, 14), TAUGHT)[2]
    assert day - made_on == timedelta(days=42)
    assert made_on == date(2026, 12, 1)


def test_referrals_are_in_every_state_and_ten_are_heard_on_the_day():
    days = hearing_days(FALL, TAUGHT)
    found = fates(FALL, FIRST, days)
    assert [rank for rank, *_ in found] == list(range(1, len(found) + 1))
    states = Counter(state for _, state, *_ in found)
    assert states == {"accepted": CASES_A_DAY + PAST_CASES + 3, "sent": 6, "returned": 3}
    assert set(states) < set(ReferralState.values)
    assert [f[3] for f in found if f[2] == 2] == list(range(1, CASES_A_DAY + 1))
    assert [f[3] for f in found if f[2] == 1] == list(range(1, PAST_CASES + 1))
    for _, state, docket, position, _ in found:
        assert (docket is None) is (position is None)
        assert docket is None or state == "accepted"


@pytest.mark.parametrize("today", YEAR[::5], ids=str)
def test_a_referral_was_sent_in_term_before_its_calendar_was_made(today):
    days = hearing_days(today, TAUGHT)
    for _, _, docket, _, latest in fates(today, FIRST, days):
        assert latest - SPREAD >= FIRST
        assert latest < today
        if docket:
            assert latest < days[docket][1]


def test_in_the_first_week_of_school_nobody_is_referred_yet():
    assert fates(FIRST, FIRST, hearing_days(FIRST, TAUGHT)) == []
    week = FIRST + timedelta(days=7)
    assert {state for _, state, *_ in fates(week, FIRST, hearing_days(week, TAUGHT))} == {"sent"}
    too_early = week - timedelta(days=1)
    assert fates(too_early, FIRST, hearing_days(too_early, TAUGHT)) == []


def test_without_a_day_its_cases_are_left_out_and_the_ranks_have_no_gap():
    found = fates(FALL, FIRST, {2: (date(2026, 11, 10), date(2026, 10, 20))})
    assert {docket for _, _, docket, *_ in found} == {2, None}
    assert [rank for rank, *_ in found] == list(range(1, len(found) + 1))


def test_the_first_of_them_wait_for_the_day_that_is_to_come():
    found = fates(FALL, FIRST, hearing_days(FALL, TAUGHT))
    assert [docket for _, _, docket, *_ in found[: CASES_A_DAY + PAST_CASES]] == [
        *[2] * CASES_A_DAY,
        *[1] * PAST_CASES,
    ]


def test_every_state_is_one_that_the_chair_can_bring_about():
    reached = {move.to for move in REFERRAL_STAGES.moves.values()} | {ReferralState.SENT}
    made = {state for _, state, *_ in fates(FALL, FIRST, hearing_days(FALL, TAUGHT))}
    assert made | {"heard"} == {str(state) for state in reached}


def test_as_many_cases_as_a_day_holds_and_the_last_begins_in_the_afternoon():
    assert Docket().capacity == CASES_A_DAY > PAST_CASES
    begins = time_of(CASES_A_DAY, starts_at=time(8, 30), minutes=Docket().minutes)
    assert begins == time(15, 15)


def test_what_a_referral_says_is_a_text_of_its_own_that_names_nobody():
    assert len(set(hearings.TEXTS)) == len(hearings.TEXTS) == 5
    for text in hearings.TEXTS:
        assert "{" not in text
        assert 100 < len(text) < 600
    assert len(hearings.PLACE) <= Docket._meta.get_field("place").max_length
