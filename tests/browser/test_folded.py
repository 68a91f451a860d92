"""A folded year opens in place, by mouse, keyboard or address; without a script by its links."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from desk.queries.student import MOST_WHOLE
from tests.desk.rows import judge, school_days, teach

pytestmark = pytest.mark.browser
FIRST = str(school_days(1)[0])


@pytest.fixture
def where(committed, district):
    teach(district.oak)
    judge(district.ana, district.oak, counted=MOST_WHOLE + 10)
    return reverse("student", args=[district.ana.pk])


def reasons(page, day=FIRST):
    return page.locator(f"#day-{day} .marks")


def test_a_day_of_the_calendar_opens_in_place(screens, counselor, where):
    page = screens.open(counselor, where)
    assert reasons(page).count() == 0
    page.locator(f'.months a[href$="#day-{FIRST}"]').click()
    expect(reasons(page)).to_be_visible()
    assert page.url.endswith(f"{where}#day-{FIRST}")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_number_opens_to_its_days_and_they_to_theirs(screens, counselor, where):
    page = screens.open(counselor, where)
    number = page.locator("details.number:has(#number-days_absent)")
    number.locator("summary").press("Enter")
    expect(number.locator(".number-days li")).to_have_count(MOST_WHOLE + 10)
    expect(number.locator("summary")).to_be_focused()
    number.locator(f'a[href="#day-{FIRST}"]').click()
    expect(reasons(page)).to_be_visible()
    expect(number).to_have_attribute("open", "")  # what was open stays so


def test_all_days_come_at_once(screens, counselor, where, faults_of):
    page = screens.open(counselor, where, width=390)
    assert faults_of(page) == []
    page.get_by_role("link", name=f"All {MOST_WHOLE + 10} days").click()
    expect(page.locator(".day-reason")).to_have_count(MOST_WHOLE + 10)
    assert faults_of(page) == []


def test_an_address_of_a_folded_day_opens_it(screens, counselor, where):
    page = screens.open(counselor, f"{where}#day-{FIRST}")
    expect(reasons(page)).to_be_visible()


def test_without_a_script_the_links_lead_there(screens, counselor, where):
    page = screens.open(counselor, where, scripts=False)
    page.locator(f'.months a[href$="#day-{FIRST}"]').click()
    page.wait_for_url("**/*whole=1*")
    expect(reasons(page)).to_be_visible()


def test_without_a_connection_it_is_a_link(screens, counselor, where):
    page = screens.open(counselor, where)
    page.wait_for_load_state("networkidle")
    page.route("**/*whole=1*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_())  # fmt: skip
    page.locator(f'.months a[href$="#day-{FIRST}"]').click()
    page.wait_for_url("**/*whole=1*")
    expect(reasons(page)).to_be_visible()
    screens.faults.clear()


def test_what_did_not_load_is_said_and_asked_for_again(screens, counselor, where):
    page = screens.open(counselor, where)
    page.route("**/*whole=1*", lambda route: route.abort(), times=1)
    number = page.locator("details.number:has(#number-days_absent)")
    number.locator("summary").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("That did not load")
    number.locator("summary").press("Enter")
    number.locator("summary").press("Enter")
    expect(number.locator(".number-days li")).to_have_count(MOST_WHOLE + 10)
    screens.faults.clear()


def test_whoever_went_on_meanwhile_keeps_the_focus(screens, counselor, where):
    page = screens.open(counselor, where)
    page.evaluate("""() => {
        const ask = window.fetch;
        window.fetch = (...all) => new Promise((go) => setTimeout(() => go(ask(...all)), 600));
    }""")
    number = page.locator("details.number:has(#number-days_absent)")
    number.locator("summary").press("Enter")
    page.locator(f'.months a[href$="#day-{FIRST}"]').focus()
    expect(number.locator(".number-days li")).to_have_count(MOST_WHOLE + 10)
    expect(page.locator(f'.months a[href$="#day-{FIRST}"]')).to_be_focused()


def test_a_folded_page_prints_as_it_stands(screens, counselor, where):
    page = screens.open(counselor, where)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for event in ("beforeprint", "afterprint"):
        page.evaluate(f"window.dispatchEvent(new Event('{event}'))")
        page.wait_for_timeout(300)  # a toggle comes later than what opened it
    assert asked == []
    assert page.locator("details.reason[open]").count() == 0
