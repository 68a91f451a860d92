"""Referrals, hearing calendars and packets in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from packets.actions.building import build_next
from sarb.tasks import CAUSES
from tests.conftest import as_worker
from tests.factories import act
from tests.packets.factories import PacketFactory
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.world import hire, person

pytestmark = pytest.mark.browser


@pytest.fixture
def chair(committed, district, store):
    return person(hire(Role.SARB_CHAIR))


def build_all():
    """Build what is on order."""
    while build_next(act(), causes=CAUSES):
        pass


def test_two_clicks_take_a_case_and_one_builds_the_day(screens, chair, district):
    referral = ReferralFactory(student=district.ana)
    docket = DocketFactory()
    DocketPlaceFactory(docket=docket, referral__student=district.ben)
    page = screens.open(chair, reverse("sarb:referrals"))
    page.get_by_role("link", name="Ito, Ana").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#main").get_by_text("Accepted. Give the case a place")).to_be_visible()
    page.goto(reverse("sarb:docket", args=[docket.pk]))
    page.get_by_role("button", name="Place Ito, Ana").click()
    page.get_by_role("button", name="Build 2 packets").click()
    expect(page.get_by_text("2 to go")).to_be_visible()
    as_worker(build_all)
    expect(page.get_by_role("link", name="Edition 1")).to_have_count(2)  # the page renewed itself
    with page.expect_download() as taken:
        page.get_by_role("link", name="All as zip").click()
    assert taken.value.suggested_filename == f"packets-{docket.date:%Y-%m-%d}.zip"
    referral.refresh_from_db()
    assert referral.state == "accepted"


def test_without_a_script_all_of_it_works(screens, chair, district):
    referral = ReferralFactory(student=district.ana)
    page = screens.open(chair, reverse("sarb:referral", args=[referral.pk]), scripts=False)
    page.get_by_role("button", name="Build").click()
    expect(page.get_by_text("Being built", exact=True)).to_be_visible()
    as_worker(build_all)
    page.reload()
    expect(page.get_by_role("link", name="Edition 1 for the chair")).to_be_visible()


def test_every_page_is_for_everybody(screens, chair, district, faults_in_all_looks):
    referral = ReferralFactory(student=district.ana)
    DocketPlaceFactory(referral__student=district.ben)
    PacketFactory(referral=referral)
    docket = DocketPlaceFactory(referral=ReferralFactory(accepted=True)).docket
    counselor = person(hire(Role.COUNSELOR, district.oak))
    pages = [
        (chair, reverse("sarb:referrals")),
        (chair, reverse("sarb:referral", args=[referral.pk])),
        (chair, reverse("sarb:hearings")),
        (chair, reverse("sarb:docket", args=[docket.pk])),
        (counselor, reverse("sarb:referral", args=[referral.pk])),
        (counselor, f"{reverse('sarb:refer')}?student={district.ben.pk}"),
    ]
    wrong = {
        address: faults
        for who, address in pages
        if (faults := faults_in_all_looks(screens.visit(who, address)))
    }
    assert wrong == {}
