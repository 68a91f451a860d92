"""A day on the road: visits open from a cold start without signal, and what is written at two doors comes
back once, beside what a colleague wrote meanwhile.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from contacts.models import Note
from tests.browser.notes import LEFT, PHONE, wait_until
from tests.browser.test_cold_start import READY, cold_start
from tests.visits.world import logged, plan
from tests.world import hire
from visits.models import Visit

pytestmark = pytest.mark.browser
SIGN_OUT = "button => button.form.requestSubmit(button)"


def log_door(page, name, outcome, words):
    card = page.locator("[data-visit]", has_text=name)
    card.get_by_text("Log the door").click()
    card.locator(".pick", has_text=outcome).click()
    card.get_by_label("What was said").fill(words)
    card.get_by_role("button", name="Save and check out").click()
    expect(card.locator("[data-visit-kept]")).to_be_visible()
    expect(card.get_by_text("Log the door")).to_have_count(0)


def test_two_doors_without_signal_come_back_once(screens, counselor, ana, district):
    colleague = hire(Role.COUNSELOR, district.oak, name="Cy Dow")
    mine = plan(counselor.user, ana)
    shared = plan(counselor.user, district.ben, partner=colleague)
    page = screens.open(counselor, reverse("visits:day"), width=PHONE)
    wait_until(page, lambda: page.evaluate(READY) and page.evaluate(LEFT)["notes"] == 1)

    page = cold_start(page, reverse("visits:day"))
    expect(page.locator("[data-cold-visits] h2").first).to_have_text("Visits today")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    log_door(page, "Ana Ito", "Nobody, or not the custodian", "Card under the door.")
    log_door(page, "Ben Ito", "Spoke at the door", "She comes tomorrow.")
    page.reload()
    expect(page.locator("[data-visit-kept]:visible")).to_have_count(2)
    expect(page.locator("[data-log-wait]")).to_contain_text("(2)")
    assert not Note.objects.exists()

    theirs = logged(colleague, shared, district.ben)  # meanwhile, at the school
    page.context.set_offline(False)
    page.goto(f"{screens.server}{reverse('visits:day')}")
    wait_until(page, lambda: Note.objects.filter(text="Card under the door.").exists())
    page.get_by_role("link", name="See both").click()
    page.wait_for_url(f"**{reverse('visits:door', args=[shared.pk])}")
    expect(page.get_by_label("What was said")).to_have_value("She comes tomorrow.")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("alert").first).to_contain_text(
        "Cy Dow wrote this visit down meanwhile"
    )
    expect(page.get_by_label("What was said")).to_have_value("She comes tomorrow.")
    page.get_by_role("button", name="Save").first.click()
    wait_until(page, lambda: Note.objects.filter(text="She comes tomorrow.").exists())
    expect(page.locator("[data-log-wait]")).to_be_hidden()

    assert Note.objects.count() == 3
    assert {visit.note.text for visit in Visit.objects.all()} == {"Card under the door.", ""}
    assert Visit.objects.get(pk=shared.pk).note == theirs
    assert Visit.objects.get(pk=mine.pk).state == "out"
    page.locator("[data-sign-out] button").first.evaluate(SIGN_OUT)
    page.wait_for_url("**/login/**")
    assert page.evaluate(LEFT) == {"keys": 0, "notes": 0}  # no address is left on the device
    screens.faults.clear()
