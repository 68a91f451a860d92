"""Whom to welcome back: days away in a row that are over, and the tap that says who welcomed them."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from audit.models import AccessEvent, AuditEvent
from desk.registry import MORNINGS
from law.actions import use_policy
from programs.actions import NotYourWelcome, take_back_welcome, welcome
from programs.models import Welcome
from programs.queries.welcome import morning as offered
from programs.queries.welcome import to_welcome
from tests.factories import TODAY, DayOutcomeFactory, act
from tests.mornings import alone
from tests.programs.away import DAY, away, calendar
from tests.programs.factories import WelcomeFactory
from tests.world import hire, sign_in

morning = alone(offered)
# TODAY is a Wednesday.
FRI, MON, TUE = TODAY - 5 * DAY, TODAY - 2 * DAY, TODAY - DAY
WED, THU = TODAY - 7 * DAY, TODAY - 6 * DAY
PAGE = "programs:welcome"


@pytest.fixture
def oak(district):
    calendar(district.oak)
    return district.oak


def found(user):
    return to_welcome(reach_of(user, on=TODAY))


def set_to(overrides):
    """Have the district say these parameters from today on."""
    use_policy(act(hire(Role.DIRECTOR)), pack="lausd", overrides=overrides, effective_from=TODAY)


def words(answer):
    return " ".join(answer.content.decode().split())


# --- Who is in the list ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "back"),
    [
        ([WED, THU, FRI], MON),  # over a weekend
        ([THU, FRI], None),  # two days
        ([WED, THU, FRI, MON], TUE),
        ([FRI, MON, TUE], TODAY),
        ([MON, TUE, TODAY], None),  # away still
        ([WED, FRI, MON, TUE], TODAY),  # three in a row after another
        ([WED, THU, MON], None),  # a day between
    ],
)
def test_who_was_away_so_long_and_is_back(district, counselor, oak, days, back):
    away(district.ana, oak, *days)
    one = found(counselor).get(district.ana.pk)
    assert (one and one.back_on) == back


def test_it_says_from_when_until_when(district, counselor, oak):
    away(district.ana, oak, WED, THU, FRI)
    one = found(counselor)[district.ana.pk]
    assert (one.away_from, one.away_until, one.days) == (WED, FRI, 3)


@pytest.mark.parametrize(
    ("outcome", "is_away"),
    [("oss", True), ("is_incomplete", True), ("tardy", False), ("iss", False)],
)
def test_whatever_the_reason(district, counselor, oak, outcome, is_away):
    away(district.ana, oak, WED, THU, FRI, outcome=outcome)
    assert bool(found(counselor)) == is_away


@pytest.mark.parametrize(("ago", "stands"), [((9, 8, 7), True), ((12, 9, 8), False)])
def test_they_stand_there_on_the_first_days_back(district, counselor, oak, ago, stands):
    """Five school days: back on Thursday a week ago, and not on the Wednesday before."""
    away(district.ana, oak, *(TODAY - n * DAY for n in ago))
    assert bool(found(counselor)) == stands


def test_a_day_on_which_nobody_looked_is_no_return(district, counselor, oak):
    away(district.ana, oak, WED, THU, FRI)
    for day in (MON, TUE):
        DayOutcomeFactory(student=district.ana, school=oak, date=day, outcome="not_taken")
    assert found(counselor)[district.ana.pk].back_on == TODAY


def test_a_holiday_does_not_end_a_run(district, counselor):
    calendar(district.oak, holidays=[FRI])
    away(district.ana, district.oak, WED, THU, MON)
    assert found(counselor)[district.ana.pk].days == 3


def test_both_numbers_are_the_district_s(district, counselor, oak):
    away(district.ana, oak, THU, FRI)
    assert not found(counselor)
    set_to({"welcome.absent_days": 2})
    assert found(counselor)
    set_to({"welcome.absent_days": 2, "welcome.within_days": 1})
    assert not found(counselor)


# --- The tap -----------------------------------------------------------------------------------


def test_a_tap_says_who_welcomed_and_is_undone(district, counselor, oak):
    away(district.ana, oak, WED, THU, FRI)
    client = sign_in(counselor)
    page = words(client.get(reverse(PAGE)))
    assert "3 school days" in page
    answer = client.post(reverse("programs:welcomed", args=[district.ana.pk]), follow=True)
    assert "was welcomed back by you." in words(answer)
    made = Welcome.objects.get()
    assert (made.by, made.back_on) == (counselor, MON)
    assert not found(counselor)
    done = words(client.get(f"{reverse(PAGE)}?show=done"))
    assert f"welcomed by {counselor}" in done
    back = reverse("programs:not_welcomed", args=[made.pk])
    assert back in done
    client.post(back)
    assert found(counselor)


def test_of_two_who_welcomed_the_first_stands(district, counselor, oak):
    away(district.ana, oak, WED, THU, FRI)
    other = hire(Role.COUNSELOR, oak)
    client = sign_in(other)
    welcome(act(counselor), student=district.ana, away=found(counselor)[district.ana.pk])
    answer = client.post(reverse("programs:welcomed", args=[district.ana.pk]), follow=True)
    assert "somebody welcomed this student meanwhile" in words(answer)
    assert Welcome.objects.get().by == counselor
    assert AuditEvent.objects.filter(action="student.welcomed").count() == 1


def test_only_whoever_said_it_takes_it_back_and_once(district, counselor, oak):
    away(district.ana, oak, WED, THU, FRI)
    made = welcome(act(counselor), student=district.ana, away=found(counselor)[district.ana.pk])
    with pytest.raises(NotYourWelcome):
        take_back_welcome(act(hire(Role.COUNSELOR, oak)), welcome=made)
    for _ in range(2):
        take_back_welcome(act(counselor), welcome=made)
    assert AuditEvent.objects.filter(action="student.welcome_taken_back").count() == 1


def test_it_stays_as_it_was_said(district, counselor, oak):
    away(district.ana, oak, WED, THU, FRI)
    made = welcome(act(counselor), student=district.ana, away=found(counselor)[district.ana.pk])
    for change in (
        lambda: Welcome.objects.update(back_on=TODAY),
        made.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    same = {"away_from": WED, "away_until": FRI, "back_on": MON, "by": counselor}
    with pytest.raises(IntegrityError, match="welcomed_once"), transaction.atomic():
        Welcome.objects.create(student=district.ana, **same)


@pytest.mark.parametrize(("role", "is_led"), [(Role.COUNSELOR, True), (Role.AUDITOR, False)])
def test_the_way_stands_where_one_plans_for_all(district, role, is_led):
    page = words(sign_in(hire(role, district.oak)).get(reverse("programs:campaigns")))
    assert (reverse(PAGE) in page) == is_led


# --- Who sees it -------------------------------------------------------------------------------


def test_it_is_on_today_and_opens_its_list(district, counselor, oak):
    assert offered in MORNINGS
    away(district.ana, oak, WED, THU, FRI)
    away(district.ben, oak, THU, FRI, MON)
    [number] = morning(reach_of(counselor, on=TODAY)).numbers
    assert (number.label, number.value) == ("Students to welcome back", 2)
    page = sign_in(counselor).get(number.href).content.decode()
    assert page.count("<tr>") - 1 == 2


@pytest.mark.parametrize("role", [Role.LIAISON, Role.DIRECTOR])
def test_who_reaches_the_district_has_no_number(district, oak, role):
    away(district.ana, oak, WED, THU, FRI)
    assert morning(reach_of(hire(role), on=TODAY)) is None


def test_where_nobody_is_back_nothing_is_said(counselor, oak):
    assert morning(reach_of(counselor, on=TODAY)) is None
    assert "Nobody is to be welcomed back" in words(sign_in(counselor).get(reverse(PAGE)))


def test_others_are_out_of_reach_and_readers_are_kept(district, counselor, oak):
    calendar(district.pine)
    away(district.dov, district.pine, WED, THU, FRI)
    away(district.ana, oak, WED, THU, FRI)
    client = sign_in(counselor)
    assert str(district.dov.pk) not in {str(key) for key in found(counselor)}
    client.get(reverse(PAGE))
    assert AccessEvent.objects.filter(page=PAGE, student_ids=[district.ana.pk]).exists()
    assert client.post(reverse("programs:welcomed", args=[district.dov.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.DIRECTOR])
def test_who_writes_no_notes_welcomes_nobody_here(district, oak, role):
    reader = sign_in(hire(role, oak))
    assert reader.get(reverse(PAGE)).status_code == 403
    assert reader.post(reverse("programs:welcomed", args=[district.ana.pk])).status_code == 403


@pytest.mark.parametrize("many", [1, 2])
def test_the_page_takes_as_many_statements_for_many(
    district, counselor, oak, django_assert_max_num_queries, many
):
    for student in (district.ana, district.ben)[:many]:
        away(student, oak, WED, THU, FRI)
    client = sign_in(counselor)
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(13):
        assert client.get(reverse(PAGE)).status_code == 200


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"away_from": TUE, "away_until": MON}, "welcome_after_days_away"),
        ({"away_until": TUE, "back_on": TUE}, "welcome_after_days_away"),
        ({"taken_back_at": None, "taken_back_by": True}, "welcome_taken_back_by_a_person"),
    ],
)
def test_the_database_keeps_no_nonsense(counselor, values, constraint):
    said = {"away_from": FRI, "away_until": MON, "back_on": TUE, "by": counselor, **values}
    if said.get("taken_back_by"):
        said["taken_back_by"] = counselor
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        WelcomeFactory(**said)


def test_one_that_was_taken_back_leaves_room_for_another(district, counselor):
    days = {"away_from": FRI, "away_until": MON, "back_on": TUE}
    first = WelcomeFactory(student=district.ana, by=counselor, **days)
    take_back_welcome(act(counselor), welcome=first)
    assert WelcomeFactory(student=district.ana, by=counselor, **days).pk != first.pk
