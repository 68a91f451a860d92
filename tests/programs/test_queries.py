"""Whose campaigns they are, what of a year is left to plan, and what its weeks show."""

from datetime import date, timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Permission, Role
from attendance.models import SchoolWeek, Submission
from law.packs import CampaignIdea, Practice
from programs.models import Campaign
from programs.queries.campaigns import (
    MONTHS,
    campaigns_for,
    counted,
    grades_of,
    ideas_left,
    own_to_review,
    reached_for,
    reached_of,
    shown_on,
    year_of,
)
from programs.queries.effect import effect_of, year_seen
from programs.queries.morning import morning as offered
from programs.templatetags.programs import audience_of, days_of
from programs.templatetags.programs import grades_of as in_grades
from students.models import Enrollment
from tests.factories import TODAY, YEAR, DayOutcomeFactory, SchoolDayFactory, act
from tests.mornings import alone
from tests.programs.factories import CampaignFactory, ReachedFactory
from tests.world import hire

morning = alone(offered)

DAY = timedelta(days=1)
WEEK = 7 * DAY
OVER = {"starts_on": TODAY - 9 * DAY, "ends_on": TODAY - DAY}


def names(rows):
    return sorted(one.name for one in rows)


@pytest.mark.parametrize(
    ("role", "place", "there"),
    [
        (Role.COUNSELOR, "oak", ["Oak's"]),
        (Role.COUNSELOR, "pine", ["Pine's"]),
        (Role.FIELD_COORDINATOR, "north", ["Elm's", "Oak's"]),
        (Role.CLERK, "oak", []),
        (Role.AUDITOR, "oak", []),
    ],
)
def test_campaigns_are_of_the_schools_that_one_may_write_notes_at(district, role, place, there):
    for name in ("oak", "elm", "pine"):
        one = CampaignFactory(school=getattr(district, name), name=f"{name.title()}'s")
        ReachedFactory(campaign=one)
    who = hire(role, getattr(district, place))
    found = campaigns_for(who, Permission.NOTE_WRITE, on=TODAY)
    assert names(found) == there
    reached = reached_for(who, Permission.NOTE_WRITE, on=TODAY)
    assert names(one.campaign for one in reached) == there


def test_counts_that_were_taken_back_count_no_more(district, counselor, running):
    ReachedFactory(campaign=running, people=30, on=TODAY - DAY)
    last = ReachedFactory(campaign=running, people=12)
    back = ReachedFactory(campaign=running, people=500)
    type(back).objects.filter(pk=back.pk).update(taken_back_at=act().at, taken_back_by=counselor)
    assert counted(Campaign.objects.all()).get().people == 42
    assert [one.people for one in reached_of(running)] == [12, 30]
    assert reached_of(running)[0] == last
    assert back in reached_for(
        counselor, Permission.NOTE_WRITE, on=TODAY
    )  # to be taken back twice
    assert (
        counted(Campaign.objects.filter(pk=CampaignFactory(school=district.oak).pk)).get().people
        is None
    )


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        (TODAY + DAY, TODAY + DAY, "to_come"),
        (TODAY, TODAY, "now"),
        (TODAY - 3 * DAY, TODAY, "now"),
        (TODAY, TODAY + 3 * DAY, "now"),
        (TODAY - DAY, TODAY - DAY, "over"),
    ],
)
def test_each_campaign_is_in_one_part(district, first, last, part):
    CampaignFactory(school=district.oak, starts_on=first, ends_on=last)
    parts = shown_on(TODAY)
    assert [key for key, (_, q) in parts.items() if Campaign.objects.filter(q).exists()] == [
        "year",
        part,
    ]


@pytest.mark.parametrize(("state", "part"), [("reviewed", "reviewed"), ("called_off", "off")])
def test_what_a_person_made_of_it_comes_before_its_days(district, counselor, state, part):
    again = "keep" if state == "reviewed" else ""
    moved = {"state": state, "state_by": counselor, "state_on": TODAY, "again": again}
    CampaignFactory(school=district.oak, owner=counselor, **moved, **OVER)
    found = [key for key, (_, q) in shown_on(TODAY).items() if Campaign.objects.filter(q).exists()]
    assert found == (["year", part] if state == "reviewed" else [part])
    assert not own_to_review(counselor, on=TODAY)


def test_what_waits_for_whoever_looks_after_it(district, counselor):
    CampaignFactory(school=district.oak, owner=counselor, name="Mine", **OVER)
    CampaignFactory(school=district.oak, owner=counselor, name="Running")
    CampaignFactory(school=district.oak, name="Theirs", **OVER)
    CampaignFactory(school=district.pine, owner=counselor, name="Where I was", **OVER)
    assert names(own_to_review(counselor, on=TODAY)) == ["Mine"]
    [number] = morning(reach_of(counselor, on=TODAY)).numbers
    assert (number.label, number.value) == ("My campaigns to look back on", 1)
    assert number.href.endswith("?show=over&owner=mine")


@pytest.mark.parametrize("over", [TODAY - DAY, TODAY, TODAY + DAY])
@pytest.mark.parametrize("state", ["open", "reviewed", "called_off"])
@pytest.mark.parametrize("school", ["oak", "pine"])
def test_the_number_of_the_morning_is_its_list(district, counselor, over, state, school):
    again = "keep" if state == "reviewed" else ""
    moved = {} if state == "open" else {"state_by": counselor, "state_on": TODAY, "again": again}
    days = {"starts_on": TODAY - 3 * DAY, "ends_on": over}
    there = getattr(district, school)
    CampaignFactory(school=there, owner=counselor, state=state, **moved, **days)
    reach = reach_of(counselor, on=TODAY)
    waiting = own_to_review(reach, on=TODAY).count()
    assert waiting == int((over < TODAY, state, school) == (True, "open", "oak"))
    found = morning(reach)
    assert [one.value for one in found.numbers] == [waiting] if found else waiting == 0


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.CLERK])
def test_nothing_waits_for_anybody_else(district, counselor, role):
    CampaignFactory(school=district.oak, owner=counselor, **OVER)
    assert morning(reach_of(hire(role, district.oak), on=TODAY)) is None


def test_a_year_is_of_one_school_from_july_in_the_order_of_its_days(district):
    for name, first in (
        ("Last June", date(2026, 6, 30)),
        ("July", date(2026, 7, 1)),
        ("June", date(2027, 6, 30)),
        ("Next July", date(2027, 7, 1)),
    ):
        CampaignFactory(school=district.oak, name=name, starts_on=first, ends_on=first)
    CampaignFactory(school=district.elm, name="Elm's")
    assert [one.name for one in year_of(district.oak.pk, YEAR)] == ["July", "June"]


IDEAS = Practice(
    campaigns={
        code: CampaignIdea(code, code, "welcome", months, "What.", "all")
        for code, months in (("A", (9,)), ("B", (9, 1)), ("C", (6,)))
    }
)


def test_ideas_stand_in_each_of_their_months_until_one_is_taken_up(counselor):
    assert MONTHS == (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)
    left = ideas_left(IDEAS, [])
    assert {month: [one.code for one in found] for month, found in left.items() if found} == {
        9: ["A", "B"],
        1: ["B"],
        6: ["C"],
    }
    taken = [Campaign(idea="B"), Campaign(idea="C", state="called_off"), Campaign(idea="")]
    left = ideas_left(IDEAS, taken)
    assert [(month, one.code) for month, found in left.items() for one in found] == [
        (9, "A"),
        (6, "C"),
    ]


def test_grades_are_those_of_who_is_there_the_youngest_first(district):
    for name, grade in (("ana", "10"), ("ben", "K"), ("eve", "9"), ("dov", "12")):
        Enrollment.objects.filter(student=getattr(district, name)).update(grade=grade)
    assert grades_of(district.oak.pk, on=TODAY) == ["K", "10"]
    assert grades_of(district.elm.pk, on=TODAY) == []


def week(school, first, missed, year=YEAR):
    SchoolWeek.objects.create(
        school=school, school_year=year, week=first, days=1000, missed=missed
    )


def test_a_year_s_weeks_have_a_line_where_something_began(district):
    monday = date(2026, 9, 7)
    for n, missed in enumerate((50, 60, 70)):
        week(district.oak, monday + n * WEEK, missed)
        week(district.elm, monday + n * WEEK, 900)
        week(district.oak, monday + (n - 52) * WEEK, 80, YEAR - 1)
    planned = [
        CampaignFactory(school=district.oak, name=name, starts_on=first, ends_on=first, **more)
        for name, first, more in (
            ("Doors", monday + 8 * DAY, {}),
            ("Bread", monday + 7 * DAY, {}),
            (
                "Off",
                monday,
                {
                    "state": "called_off",
                    "state_by": hire(Role.COUNSELOR, district.oak),
                    "state_on": TODAY,
                },
            ),
        )
    ]
    ReachedFactory(campaign=planned[0], people=40)
    seen = year_seen(district.oak.pk, YEAR, year_of(district.oak.pk, YEAR))
    assert seen.people == 40
    said = str(seen.chart)
    assert "Bread; Doors" in said
    assert "Off" not in said
    assert "The year before" in said


def test_without_two_weeks_there_is_no_chart(district):
    week(district.oak, date(2026, 9, 7), 50)
    seen = year_seen(district.oak.pk, YEAR, [])
    assert (seen.chart, seen.people) == (None, 0)


def test_of_some_grades_their_own_days_are_counted(district):
    """Oak has Ana alone in grade 9: 20 days of hers are too few to say anything, 40 students are not."""
    monday = TODAY - TODAY.weekday() * DAY
    for n in range(-28, 1):
        day = monday + n * DAY
        if day.weekday() < 5:
            SchoolDayFactory(school=district.oak, date=day)
            Submission.objects.create(school=district.oak, date=day, section="A", taken=True)
    Enrollment.objects.filter(student=district.ana).update(grade="9")
    DayOutcomeFactory(student=district.ana, school=district.oak, date=monday - 3 * DAY)
    one = CampaignFactory(school=district.oak, starts_on=monday, ends_on=monday, grades=["9"])
    before, ran = effect_of(one, on=TODAY)
    assert (before.name, before.missed, ran.missed) == ("Four weeks before", None, None)
    for model in ("programs.rules.effect.LEAST_DAYS",):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(model, 1)
            before, ran = effect_of(one, on=TODAY)
    assert (before.missed, ran.missed) == (5.0, 0.0)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), "Nov 23"),
        (date(2026, 11, 23), date(2026, 12, 4), "Nov 23 to Dec 4"),
    ],
)
def test_days_in_words(first, last, words):
    assert days_of(Campaign(starts_on=first, ends_on=last)) == words


def test_whom_it_is_for_in_words():
    assert audience_of(Campaign(audience=["staff", "students"])) == "Students, Staff"
    assert in_grades(Campaign(grades=["K", "9"])) == "Kindergarten, Grade 9"
    assert in_grades(Campaign(grades=[])) == ""
