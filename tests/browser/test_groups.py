"""Groups and check-ins in a real browser: read by axe at every width, and as few taps as promised."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case
from plans.models import CheckDay, Delivery, GroupSession, Presence
from tests.browser.test_plans import Clicks
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    PlanFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.browser
LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def group(ana, district, counselor):
    """Ana and Ben, whose group meets today and met last week."""
    group = GroupFactory(school=district.oak, facilitator=counselor.user)
    for student in (ana, district.ben):
        GroupMemberFactory(group=group, student=student)
    session = GroupSessionFactory(group=group, on=LAST_WEEK)
    Presence.objects.create(session=session, student=ana, here="present")
    return group


@pytest.fixture
def check_in(ana, counselor):
    """Ana's check-in, which the counselor does and did yesterday."""
    case = Case.objects.open().get(student=ana)
    plan = PlanFactory(student=ana, case=case, started_on=LAST_WEEK)
    one = StrategyFactory(plan=plan, code="I16", adult=counselor.user, starts_on=LAST_WEEK)
    done = {"status": "done", "minutes": 5, "service": "CK", "by": counselor.user}
    Delivery.objects.create(strategy=one, on=TODAY - timedelta(days=1), **done)
    return one


def test_every_screen_of_groups_can_be_read(
    screens, counselor, group, check_in, faults_wide_and_narrow
):
    there = {name: [group.pk] for name in ("group", "change_group", "join", "hold")}
    there["session"] = [group.sessions.get().pk]
    there["leave"] = [group.members.first().pk]
    there |= {name: [] for name in ("groups", "new_group", "checks", "services")}
    wrong = []
    for name, key in there.items():
        page = screens.visit(counselor, reverse(f"plans:{name}", args=key))
        page.evaluate(
            "document.querySelectorAll('#main details').forEach((one) => { one.open = true })"
        )
        wrong += [f"{name} {fault}" for fault in faults_wide_and_narrow(page)]
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1440])
def test_a_session_is_three_taps_from_today(screens, counselor, group, width):
    page = screens.open(counselor, reverse("today"), width=width)
    click = Clicks(page)
    click("link", "My groups to log")
    click("link", "Log a session of Wednesday group")
    click("button", "Save the session")
    expect(page.locator("#main")).to_contain_text("2 of 2 there")
    assert (click.count, GroupSession.objects.filter(on=TODAY).count()) == (3, 1)


def test_an_exception_is_one_tap_or_one_key(screens, counselor, group, district):
    page = screens.open(counselor, reverse("plans:hold", args=[group.pk]), width=390)
    his = page.get_by_role("group", name=district.ben.full_name)
    his.get_by_label("Pulled out").check(force=True)
    page.get_by_role("group", name="Ana").get_by_label("There").press("ArrowRight")
    page.get_by_role("button", name="Save the session").press("Enter")
    expect(page.locator("#main")).to_contain_text("0 of 2 there")
    kept = GroupSession.objects.get(on=TODAY).presences
    assert sorted(kept.values_list("here", flat=True)) == ["absent", "pulled_out"]


def test_checking_in_is_one_tap(screens, counselor, check_in):
    page = screens.open(counselor, reverse("plans:checks"), width=390)
    click = Clicks(page)
    click("button", re.compile(r": in$", re.IGNORECASE))
    expect(page.locator("#main")).to_contain_text("Checked in")
    assert (click.count, CheckDay.objects.get().state) == (1, "in")
