"""Checking in and out: one tap each, what it is to the plan, and taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from cases.actions import close_case
from cases.choices import CloseReason
from core.stages import NotNow
from plans.actions import UNDO, PlanIsOver, check, release_check, take_check
from plans.choices import CheckState, Delivered
from plans.models import CheckDay, Delivery
from plans.queries.plans import plan_file
from tests.contacts.world import race
from tests.factories import (
    TODAY,
    DayOutcomeFactory,
    PlanFactory,
    SchoolDayFactory,
    StrategyFactory,
    act,
)
from tests.world import sign_in

LAST_WEEK = TODAY - timedelta(days=7)


def check_in_of(student, **values):
    """Have a plan with a check-in on every school day, begun a week ago."""
    plan = PlanFactory(student=student, started_on=LAST_WEEK)
    plain = {"code": "I16", "title": "Check-in/check-out", "weekdays": [0, 1, 2, 3, 4]}
    return StrategyFactory(**{"plan": plan, "starts_on": LAST_WEEK, **plain, **values})


@pytest.fixture
def hers(district, who):
    return check_in_of(district.ana, adult=who)


@pytest.fixture
def counselor(who):
    return sign_in(who)


def tap(who, strategy, verb, **values):
    """Tap on a page that was opened just now, or that showed `seen`."""
    day = CheckDay.objects.filter(strategy=strategy, on=TODAY).first()
    seen = CheckState(day.state) if day else CheckState.OPEN
    return check(act(who), strategy=strategy, verb=verb, **{"seen": seen, **values})


def send(client, strategy, verb, seen="open", **values):
    sent = {"what": verb, "seen": seen, **values}
    return client.post(reverse("plans:check", args=[strategy.pk]), sent)


def told(client, **query):
    return [line for line, _ in client.get(reverse("plans:checks"), query).context["rows"]]


def test_in_and_out_are_one_day_of_the_plan(hers, who):
    tap(who, hers, "in", minutes=5, service="CK")
    assert Delivery.objects.get().status == Delivered.DONE
    day = tap(who, hers, "out", points=85, minutes=5, service="CK")
    assert (day.state, day.points, day.by) == (CheckState.OUT, 85, who)
    one = Delivery.objects.get()
    assert (one.status, one.minutes, one.service, one.on) == (Delivered.DONE, 5, "CK", TODAY)
    verbs = [e.detail["verb"] for e in AuditEvent.objects.filter(action="plan.checked")]
    assert verbs == ["in", "out"]


def test_the_same_tap_again_changes_nothing(hers, who):
    first = tap(who, hers, "in")
    assert tap(who, hers, "in") == first
    assert AuditEvent.objects.filter(action="plan.checked").count() == 1


def test_two_taps_at_once_are_one(committed, hers, who):
    race(lambda _: tap(who, hers, "in", seen=CheckState.OPEN))
    assert CheckDay.objects.get().state == CheckState.IN
    assert AuditEvent.objects.filter(action="plan.checked").count() == 1


@pytest.mark.parametrize(
    ("taps", "state", "status"),
    [
        (["in", UNDO], CheckState.OPEN, Delivered.TAKEN_BACK),
        (["in", "out", UNDO], CheckState.IN, Delivered.DONE),
        (["in", "out", UNDO, UNDO], CheckState.OPEN, Delivered.TAKEN_BACK),
        (["away"], CheckState.AWAY, Delivered.STUDENT_AWAY),
        (["away", UNDO], CheckState.OPEN, Delivered.TAKEN_BACK),
        (["away", "in"], CheckState.IN, Delivered.DONE),  # came late
    ],
)
def test_each_tap_leads_on_or_back(hers, who, taps, state, status):
    for verb in taps:
        tap(who, hers, verb)
    assert CheckDay.objects.get().state == state
    assert Delivery.objects.get().status == status


def test_what_was_taken_back_is_no_day_of_the_plan(hers, who):
    tap(who, hers, "in")
    tap(who, hers, UNDO)
    [line] = plan_file(hers.plan, on=TODAY).lines
    assert (line.done, line.logged) == (0, [])


@pytest.mark.parametrize("before", [[], ["away"], ["in", "out"]])
def test_nobody_is_checked_out_who_is_not_in(hers, who, before):
    for verb in before:
        tap(who, hers, verb)
    if before[-1:] == ["out"]:
        assert tap(who, hers, "out", seen=CheckState.IN).state == CheckState.OUT
    else:
        with pytest.raises(NotNow):
            tap(who, hers, "out")


def test_a_plan_at_rest_checks_nobody_in(hers, who):
    close_case(act(who), case=hers.plan.case, reason=CloseReason.IMPROVED, note="")
    with pytest.raises(PlanIsOver):
        tap(who, hers, "in")


def test_points_are_of_who_is_out(hers, who):
    assert tap(who, hers, "in", points=50).points is None
    with pytest.raises(IntegrityError, match="points_of_who"), transaction.atomic():
        CheckDay.objects.update(points=50)


def test_one_does_it_until_one_does_not(district, who):
    his = check_in_of(district.ben)
    for _ in range(2):
        assert take_check(act(who), strategy=his).adult == who
    for _ in range(2):
        assert release_check(act(who), strategy=his).adult is None


def test_what_a_colleague_took_over_stays_theirs(hers, who, boss):
    take_check(act(boss), strategy=hers)
    assert release_check(act(who), strategy=hers).adult == boss


def test_undo_sent_twice_undoes_once(hers, who):
    tap(who, hers, "in")
    tap(who, hers, "out", points=85)
    for _ in range(2):
        assert tap(who, hers, UNDO, seen=CheckState.OUT).state == CheckState.IN


def test_a_tap_on_an_old_page_changes_nothing(hers, who):
    tap(who, hers, "away")
    with pytest.raises(NotNow):
        tap(who, hers, UNDO, seen=CheckState.OUT)
    assert CheckDay.objects.get().state == CheckState.AWAY


def test_other_points_are_not_said_to_be_saved(hers, who):
    tap(who, hers, "in")
    tap(who, hers, "out", points=85)
    with pytest.raises(NotNow):
        tap(who, hers, "out", seen=CheckState.IN, points=0)
    assert CheckDay.objects.get().points == 85


# --- The page ------------------------------------------------------------------------------


def test_one_tap_checks_in(counselor, hers, district):
    [line] = told(counselor)
    assert (line.student, line.state, line.verbs) == (
        district.ana,
        CheckState.OPEN,
        ["in", "away"],
    )
    send(counselor, hers, "in")
    [line] = told(counselor)
    assert (line.state, line.verbs) == (CheckState.IN, ["out"])
    one = Delivery.objects.get()
    assert (one.service, one.minutes) == ("CK", 5)


def test_points_that_are_none_come_back(counselor, hers):
    send(counselor, hers, "in")
    answer = send(counselor, hers, "out", seen="in", points=101)
    assert answer.status_code == 422
    assert "100 or less" in answer.content.decode()
    assert CheckDay.objects.get().state == CheckState.IN


def test_ones_own_stand_apart_from_everybodys(counselor, hers, district):
    check_in_of(district.ben)
    check_in_of(district.dov)  # at another school
    assert [line.student for line in told(counselor)] == [district.ana]
    assert [line.student for line in told(counselor, show="all")] == [district.ana, district.ben]


@pytest.mark.parametrize(
    "values",
    [{"code": "I15"}, {"weekdays": [0]}, {"starts_on": TODAY + timedelta(days=1)}],
)
def test_what_is_no_check_in_of_today_is_not_there(counselor, district, values):
    check_in_of(district.ana, **values)
    assert told(counselor, show="all") == []


def test_what_is_no_check_in_is_nobodys_to_take(counselor, district):
    mentor = check_in_of(district.ana, code="I15")
    answer = counselor.post(reverse("plans:take_check", args=[mentor.pk]), follow=True)
    assert "this is no check-in" in answer.content.decode()
    mentor.refresh_from_db()
    assert mentor.adult is None


def test_today_says_how_many_are_to_be_done(counselor, hers):
    there = f"{reverse('plans:checks')}?show=open"
    assert there in counselor.get(reverse("today")).content.decode()
    for verb, seen in (("in", "open"), ("out", "in")):
        send(counselor, hers, verb, seen)
    assert there not in counselor.get(reverse("today")).content.decode()
    assert told(counselor, show="open") == []


def test_who_is_absent_from_school_is_shown_so(counselor, hers, district):
    DayOutcomeFactory(student=district.ana, school=district.oak, date=TODAY)
    [line] = told(counselor)
    assert line.is_away


def test_taking_it_over_is_one_tap(counselor, district, who):
    his = check_in_of(district.ben)
    counselor.post(reverse("plans:take_check", args=[his.pk]), {"what": "take"})
    assert [line.student for line in told(counselor)] == [district.ben]
    counselor.post(reverse("plans:take_check", args=[his.pk]), {"what": "release"})
    assert told(counselor) == []


def test_the_list_costs_the_same_however_many(
    counselor, hers, district, who, django_assert_max_num_queries
):
    told(counselor)
    for student in (district.ben, district.eve):
        check_in_of(student, adult=who)
    with django_assert_max_num_queries(14):
        told(counselor)


@pytest.mark.parametrize(("school", "is_told"), [("oak", False), ("pine", True)])
def test_on_a_day_without_school_nobody_is_checked_in(district, hers, counselor, school, is_told):
    SchoolDayFactory(school=getattr(district, school), date=TODAY, is_school_day=False)
    assert bool(told(counselor, show="mine")) is is_told
