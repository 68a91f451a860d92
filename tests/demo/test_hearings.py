"""When the made-up district hears cases, and what becomes of its referrals, before any row is made."""

import re
from collections import Counter
from datetime import date, time, timedelta

import pytest

from demo import hearings
from demo.calendar import SchoolYear, dates, holidays
from demo.hearings import (
    AHEAD,
    CASES_A_DAY,
    DECIDED,
    PAST_CASES,
    SPREAD,
    Fate,
    fates,
    hearing_days,
    matched,
)
from sarb.choices import ReferralState
from sarb.models import Docket
from sarb.rules.hearings import time_of
from sarb.rules.stages import REFERRAL_STAGES

TAUGHT = [day.date for day in SchoolYear(2026).days if day.is_school_day]
FIRST, LAST = TAUGHT[0], TAUGHT[-1]
FALL = date(2026, 11, 4)
YEAR = list(dates(FIRST, LAST))


@pytest.mark.parametrize("text", [hearings.TO_SART, hearings.BEHAVIOR, *hearings.TEXTS])
def test_the_words_of_a_referral_tell_of_nothing_that_its_packet_lists_otherwise(text):
    """Calls, visits, letters and conferences are dice of their own; a packet prints both."""
    assert not re.search(r"\b(call|visit|letter|conference|report)(s|ed)?\b", text, re.IGNORECASE)


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


def asked(today, days=None):
    return fates(today, FIRST, hearing_days(today, TAUGHT) if days is None else days)


def test_referrals_are_in_every_state_and_ten_are_heard_on_the_day():
    found = asked(FALL)
    states = Counter(fate.state for fate in found)
    assert states == {"accepted": CASES_A_DAY + PAST_CASES + 3, "sent": 10, "returned": 3}
    assert set(states) < set(ReferralState.values)
    for docket, places in ((2, CASES_A_DAY), (1, PAST_CASES)):
        mine = [fate.position for fate in found if fate.docket == docket]
        assert mine == list(range(1, places + 1))
    for fate in found:
        assert (fate.docket is None) is (fate.position is None)
        assert fate.docket is None or fate.state == "accepted"


@pytest.mark.parametrize("today", YEAR[::5], ids=str)
def test_a_referral_was_sent_in_term_before_its_calendar_was_made(today):
    days = hearing_days(today, TAUGHT)
    for fate in asked(today):
        assert fate.latest - SPREAD >= FIRST
        assert fate.latest <= fate.last < today
        if fate.docket:
            day, made_on = days[fate.docket]
            assert fate.latest < made_on
            assert fate.last < day - DECIDED
        if fate.state != "sent":
            assert fate.last <= today - DECIDED  # the chair has answered


@pytest.mark.parametrize("today", YEAR[::5], ids=str)
def test_whose_ground_must_have_stood_the_longest_comes_first(today):
    lasts = [fate.last for fate in asked(today)]
    assert lasts == sorted(lasts)


def test_in_the_first_week_of_school_nobody_is_referred_yet():
    assert asked(FIRST) == []
    week = FIRST + timedelta(days=7)
    assert {fate.state for fate in asked(week)} == {"sent"}
    assert asked(week - timedelta(days=1)) == []


def test_without_a_day_its_cases_are_left_out():
    found = asked(FALL, {2: (date(2026, 11, 10), date(2026, 10, 20))})
    assert {fate.docket for fate in found} == {2, None}


def test_every_state_is_one_that_the_chair_can_bring_about():
    reached = {move.to for move in REFERRAL_STAGES.moves.values()} | {ReferralState.SENT}
    made = {fate.state for fate in asked(FALL)}
    assert made | {"heard", "withdrawn"} == {str(state) for state in reached}


EARLY, LATE = Fate("accepted", FALL, FALL, 1, 1), Fate("sent", FALL, FALL + timedelta(days=5))
DAY_AFTER = FALL + timedelta(days=1)


@pytest.mark.parametrize(
    ("candidates", "students"),
    [
        ([], []),
        ([(7, FALL), (8, FALL)], [7, 8]),
        ([(7, DAY_AFTER), (8, FALL)], [8, 7]),  # the ground of 7 is too new for the first
        ([(7, DAY_AFTER), (8, DAY_AFTER)], [7]),
        ([(7, LATE.last), (8, LATE.last + timedelta(days=1))], [7]),
        ([(7, FALL)], [7]),
        ([(7, FALL), (8, FALL), (9, FALL)], [7, 8]),
    ],
)
def test_a_referral_is_of_the_first_student_whose_ground_stood_by_then(candidates, students):
    found = list(matched(candidates, [EARLY, LATE]))
    assert [student for student, _ in found] == students
    assert len({fate for _, fate in found}) == len(found)


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
