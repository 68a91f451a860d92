"""A contact on a cold start without a connection: the browser is opened where no page answers."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from contacts.models import Note, NoteDraft
from tests.browser.notes import PHONE, wait_until

pytestmark = pytest.mark.browser
READY = "caches.match('/log/cold/').then(Boolean)"


def get_ready(screens, counselor):
    """Open a page with a connection, until the device has what a cold start needs."""
    page = screens.open(counselor, reverse("today"), width=PHONE)
    for _ in range(200):
        if page.evaluate(READY):
            return page
        page.wait_for_timeout(100)
    pytest.fail("the device has no sheet")


def cold_start(page, address="/"):
    """Open another page of the browser without a connection. Its clock is ours."""
    page.context.set_offline(True)
    fresh = page.context.new_page()
    fresh.clock.set_system_time(timezone.now())
    page.close()
    fresh.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}{address}")
    return fresh


def write(page, about, words):
    page.get_by_label("About whom").fill(about)
    page.locator(".pick", has_text="Visit").first.click()
    page.locator(".pick", has_text="Spoke at the door").click()
    page.get_by_label("What was said").fill(words)


def test_a_visit_is_written_down_and_goes_to_its_student_later(screens, counselor, ana):
    page = cold_start(get_ready(screens, counselor))
    expect(page.locator("h1")).to_have_text("No connection")
    assert "Ito" not in page.content()
    write(page, "Ana, grade 9", "Grandmother takes her tomorrow.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#log-page")).to_contain_text("Kept on this device")
    page.reload()
    expect(page.get_by_label("About whom")).to_have_value("")  # ready for the next
    assert not Note.objects.exists()

    page.context.set_offline(False)
    page.goto(f"{page.url.rstrip('/')}{reverse('student', args=[ana.pk])}")
    expect(page.locator("[data-log-wait]")).to_contain_text("Choose the student (1)")
    page.get_by_role("link", name="Log contact").first.click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Ana, grade 9: Grandmother takes her tomorrow.")
    sheet.get_by_role("button", name="It is about this student").click()
    expect(sheet.get_by_label("What was said")).to_have_value("Grandmother takes her tomorrow.")
    sheet.get_by_role("button", name="Save").click()
    expect(page.locator("[data-log-wait]")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    note = Note.objects.get()
    assert (note.kind, note.text) == ("visit", "Grandmother takes her tomorrow.")
    assert list(note.students.all()) == [ana]
    assert not NoteDraft.objects.exists()
    screens.faults.clear()  # the browser writes the lost connection to its console


def test_words_outlive_a_browser_that_is_closed_before_they_are_saved(screens, counselor, ana):
    """They are shown to nobody who is not signed in, and offered once somebody is."""
    page = cold_start(get_ready(screens, counselor))
    write(page, "The tall one of room 12", "Nobody home.")
    expect(page.locator("[data-log-state]")).to_contain_text("Kept on this device")
    page.reload()
    expect(page.get_by_label("About whom")).to_have_value("")
    expect(page.get_by_label("What was said")).to_have_value("")
    page.context.set_offline(False)
    page.goto(f"{page.url.rstrip('/')}{reverse('student', args=[ana.pk])}")
    page.get_by_role("link", name="Log contact").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("The tall one of room 12: Nobody home.")
    screens.faults.clear()


def test_taking_a_note_over_leaves_what_was_typed_here(screens, counselor, ana):
    """What stands in the sheet already becomes a draft of its own."""
    page = cold_start(get_ready(screens, counselor))
    write(page, "Ana", "From the door.")
    page.get_by_role("button", name="Save").click()
    page.context.set_offline(False)
    page.goto(f"{page.url.rstrip('/')}{reverse('student', args=[ana.pk])}")
    page.get_by_role("link", name="Log contact").first.click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("From the door.")
    sheet.get_by_label("What was said").fill("Typed just now.")
    sheet.get_by_role("button", name="It is about this student").click()
    expect(sheet.get_by_label("What was said")).to_have_value("From the door.")
    sheet.get_by_role("button", name="Save").click()
    wait_until(page, lambda: Note.objects.filter(text="From the door.").exists())
    wait_until(
        page, lambda: "Typed just now." in [d.payload["text"][0] for d in NoteDraft.objects.all()]
    )
    screens.faults.clear()


def test_whoever_signed_out_leaves_a_sheet_that_takes_no_words(screens, counselor, ana):
    page = get_ready(screens, counselor)
    page.get_by_role("button", name="Sign out").or_(
        page.locator("[data-sign-out] button")
    ).first.evaluate("button => button.form.requestSubmit(button)")
    page.wait_for_url("**/login/**")
    fresh = cold_start(page)
    expect(fresh.locator("main")).to_contain_text("Nobody is signed in on this device")
    expect(fresh.get_by_label("About whom")).to_be_hidden()
    screens.faults.clear()


def test_the_page_that_could_not_be_reached_is_one_click_away(screens, counselor, ana):
    there = reverse("student", args=[ana.pk])
    page = cold_start(get_ready(screens, counselor), there)
    expect(page.locator("h1")).to_have_text("No connection")
    page.context.set_offline(False)
    page.get_by_role("link", name="open the page").click()
    expect(page.locator("h1")).to_contain_text("Ana Ito")
    screens.faults.clear()


def test_the_sheet_fits(screens, counselor, ana):
    page = cold_start(get_ready(screens, counselor))
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.get_by_label("About whom")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    screens.faults.clear()
