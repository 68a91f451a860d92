"""Quick log in a real browser: in how many taps, by keyboard, and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from cases.models import Case
from contacts.models import Note, NoteDraft
from students.models import Student
from tasks.models import Task
from tests.browser.notes import PHONE, log_page
from tests.factories import EnrollmentFactory, StudentFactory
from tests.world import hire

pytestmark = pytest.mark.browser


def test_a_call_is_logged_in_four_taps(screens, counselor, ana, tap):
    page = screens.open(counselor, reverse("student", args=[ana.pk]), width=PHONE)
    page.get_by_role("link", name="Log contact").first.click()  # the telephone rang meanwhile
    expect(page.get_by_role("dialog")).to_contain_text("María López")
    tap(page, "Spoke")
    tap(page, "Getting to school")
    page.locator("fieldset", has_text="Next step").locator(".pick", has_text="Home visit").click()
    tap.count += 1
    tap(page, "Save", role="button")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_url("**/students/**")
    note = Note.objects.get()
    assert tap.count == 4
    assert (note.kind, note.outcome, note.reached) == ("call", "spoke", True)
    assert (str(note.guardian), note.language) == ("María López", "es")
    assert note.barriers == ["transport"]
    assert Task.objects.get(evidence__note=note.pk).title == "Home visit"


def test_a_visit_is_logged_in_five_taps(screens, counselor, ana, tap):
    page = screens.open(
        counselor, reverse("cases:case", args=[Case.objects.get().pk]), width=PHONE
    )
    tap(page, "Log visit", role="link")
    expect(page.get_by_role("dialog")).to_contain_text("Spoke at the door")
    tap(page, "Spoke at the door")
    page.locator("fieldset", has_text="Next step").locator(".pick", has_text="Call again").click()
    tap.count += 1
    tap(page, "Ben Ito")
    tap(page, "Save", role="button")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#timeline")).to_contain_text("Home visit with María López")
    note = Note.objects.get()
    assert tap.count == 5
    assert (note.kind, note.reached, note.about.count()) == ("visit", True, 2)


def test_a_sibling_elsewhere_is_named_and_never_offered(screens, counselor, ana):
    colleague = hire(
        Role.COUNSELOR, Student.objects.get(first_name="Dov").enrollments.get().school
    )
    page = screens.open(counselor, log_page(ana))
    about = page.locator("fieldset", has_text="Also about")
    expect(about).to_contain_text(f"Call {colleague.name}")
    assert about.locator("input").count() == 1


def test_a_task_that_the_call_did_is_done_with_it(screens, counselor, ana, tap):
    page = screens.open(counselor, log_page(ana))
    tap(page, "Spoke")
    tap(page, "Call the family")
    tap(page, "Save", role="button")
    page.wait_for_url("**/cases/**")
    assert Task.objects.get().state == "done"


def test_what_is_missing_is_said_and_nothing_typed_is_lost(screens, counselor, ana, tap):
    page = screens.open(counselor, log_page(ana))
    page.get_by_label("What was said").fill("Mañana vendrá.")
    tap(page, "Save", role="button")
    expect(page.get_by_role("main")).to_contain_text("Choose what came of it.")
    expect(page.get_by_label("What was said")).to_have_value("Mañana vendrá.")
    screens.faults.clear()  # the browser writes the 422 to its console
    tap(page, "Spoke")
    tap(page, "Save", role="button")
    page.wait_for_url("**/cases/**")
    assert Note.objects.get().text == "Mañana vendrá."


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_is_named_by_id_is_shown_by_name_and_ticked(
    screens, counselor, ana, district, tap, scripts
):
    flo = StudentFactory(first_name="Flo", last_name="Ito")
    EnrollmentFactory(student=flo, school=district.oak)
    page = screens.open(counselor, log_page(ana), width=PHONE, scripts=scripts)
    tap(page, "Spoke")
    tap(page, "The student")
    page.get_by_text("Also about other students").click()
    page.get_by_label("IDs of other students").fill(flo.sis_id)
    tap(page, "Save", role="button")
    expect(page.get_by_role("main")).to_contain_text("save again")
    screens.faults.clear()  # the browser writes the 422 to its console
    tap(page, "Ito, Flo")
    tap(page, "Save", role="button")
    page.wait_for_url("**/cases/**")
    expect(page.locator("body")).to_contain_text("Call logged about Ito, Ana; Ito, Flo.")
    assert Note.objects.get().about.count() == 2


def test_without_javascript_it_is_a_page_that_saves(screens, counselor, ana, tap):
    page = screens.open(counselor, log_page(ana), scripts=False)
    tap(page, "Spoke")
    page.get_by_label("What was said").fill("All well.")
    tap(page, "Save", role="button")
    expect(page.get_by_role("main")).to_contain_text("Call logged.")
    assert Note.objects.get().text == "All well."


def test_the_sheet_can_be_read_and_left_by_keyboard(screens, counselor, ana, faults_of):
    page = screens.open(counselor, reverse("student", args=[ana.pk]), width=PHONE)
    page.get_by_role("link", name="Log contact").first.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("What came of it")
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_headings_come_into_the_note_only_when_asked_for(screens, counselor, ana, scripts):
    page = screens.open(counselor, log_page(ana), scripts=scripts)
    box = page.get_by_label("What was said")
    expect(page.locator("[data-prompt=visit]")).to_be_hidden()
    expect(box).to_have_value("")
    box.fill("Rang twice.")
    page.get_by_text("Words for it: Call home").click()
    page.locator("[data-prompt=call]").get_by_role("button").click()
    expect(page.get_by_label("What was said")).to_have_value(
        re.compile(r"^Rang twice\.\nWho answered: \n")
    )
    assert not Note.objects.exists()


def test_a_sheet_that_is_only_looked_at_keeps_no_draft(screens, counselor, ana):
    page = screens.open(counselor, log_page(ana))
    page.wait_for_timeout(1500)
    expect(page.locator("[data-log-state]")).to_have_text("")
    assert not NoteDraft.objects.exists()
