"""Quick log in a real browser: in how many taps, and that no word is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from cases.models import Case
from contacts.models import Note, NoteDraft
from students.models import Student
from tasks.models import Task
from tests.browser.notes import PHONE, close, log_page, type_into, wait_for
from tests.factories import NoteFactory
from tests.world import hire, person

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


def test_without_javascript_it_is_a_page_that_saves(screens, counselor, ana, tap):
    page = screens.open(counselor, log_page(ana), scripts=False)
    tap(page, "Spoke")
    page.get_by_label("What was said").fill("All well.")
    tap(page, "Save", role="button")
    expect(page.get_by_role("main")).to_contain_text("Call logged.")
    assert Note.objects.get().text == "All well."


# --- No lost words ----------------------------------------------------------------------


def test_words_are_saved_as_they_are_typed_and_come_back_in_a_new_browser(
    screens, counselor, ana, tap
):
    page = screens.open(counselor, log_page(ana))
    page.get_by_label("What was said").press_sequentially("She said that")
    wait_for(page, "Saved as a draft")
    assert NoteDraft.objects.get().payload["text"] == ["She said that"]
    close(screens, page)
    again = screens.open(counselor, log_page(ana))
    expect(again.get_by_label("What was said")).to_have_value("She said that")
    expect(again.get_by_role("main")).to_contain_text("is back")
    tap(again, "Spoke")
    tap(again, "Save", role="button")
    again.wait_for_url("**/cases/**")
    assert Note.objects.get().text == "She said that"
    assert not NoteDraft.objects.exists()


def test_saved_without_a_connection_it_is_sent_once_when_there_is_one(
    screens, counselor, ana, tap
):
    page = screens.open(counselor, log_page(ana))
    page.context.set_offline(True)
    page.get_by_label("What was said").fill("At the door.")
    wait_for(page, "Waiting for connection (1)")
    tap(page, "Spoke")
    tap(page, "Save", role="button")
    expect(page.locator("[data-log-wait]")).to_contain_text("Waiting for connection (1)")
    assert Note.objects.count() == 0
    page.context.set_offline(False)
    expect(page.locator("[data-log-wait]")).to_be_hidden(timeout=15_000)
    assert Note.objects.get().text == "At the door."
    page.reload()
    page.wait_for_timeout(500)
    assert Note.objects.count() == 1
    screens.faults.clear()  # the browser writes the lost connection to its console


def test_words_typed_after_the_session_is_over_come_back_after_signing_in(
    screens, counselor, ana, tap
):
    page = screens.open(counselor, log_page(ana))
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What was said").fill("Typed overnight.")
    wait_for(page, "Your session is over")
    page.context.add_cookies(cookies)  # signed in again
    page.goto(log_page(ana))
    expect(page.get_by_label("What was said")).to_have_value("Typed overnight.")
    tap(page, "Spoke")
    tap(page, "Save", role="button")
    page.wait_for_url("**/cases/**")
    assert Note.objects.get().text == "Typed overnight."


def uuid_of(page):
    return page.locator("#log input[name=client_uuid]").input_value()


def type_offline(screens, author, student, text):
    """Open the sheet, lose the connection, then type; return the page."""
    page = screens.open(author, log_page(student))
    page.context.set_offline(True)
    type_into(page, text)
    wait_for(page, "Waiting for connection")
    return page


def drafts_said():
    return sorted(draft.payload["text"][0] for draft in NoteDraft.objects.all())


def test_words_that_come_after_those_of_another_window_are_kept_beside_them(
    screens, counselor, ana
):
    page = screens.open(counselor, log_page(ana))
    first = uuid_of(page)
    NoteDraft.objects.create(
        user=counselor.user,
        client_uuid=first,
        seq=50,
        payload={"student": [str(ana.pk)], "text": ["From the telephone."]},
    )
    page.get_by_label("What was said").fill("From the desk.")
    wait_for(page, "Saved as a draft")
    assert drafts_said() == ["From the desk.", "From the telephone."]
    assert uuid_of(page) != first
    screens.faults.clear()  # the browser writes the 409 to its console


def test_words_typed_after_the_note_was_saved_elsewhere_stay_a_draft(screens, counselor, ana):
    page = screens.open(counselor, log_page(ana))
    NoteFactory(about_student=ana, author=counselor.user, client_uuid=uuid_of(page))
    page.get_by_label("What was said").fill("And another thing.")
    wait_for(page, "Saved as a draft")
    assert drafts_said() == ["And another thing."]
    screens.faults.clear()


def test_so_do_words_that_waited_without_a_connection(screens, counselor, ana):
    page = type_offline(screens, counselor, ana, "From the stairs.")
    NoteFactory(about_student=ana, author=counselor.user, client_uuid=uuid_of(page))
    page.context.set_offline(False)
    page.goto(reverse("student", args=[ana.pk]))  # the sheet is gone; what waits is sent
    for _ in range(50):
        if NoteDraft.objects.exists():
            break
        page.wait_for_timeout(100)
    assert drafts_said() == ["From the stairs."]
    screens.faults.clear()


def test_what_is_kept_on_the_device_cannot_be_read_there(screens, counselor, ana):
    page = type_offline(screens, counselor, ana, "A secret.")
    kept = page.evaluate(
        """async () => {
          const open = indexedDB.open("psa-notes");
          const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
          const read = (name) => new Promise((done) => {
            const all = database.transaction(name).objectStore(name).getAll();
            all.onsuccess = () => done(all.result);
          });
          const [key] = await read("keys");
          const [note] = await read("notes");
          return {
            extractable: key.key.extractable,
            plain: JSON.stringify(note) + new TextDecoder().decode(note.sealed),
          };
        }"""
    )
    assert kept["extractable"] is False
    assert "secret" not in kept["plain"]
    screens.faults.clear()


def test_signing_out_warns_while_something_is_not_sent(screens, counselor, ana, tap):
    page = screens.open(counselor, log_page(ana))
    page.context.set_offline(True)
    tap(page, "Spoke")
    tap(page, "Save", role="button")
    expect(page.locator("[data-log-wait]")).to_contain_text("(1)")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_timeout(500)
    assert ["1 note not sent yet" in message for message in asked] == [True]
    screens.faults.clear()


def test_words_typed_after_signing_out_in_another_tab_can_be_read_again(screens, counselor, ana):
    page = screens.open(counselor, log_page(ana))
    cookies = page.context.cookies()
    page.get_by_label("What was said").fill("Before.")
    wait_for(page, "Saved as a draft")
    other = page.context.new_page()
    other.goto(reverse("student", args=[ana.pk]))
    other.locator(".user-menu summary").click()
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/login/**")
    page.get_by_label("What was said").fill("After.")
    wait_for(page, "Your session is over")
    counselor.client.force_login(counselor.user)
    session = counselor.client.cookies["sessionid"].value
    kept = [c for c in cookies if c["name"] == "sessionid"]
    page.context.add_cookies([{**kept[0], "value": session}])
    page.goto(log_page(ana))
    expect(page.get_by_label("What was said")).to_have_value("After.")
    screens.faults.clear()


# --- Every screen -----------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_every_screen_can_be_read(screens, counselor, ana, faults_of, width, theme):
    case = Case.objects.get()
    task = Task.objects.get()
    director = person(hire(Role.FIELD_COORDINATOR, ana.enrollments.get().school.region))
    wrong = []
    for who, address in (
        (counselor, reverse("cases:caseload")),
        (director, reverse("cases:everybody")),
        (counselor, reverse("cases:case", args=[case.pk])),
        (counselor, reverse("task", args=[task.pk])),
        (counselor, f"{reverse('cases:open')}?student={Student.objects.get(first_name='Ben').pk}"),
        (director, f"{reverse('cases:assign')}?case={case.pk}"),
        (counselor, log_page(ana)),
        (counselor, reverse("quick-log")),
        (counselor, reverse("contacts:drafts")),
    ):
        page = screens.open(who, address, width=width, theme=theme)
        wrong += [f"{address} {fault}" for fault in faults_of(page)]
    assert wrong == []


def test_the_sheet_can_be_read_and_left_by_keyboard(screens, counselor, ana, faults_of):
    page = screens.open(counselor, reverse("student", args=[ana.pk]), width=PHONE)
    page.get_by_role("link", name="Log contact").first.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("What came of it")
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_task_is_done_and_undone_in_place(screens, counselor, ana):
    page = screens.open(counselor, reverse("cases:case", args=[Case.objects.get().pk]))
    page.get_by_role("button", name=re.compile("^Done.*Call the family")).click()
    expect(page.locator("#tasks")).to_contain_text("Done Wed")
    page.get_by_role("button", name=re.compile("^Undo.*Call the family")).click()
    expect(page.locator("#tasks")).to_contain_text("Overdue since Nov 16")
    assert Task.objects.get().state == "open"
