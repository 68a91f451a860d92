"""Days missed by the week, as administrators see them: of their schools, and where they rise."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role, Scope
from attendance.models import SchoolWeek, WeeksCounted
from desk.queries.weeks import weeks_for
from tests.factories import TODAY, YEAR, GrantFactory, SchoolFactory, act
from tests.world import hire, sign_in

MONDAY = TODAY - timedelta(days=TODAY.weekday())


def keep(school, *missed, days=1000, year=YEAR, last=MONDAY):
    """Weeks of a school, the newest last; None is a week without school."""
    for n, many in enumerate(reversed(missed)):
        if many is not None:
            week = last - timedelta(weeks=n)
            SchoolWeek.objects.create(
                school=school, school_year=year, week=week, days=days, missed=many
            )


@pytest.fixture
def counted(district):
    WeeksCounted.objects.create(school_year=YEAR, assessment=1, as_of=TODAY, counted_at=act().at)


def found(*schools, region=None):
    """What somebody reads who is a counselor at these schools."""
    first, *others = schools
    user = hire(Role.COUNSELOR, first)
    for school in others:
        GrantFactory(to=user, role=Role.COUNSELOR, scope=Scope.SCHOOL, school=school)
    return weeks_for(reach_of(user, on=TODAY), on=TODAY, region=region)


def test_schools_are_drawn_together(district, counted):
    keep(district.oak, 50, 70)
    keep(district.elm, 150, 30)
    chart = found(district.oak, district.elm).chart
    assert chart.table.rows == (("Nov 9", "10"), ("Nov 16", "5"))
    assert chart.summary.startswith(
        "5 of a hundred student-days were missed in the week of Nov 16,"
    )
    assert "at most 10 in that of Nov 9" in chart.summary


def test_a_week_without_school_breaks_the_line(district, counted):
    keep(district.oak, 50, None, 70)
    assert [row[1] for row in found(district.oak).chart.table.rows] == ["5", "—", "7"]


def test_the_year_before_stands_beside_the_same_weeks(district, counted):
    keep(district.oak, 50, 70)
    # As many weeks after 1 July: of 2025 that was a Tuesday, of 2026 a Wednesday.
    keep(district.oak, 20, 30, 40, year=YEAR - 1, last=MONDAY - timedelta(weeks=51))
    rows = found(district.oak).chart.table.rows
    assert rows == (("Nov 9", "5", "2"), ("Nov 16", "7", "3"), ("Nov 23", "—", "4"))


@pytest.mark.parametrize("weeks", [0, 1])
def test_fewer_than_two_weeks_are_no_chart(district, counted, weeks):
    keep(district.oak, *[10] * weeks)
    assert found(district.oak).chart is None


def test_the_last_four_weeks_are_held_against_the_four_before(district, counted):
    keep(district.oak, 999, 10, 20, 30, 40, 50, 60, 70, 80)
    weeks = found(district.oak)
    assert (weeks.now.percent, weeks.before.percent) == (6.5, 2.5)


@pytest.mark.parametrize(("weeks", "now", "before"), [(3, False, False), (7, True, False)])
def test_what_is_too_short_is_not_compared(district, counted, weeks, now, before):
    keep(district.oak, *range(weeks))
    found_weeks = found(district.oak)
    assert (found_weeks.now is not None, found_weeks.before is not None) == (now, before)
    assert found_weeks.rising == []


def test_schools_that_miss_more_than_before_are_named_the_most_first(district, counted):
    keep(district.oak, 10, 10, 10, 10, 30, 30, 30, 30)
    keep(district.elm, 10, 10, 10, 10, 60, 60, 60, 60)
    keep(district.pine, 10, 10, 10, 10, 10, 10, 10, 10)
    small = SchoolFactory(name="Aspen")
    keep(small, 1, 1, 1, 1, 20, 20, 20, 20, days=49)
    told = found(district.oak, district.elm, district.pine, small).rising
    assert [(str(one.school), one.now, one.before, one.rise) for one in told] == [
        ("Elm", 6.0, 1.0, 5.0),
        ("Oak", 3.0, 1.0, 2.0),
    ]


def test_a_small_school_is_named_from_two_hundred_days_on(district, counted):
    keep(district.oak, 1, 1, 1, 1, 20, 20, 20, 20, days=50)
    assert [str(one.school) for one in found(district.oak).rising] == ["Oak"]


def test_it_costs_the_same_however_many_schools(district, counted, django_assert_num_queries):
    for _ in range(12):
        keep(SchoolFactory(), 10, 10, 10, 10, 60, 60, 60, 60)
    reach = reach_of(hire(Role.DIRECTOR), on=TODAY)
    with django_assert_num_queries(1):
        assert len(weeks_for(reach, on=TODAY).rising) == 10


def test_what_rises_by_less_than_is_said_does_not(district, counted):
    keep(district.oak, *[1000] * 4, *[1001] * 4, days=10_000)
    keep(district.elm, *[1000] * 4, *[1010] * 4, days=10_000)
    assert [str(one.school) for one in found(district.oak, district.elm).rising] == ["Elm"]


@pytest.mark.parametrize("weeks", [7, 8])
def test_nothing_rises_before_there_are_as_many_weeks_before(district, counted, weeks):
    keep(district.oak, *[10] * (weeks - 4), *[60] * 4)
    assert bool(found(district.oak).rising) == (weeks == 8)


# --- The pages -----------------------------------------------------------------------------


def words(answer):
    return " ".join(answer.content.decode().split())


def test_everybody_sees_the_schools_they_read(district, counted):
    keep(district.oak, 50, 50)
    keep(district.pine, 150, 150)
    page = reverse("weeks")
    assert ">5</td>" in words(sign_in(hire(Role.COUNSELOR, district.oak)).get(page))
    assert ">10</td>" in words(sign_in(hire(Role.DIRECTOR)).get(page))
    coordinator = sign_in(hire(Role.FIELD_COORDINATOR, district.south))
    assert ">15</td>" in words(coordinator.get(page))


def test_a_school_has_a_page_of_its_own(district, counted):
    keep(district.oak, 50, 50)
    client = sign_in(hire(Role.COUNSELOR, district.oak))
    answer = client.get(reverse("school-weeks", args=[district.oak.pk]))
    assert "Days missed by the week: Oak" in words(answer)
    assert "counted Wed, Nov 18" in words(answer)
    assert client.get(reverse("school-weeks", args=[district.pine.pk])).status_code == 404


def test_a_region_is_chosen_among_those_that_one_reads(district, counted):
    keep(district.oak, 50, 50)
    keep(district.pine, 150, 150)
    page, north, south = reverse("weeks"), district.north.pk, district.south.pk
    director = sign_in(hire(Role.DIRECTOR))
    assert f'href="{page}?region={south}"' in words(director.get(page))
    assert ">15</td>" in words(director.get(page, {"region": south}))
    assert ">5</td>" in words(director.get(page, {"region": north}))
    coordinator = sign_in(hire(Role.FIELD_COORDINATOR, district.south))
    assert [coordinator.get(page, {"region": one}).status_code for one in (south, north)] == [
        200,
        404,
    ]
    counselor = sign_in(hire(Role.COUNSELOR, district.oak))
    assert counselor.get(page, {"region": north}).status_code == 404
    assert "?region=" not in words(counselor.get(page))
    assert director.get(page, {"region": "x"}).status_code == 200


def test_before_anything_is_counted_it_says_what_will_stand_here(district):
    client = sign_in(hire(Role.DIRECTOR))
    assert "Once two weeks of this school year are judged" in words(client.get(reverse("weeks")))


def test_both_lists_lead_there(district, counted):
    client = sign_in(hire(Role.DIRECTOR))
    assert reverse("weeks") in words(client.get(reverse("schools")))
    there = reverse("school-weeks", args=[district.oak.pk])
    assert there in words(client.get(reverse("roster", args=[district.oak.pk])))
