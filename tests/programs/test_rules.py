"""Stages, care and what was missed around a campaign, without a database."""

from datetime import date, timedelta

import pytest

from attendance.rules.weeks import WeekCount
from law.packs import Care, load_pack, pack_names
from programs.choices import CampaignKind, CampaignState
from programs.rules.care import may_break
from programs.rules.effect import Stretch, goal_is_met, stretches
from programs.rules.stages import CAMPAIGN_STAGES, when_of

MONDAY = date(2026, 10, 5)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
CARE = {
    "perfect": Care("perfect", "No perfect record", "Why.", ("perfect attendance",)),
    "loss": Care("loss", "Nothing is taken", "Why.", ("no recess", "lose recess")),
}


@pytest.mark.parametrize(
    ("on", "when"),
    [(-1, "to come"), (0, "running"), (4, "running"), (5, "over")],
)
def test_both_its_days_are_of_it(on, when):
    assert when_of(MONDAY, MONDAY + 4 * DAY, on=MONDAY + on * DAY) == when


def test_what_may_become_of_it():
    verbs = {state.value: CAMPAIGN_STAGES.verbs(state) for state in CampaignState}
    assert verbs == {
        "open": ["change", "review", "call_off"],
        "reviewed": ["review"],
        "called_off": ["resume"],
    }


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["A prize for Perfect  Attendance"], ["perfect"]),
        (["A prize for perfect\nattendance", "or no recess"], ["perfect", "loss"]),
        (["Nobody's record is perfect. Attendance matters"], []),
        (["perfect", "attendance"], []),
        ([], []),
    ],
)
def test_a_sign_is_found_in_any_case_and_over_line_breaks(texts, found):
    assert [rule.code for rule in may_break(texts, CARE)] == found


@pytest.mark.parametrize("name", pack_names())
def test_ideas_of_packs_are_of_the_kinds_there_are(name):
    assert {one.kind for one in load_pack(name).practice.campaigns.values()} <= set(CampaignKind)


def weeks(first, *missed, days=1000):
    return [WeekCount(first + n * WEEK, days, one) for n, one in enumerate(missed)]


def test_whole_weeks_are_held_against_the_same_weeks_of_the_year_before():
    """Oct 7 to 16: its weeks are those of Oct 5 and 12. July 1, 2026 is a Wednesday and July 1, 2025 a Tuesday: the
    same week of the year before begins 364 days earlier.
    """
    this = weeks(MONDAY - 5 * WEEK, 900, 100, 110, 120, 130, 50, 70, 80, 80, 80, 80, 900)
    before = weeks(MONDAY - 5 * WEEK - 52 * WEEK, 900, 10, 10, 10, 10, 20, 20, 30, 30, 30, 30, 900)
    found = stretches(
        MONDAY + 2 * DAY, MONDAY + 11 * DAY, [*before, *this], until=date(2027, 6, 1)
    )
    assert found == [
        Stretch("Four weeks before", MONDAY - 4 * WEEK, MONDAY - DAY, 11.5, 1.0),
        Stretch("While it ran", MONDAY, MONDAY + 2 * WEEK - DAY, 6.0, 2.0),
        Stretch("Four weeks after", MONDAY + 2 * WEEK, MONDAY + 6 * WEEK - DAY, 8.0, 3.0),
    ]


def test_what_has_not_begun_is_not_there_and_few_days_say_nothing():
    few = weeks(MONDAY - WEEK, 10, days=199)
    enough = weeks(MONDAY, 10, days=200)
    found = stretches(MONDAY, MONDAY + 4 * DAY, [*few, *enough], until=MONDAY + 6 * DAY)
    assert [(one.name, one.missed, one.before) for one in found] == [
        ("Four weeks before", None, None),
        ("While it ran", 5.0, None),
    ]
    on_the_day = stretches(MONDAY, MONDAY, enough, until=MONDAY + WEEK)
    assert [one.name for one in on_the_day][-1] == "Four weeks after"


@pytest.mark.parametrize(
    ("goal", "missed", "kept"),
    [(6, 6.0, True), (6, 6.1, False), (None, 1.0, None), (6, None, None), (0, 0.0, True)],
)
def test_a_goal_is_kept_with_as_many_as_it_says(goal, missed, kept):
    ran = Stretch("While it ran", MONDAY, MONDAY, missed, None)
    other = Stretch("Four weeks before", MONDAY, MONDAY, 50.0, None)
    assert goal_is_met(goal, [other, ran]) is kept
    assert goal_is_met(goal, [other]) is None
