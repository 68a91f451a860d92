"""No word typed into quick log is lost, whatever comes between, and nobody else reads it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from contacts.models import Note, NoteDraft
from tests.browser.notes import close, log_page, type_into, wait_for
from tests.factories import NoteFactory

pytestmark = pytest.mark.browser


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
    expect(page.locator("[data-log-wait]")).to_be_hidden(timeout=60_000)
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
    return page.locator("main [data-log-form] input[name=client_uuid]").input_value()


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
