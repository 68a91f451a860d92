"""A contact logged without a connection, from a page that was open before it was lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Case
from contacts.models import Note
from tasks.models import Task
from tests.browser.notes import PHONE, log_page

pytestmark = pytest.mark.browser


def lose_connection(page):
    """Cut the page off, once it has what it needs without a connection. Its clock is ours."""
    for _ in range(100):
        if page.evaluate("Object.keys(sessionStorage).some((key) => key.startsWith('log-blank'))"):
            break
        page.wait_for_timeout(100)
    page.clock.set_system_time(timezone.now())
    page.context.set_offline(True)


def find_connection(page):
    page.context.set_offline(False)
    expect(page.locator("[data-log-wait]")).to_be_hidden(timeout=60_000)


def sheet(page):
    return page.get_by_role("dialog")


def test_a_visit_is_logged_at_a_door_without_a_signal(screens, counselor, ana, tap):
    page = screens.open(
        counselor, reverse("cases:case", args=[Case.objects.get().pk]), width=PHONE
    )
    lose_connection(page)
    tap(page, "Log visit", role="link")
    expect(sheet(page)).to_contain_text("No connection")
    expect(sheet(page)).to_contain_text("Ana Ito")
    tap(page, "Spoke at the door")
    page.locator("fieldset", has_text="Next step").locator(".pick", has_text="Call again").click()
    tap.count += 1
    tap(page, "Save", role="button")
    expect(page.locator("[data-log-wait]")).to_contain_text("Waiting for connection (1)")
    expect(sheet(page)).to_be_hidden()
    assert (tap.count, Note.objects.count()) == (4, 0)
    find_connection(page)
    note = Note.objects.get()
    assert (note.kind, note.reached, note.with_whom) == ("visit", True, "someone")
    assert list(note.students.all()) == [ana]
    assert timedelta(0) <= timezone.now() - note.happened_at < timedelta(minutes=3)
    assert Task.objects.get(evidence__note=note.pk).title == "Call again"
    page.reload()
    page.wait_for_timeout(500)
    assert Note.objects.count() == 1
    screens.faults.clear()  # the browser writes the lost connection to its console


def test_a_call_is_logged_in_four_taps_from_the_page_of_the_student(screens, counselor, ana, tap):
    page = screens.open(counselor, reverse("student", args=[ana.pk]), width=PHONE)
    lose_connection(page)
    page.get_by_role("link", name="Log contact").first.click()
    expect(sheet(page)).to_contain_text("Ana Ito")
    tap(page, "Spoke")
    tap(page, "Getting to school")
    page.locator("fieldset", has_text="Next step").locator(".pick", has_text="Home visit").click()
    tap.count += 1
    tap(page, "Save", role="button")
    expect(page.locator("[data-log-wait]")).to_contain_text("Waiting for connection (1)")
    find_connection(page)
    note = Note.objects.get()
    assert tap.count == 4
    assert (note.kind, note.outcome, note.barriers) == ("call", "spoke", ["transport"])
    screens.faults.clear()


def test_what_is_typed_there_comes_back_there_and_in_the_whole_sheet(screens, counselor, ana, tap):
    page = screens.open(counselor, reverse("student", args=[ana.pk]))
    lose_connection(page)
    page.get_by_role("link", name="Log contact").first.click()
    page.get_by_label("What was said").fill("On the stairs.")
    expect(page.locator("[data-log-state]")).to_contain_text("Waiting for connection (1)")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Log contact").first.click()
    expect(page.get_by_label("What was said")).to_have_value("On the stairs.")
    page.keyboard.press("Escape")
    page.context.set_offline(False)
    page.goto(log_page(ana))
    expect(page.get_by_label("What was said")).to_have_value("On the stairs.")
    tap(page, "Spoke")
    tap(page, "Save", role="button")
    page.wait_for_url("**/cases/**")
    assert [note.text for note in Note.objects.all()] == ["On the stairs."]
    screens.faults.clear()


def test_the_adult_chosen_before_the_connection_was_lost_stays_chosen(
    screens, counselor, ana, tap
):
    page = screens.open(counselor, reverse("student", args=[ana.pk]))
    page.get_by_role("link", name="Log contact").first.click()
    expect(sheet(page)).to_contain_text("María López")
    lose_connection(page)
    tap(page, "Spoke")
    tap(page, "Ben Ito")
    expect(page.locator("[data-log-state]")).to_contain_text("Waiting for connection (1)")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Log contact").first.click()
    expect(sheet(page)).to_contain_text("Whom you chose before")
    tap(page, "Save", role="button")
    expect(page.locator("[data-log-wait]")).to_contain_text("Waiting for connection (1)")
    find_connection(page)
    note = Note.objects.get()
    assert (str(note.guardian), note.outcome, note.about.count()) == ("María López", "spoke", 2)
    screens.faults.clear()


def test_about_whom_is_asked_of_the_page(screens, counselor, ana, tap):
    page = screens.open(counselor, reverse("search") + "?q=Ito")
    lose_connection(page)
    page.get_by_role("link", name="Log contact").first.click()
    expect(sheet(page)).to_contain_text("About whom of this page?")
    sheet(page).locator(".hit", has_text="Ito, Ana").click()
    expect(sheet(page)).to_contain_text("Ana")
    tap(page, "Spoke")
    tap(page, "Save", role="button")
    expect(page.locator("[data-log-wait]")).to_contain_text("Waiting for connection (1)")
    find_connection(page)
    assert list(Note.objects.get().students.all()) == [ana]
    screens.faults.clear()


def test_a_draft_that_the_server_has_is_there_without_a_connection_too(screens, counselor, ana):
    page = screens.open(counselor, reverse("student", args=[ana.pk]))
    page.clock.set_system_time(timezone.now())
    page.get_by_role("link", name="Log contact").first.click()
    page.get_by_label("What was said").fill("Half a sent")
    expect(page.locator("[data-log-state]")).to_contain_text("Saved as a draft")
    page.keyboard.press("Escape")
    lose_connection(page)
    page.get_by_role("link", name="Log contact").first.click()
    expect(sheet(page)).to_contain_text("No connection")
    expect(page.get_by_label("What was said")).to_have_value("Half a sent")
    screens.faults.clear()


def test_the_sheet_can_be_read(screens, counselor, ana, faults_wide_and_narrow):
    page = screens.open(counselor, reverse("student", args=[ana.pk]))
    lose_connection(page)
    page.get_by_role("link", name="Log contact").first.press("Enter")
    expect(sheet(page)).to_contain_text("No connection")
    assert faults_wide_and_narrow(page) == []
    screens.faults.clear()
