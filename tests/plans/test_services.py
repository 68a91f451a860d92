"""Services: minutes and kind of what is logged, by the week of a student and by the kind of a school."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Permission, Role
from law.queries import practice_in_force
from plans.models import Delivery, Presence
from plans.queries.panel import panel
from plans.queries.services import UNSAID, served_at, totals_of, weeks_of
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupSessionFactory,
    PlanFactory,
    StrategyFactory,
)
from tests.world import hire, sign_in

LAST_WEEK = TODAY - timedelta(days=7)
MONDAY = TODAY - timedelta(days=2)


@pytest.fixture
def counselor(who):
    return sign_in(who)


@pytest.fixture
def hers(district):
    return counseling(district.ana)


def counseling(student):
    plan = PlanFactory(student=student, started_on=TODAY - timedelta(days=60))
    return StrategyFactory(plan=plan, code="I32", title="Counseling", starts_on=plan.started_on)


def given(strategy, on=TODAY, **values):
    plain = {"status": "done", "minutes": 30, "service": "IC", "by": strategy.added_by}
    return Delivery.objects.create(strategy=strategy, on=on, **{**plain, **values})


def at_session(student, on=TODAY, here="present", **values):
    session = GroupSessionFactory(group=GroupFactory(kind="I17"), on=on, **values)
    return Presence.objects.create(session=session, student=student, here=here)


def of_weeks(student):
    return [tuple(one.given) for one in weeks_of(student.pk, on=TODAY)]


def at_school(who, school, since=LAST_WEEK):
    practice = practice_in_force(TODAY)
    lines = served_at(who, school, practice, since=since, on=TODAY)
    return {one.student: {k: tuple(v) for k, v in one.kinds.items()} for one in lines}


# --- A student by the week -----------------------------------------------------------------


def test_a_week_has_what_was_done_and_where_they_were(hers, district):
    given(hers)
    given(hers, MONDAY, minutes=60, service="FC")
    given(hers, LAST_WEEK, minutes=None, service="")
    at_session(district.ana)
    assert of_weeks(district.ana) == [(3, 135), (1, 0), (0, 0), (0, 0)]


@pytest.mark.parametrize(("on", "counts"), [(MONDAY, 1), (MONDAY - timedelta(days=1), 0)])
def test_a_week_begins_on_its_monday(hers, district, on, counts):
    given(hers, on)
    assert weeks_of(district.ana.pk, on=TODAY)[0].given.times == counts


def test_what_was_not_done_is_no_service(hers, district):
    given(hers, status="student_away")
    given(hers, LAST_WEEK, status="taken_back")
    at_session(district.ana, here="absent")
    at_session(district.ana, taken_back_at="2026-11-18T12:00Z", taken_back_by=hers.added_by)
    assert of_weeks(district.ana) == [(0, 0)] * 4


def test_a_session_that_a_plan_has_counts_once(hers, district):
    there = at_session(district.ana)
    given(hers, session=there.session, minutes=45)
    assert of_weeks(district.ana)[0] == (1, 45)


@pytest.mark.parametrize(("status", "counted"), [("done", (1, 50)), ("cancelled", (0, 0))])
def test_a_session_of_a_day_said_anew_by_hand_counts_as_was_said(district, status, counted):
    at_session(district.ana)
    plan = PlanFactory(student=district.ana, started_on=LAST_WEEK)
    attends = StrategyFactory(plan=plan, code="I17", starts_on=LAST_WEEK)
    given(attends, status=status, minutes=50, service="")
    assert of_weeks(district.ana)[0] == counted


@pytest.mark.parametrize("may", [{Permission.NOTE_WRITE}, {Permission.CASE_READ}])
def test_who_only_reads_cases_learns_of_no_service(hers, district, may):
    given(hers)
    assert panel(district.ana, frozenset(may)).is_served == (Permission.NOTE_WRITE in may)


# --- A school by kind ----------------------------------------------------------------------


def test_a_school_has_each_student_by_kind(hers, district, who):
    given(hers)
    given(hers, MONDAY, minutes=60, service="FC")
    his = counseling(district.ben)
    given(his, minutes=None, service="")  # then it is called as the menu has it
    given(StrategyFactory(plan=his.plan, code=""), minutes=10, service="")
    at_session(district.ben)
    assert at_school(who, district.oak) == {
        district.ana: {"Family counseling": (1, 60), "Individual counseling": (1, 30)},
        district.ben: {
            "Counseling, treatment": (1, 0),
            "Group: Attendance group": (1, 45),
            UNSAID: (1, 10),
        },
    }


def test_only_students_of_the_school_within_reach_are_told(district, who):
    for student in (district.cleo, district.dov):
        given(counseling(student))
    assert at_school(who, district.oak) == {}
    assert at_school(who, district.pine) == {}
    assert set(at_school(hire(Role.FIELD_COORDINATOR, district.pine), district.pine)) == {
        district.dov
    }


@pytest.mark.parametrize(("days", "counts"), [(7, True), (8, False)])
def test_the_first_day_counts_and_none_before(hers, district, who, days, counts):
    given(hers, TODAY - timedelta(days=days))
    assert (district.ana in at_school(who, district.oak)) is counts


def test_totals_are_of_all_students(hers, district, who):
    given(hers)
    given(counseling(district.ben), minutes=45)
    practice = practice_in_force(TODAY)
    lines = served_at(who, district.oak, practice, since=LAST_WEEK, on=TODAY)
    assert totals_of(lines) == [("Individual counseling", (2, 75))]


# --- Pages ---------------------------------------------------------------------------------


def test_the_page_of_a_school_adds_up(counselor, hers, district):
    given(hers)
    answer = counselor.get(reverse("plans:services"))
    text = " ".join(answer.content.decode().split())
    assert "Individual counseling: 1 time, 30 min" in text
    assert [line.student for line in answer.context["page"]] == [district.ana]


def test_a_school_year_has_what_four_weeks_have_not(counselor, hers, district):
    given(hers, TODAY - timedelta(days=40))
    assert not list(counselor.get(reverse("plans:services")).context["page"])
    whole = counselor.get(reverse("plans:services"), {"show": "year"}).context["page"]
    assert [line.student for line in whole] == [district.ana]


def test_a_school_out_of_reach_is_not_asked_for(counselor, district):
    answer = counselor.get(reverse("plans:services"), {"school": district.pine.pk})
    assert answer.context["school"] == district.oak


def test_one_tap_logs_the_usual_kind_and_minutes(counselor, hers):
    page = counselor.get(reverse("plans:plan", args=[hers.plan_id]))
    assert page.context["usual"][hers.pk].code == "IC"


def test_minutes_and_kind_are_said_of_another_day(counselor, hers):
    told = {"strategy": hers.pk, "on": LAST_WEEK.isoformat(), "minutes": 50, "service": "FC"}
    counselor.post(reverse("plans:deliver", args=[hers.plan_id]), {**told, "status": "done"})
    one = Delivery.objects.get()
    assert (one.minutes, one.service) == (50, "FC")
    counselor.post(reverse("plans:deliver", args=[hers.plan_id]), {**told, "status": "cancelled"})
    one = Delivery.objects.get()
    assert (one.status, one.minutes, one.service) == ("cancelled", None, "")


def test_a_kind_that_it_cannot_be_comes_back(counselor, hers):
    told = {"strategy": hers.pk, "on": TODAY.isoformat(), "service": "TP", "status": "done"}
    answer = counselor.post(reverse("plans:deliver", args=[hers.plan_id]), told)
    assert answer.status_code == 422
    assert not Delivery.objects.exists()


def test_the_page_costs_the_same_however_many(
    counselor, hers, district, django_assert_max_num_queries
):
    given(hers)
    given(counseling(district.ben))
    counselor.get(reverse("plans:services"))
    with django_assert_max_num_queries(14):
        counselor.get(reverse("plans:services"))
