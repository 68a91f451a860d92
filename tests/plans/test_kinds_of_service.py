"""Kinds of service of the pack: what an intervention is logged as, and what is a check-in."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from law.packs import Practice, ServiceKind, load_pack
from law.packs.practice import practice_of
from plans.choices import CheckState
from plans.forms import CheckForm, DeliveryForm
from plans.models import CheckDay, Delivery
from tests.factories import TODAY, PlanFactory, StrategyFactory
from tests.world import sign_in

LAUSD = load_pack("lausd").practice
SMALL = practice_of(
    {
        "services": {
            "IC": {"name": "Counseling", "minutes": 30, "interventions": ["I1"]},
            "FC": {"name": "Family", "minutes": 60, "interventions": ["I1", "I2"]},
            "CK": {"name": "Check", "minutes": 5, "interventions": ["I3"], "is_check": True},
            "LG": {"name": "Legal", "minutes": 30, "interventions": []},
        }
    }
)


def codes(kinds):
    return [one.code for one in kinds]


# --- The pack ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("intervention", "kinds"),
    [
        ("I1", ["IC", "FC"]),
        ("I2", ["FC"]),
        ("I3", ["CK"]),
        ("I9", []),
        ("", ["IC", "FC", "CK", "LG"]),  # of own words any
    ],
)
def test_an_intervention_is_logged_as_what_it_is(intervention, kinds):
    assert codes(SMALL.services_of(intervention)) == kinds


def test_what_is_a_check_in_is_said_by_the_pack():
    assert SMALL.checks == ["I3"]
    assert LAUSD.checks == ["I16"]
    assert Practice().checks == []
    assert LAUSD.groups == ["I17"]


def test_a_district_that_says_a_thing_otherwise_keeps_the_kinds():
    """Its edits are of other parts: kinds of service went with them once."""
    said = SMALL.with_own([("interventions", "I1", {"name": "Talk"}, True)])
    assert said.services == SMALL.services


def test_every_kind_names_what_the_menu_has_and_awaits_review():
    for kind in LAUSD.services.values():
        assert set(kind.interventions) <= LAUSD.interventions.keys(), kind.code
        assert 0 < kind.minutes <= 480
        assert kind.mark == "L"


@pytest.mark.parametrize("code", ["IC", "FC", "GC", "MN", "RW", "SD", "HL", "HO", "TP", "LG"])
def test_every_kind_that_districts_log_is_there(code):
    assert LAUSD.services[code].name


def test_what_tells_of_a_child_is_sensitive():
    sensitive = {code for code, one in LAUSD.services.items() if one.is_sensitive}
    assert sensitive == {"IC", "FC", "HL", "HO", "LG"}


# --- Forms ---------------------------------------------------------------------------------


def delivery(kinds=(), **values):
    sent = {"strategy": 1, "on": TODAY.isoformat(), "status": "done", **values}
    return DeliveryForm(sent, today=TODAY, kinds=kinds)


@pytest.fixture
def counseling():
    return [ServiceKind("IC", "Individual counseling", 30), ServiceKind("FC", "Family", 60)]


def test_minutes_and_kind_may_be_left_out(counseling):
    form = delivery(counseling)
    assert form.is_valid()
    assert (form.cleaned_data["minutes"], form.cleaned_data["service"]) == (None, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [("minutes", 0), ("minutes", 481), ("service", "TP"), ("status", "taken_back")],
)
def test_what_cannot_be_said_of_a_day_comes_back(counseling, name, value):
    assert list(delivery(counseling, **{name: value}).errors) == [name]


def test_where_no_kind_is_known_none_is_asked_for(counseling):
    assert delivery()["service"].is_hidden
    assert not delivery(counseling)["service"].is_hidden


@pytest.mark.parametrize(
    ("points", "is_taken"), [(0, True), (100, True), (-1, False), (101, False)]
)
def test_points_are_of_a_hundred(points, is_taken):
    assert CheckForm({"what": "out", "seen": "in", "points": points}).is_valid() is is_taken


@pytest.mark.parametrize("what", ["", "in and out", "open"])
def test_a_tap_is_one_of_those_there_are(what):
    assert list(CheckForm({"what": what, "seen": "in"}).errors) == ["what"]


# --- What the database refuses -------------------------------------------------------------


@pytest.fixture
def strategy(district):
    return StrategyFactory(plan=PlanFactory(student=district.ana), code="I16")


def checked(strategy, **values):
    plain = {"on": TODAY, "state": CheckState.OUT, "by": strategy.added_by}
    return CheckDay.objects.create(strategy=strategy, **{**plain, **values})


def test_a_day_is_checked_once(strategy):
    checked(strategy)
    with pytest.raises(IntegrityError, match="checked_once_a_day"), transaction.atomic():
        checked(strategy)


@pytest.mark.parametrize(
    ("state", "points"),
    [(CheckState.OUT, 101), (CheckState.OUT, -1), (CheckState.IN, 50), (CheckState.AWAY, 0)],
)
def test_points_that_cannot_be_are_not_kept(strategy, state, points):
    with pytest.raises(IntegrityError, match="points_of_who"), transaction.atomic():
        checked(strategy, state=state, points=points)


@pytest.mark.parametrize("privilege", ["DELETE", "TRUNCATE"])
def test_no_running_role_deletes_a_day(db, privilege):
    asked = "SELECT has_table_privilege(r, %s, %s) FROM (VALUES ('app'), ('worker')) AS v (r)"
    with connection.cursor() as cursor:
        cursor.execute(asked, ["plans_checkday", privilege])
        assert [row[0] for row in cursor.fetchall()] == [False, False]


# --- The page of a plan --------------------------------------------------------------------


def test_done_says_how_long_it_usually_takes(who, strategy):
    page = sign_in(who).get(reverse("plans:plan", args=[strategy.plan_id]))
    assert page.context["usual"][strategy.pk].minutes == 5


def test_own_words_are_logged_without_minutes_that_nobody_said(who, district):
    own = StrategyFactory(plan=PlanFactory(student=district.ben), code="")
    told = {"strategy": own.pk, "on": TODAY.isoformat(), "status": "done"}
    sign_in(who).post(reverse("plans:deliver", args=[own.plan_id]), told)
    one = Delivery.objects.get()
    assert (one.minutes, one.service) == (None, "")
