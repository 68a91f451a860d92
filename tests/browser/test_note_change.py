"""Changing and amending a note in a real browser: no word is lost there either, and none doubled."""

import re
import time
from datetime import timedelta
from urllib.parse import unquote, urljoin

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.choices import Role
from audit.models import AccessEvent
from cases.actions import sign_note
from cases.choices import NoteOutcome
from cases.models import Note, NoteDraft, NoteRevision
from tests.factories import NoteFactory
from tests.world import hire, person

pytestmark = pytest.mark.browser
WORDS = "What was said"


@pytest.fixture
def note(committed, district, counselor):
    """A call about Ana, written by the counselor, not signed."""
    return NoteFactory(
        about_student=district.ana,
        author=counselor.user,
        outcome=NoteOutcome.SPOKE,
        text="As first written.",
        happened_at=timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1),
    )


@pytest.fixture
def signed(note, counselor):
    return sign_note(note=note, by=counselor.user, now=timezone.now())


def address(note):
    return reverse("cases:change", args=[note.pk])


def type_into(page, text):
    page.get_by_label(WORDS).fill(text)


def press(page, name="Save"):
    page.get_by_role("button", name=name, exact=True).click()


def wait_for(page, state):
    expect(page.locator("[data-log-state]")).to_contain_text(state, timeout=8000)


def wait_until(page, is_so, seconds=15):
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert is_so()


def wait_for_note(page, note):
    page.wait_for_url(f"**{reverse('cases:note', args=[note.pk])}", timeout=20_000)


def close(screens, page):
    page.context.close()
    screens.contexts.remove(page.context)


def texts():
    return list(Note.objects.order_by("pk").values_list("text", flat=True))


def expire_sessions():
    Session.objects.all().delete()


def sign_in_again(page, counselor):
    counselor.client.force_login(counselor.user)
    session = counselor.client.cookies["sessionid"].value
    everywhere = urljoin(page.url, "/")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": everywhere}])


# --- A closed browser --------------------------------------------------------------------


def test_words_of_a_change_come_back_in_a_new_browser_and_are_saved_once(screens, counselor, note):
    page = screens.open(counselor, address(note))
    page.get_by_label(WORDS).press_sequentially(" And more")
    wait_for(page, "Saved as a draft")
    typed = page.get_by_label(WORDS).input_value()
    close(screens, page)
    again = screens.open(counselor, address(note))
    expect(again.get_by_label(WORDS)).to_have_value(typed)
    expect(again.get_by_role("main")).to_contain_text("is back, not saved yet")
    press(again)
    wait_for_note(again, note)
    assert texts() == [typed]
    assert (Note.objects.get().version, NoteDraft.objects.count()) == (2, 0)
    again.goto(address(note))
    expect(again.locator("[data-log-restored]")).to_be_hidden()


def test_words_of_an_amendment_do_too(screens, counselor, signed):
    page = screens.open(counselor, address(signed))
    type_into(page, "It was her sister.")
    wait_for(page, "Saved as a draft")
    close(screens, page)
    again = screens.open(counselor, address(signed))
    expect(again.get_by_label(WORDS)).to_have_value("It was her sister.")
    press(again, "Amend")
    again.wait_for_url("**/notes/*/")
    assert texts() == ["As first written.", "It was her sister."]
    assert not NoteDraft.objects.exists()


def test_words_that_only_the_device_has_come_back_in_this_form_alone(
    screens, counselor, district, note
):
    page = screens.open(counselor, address(note))
    context = page.context
    context.set_offline(True)
    type_into(page, "On the stairs.")
    wait_for(page, "Waiting for connection (1)")
    page.close()
    expire_sessions()  # so that no other page can send them
    context.set_offline(False)
    page = context.new_page()
    page.goto("/account/login/")
    sign_in_again(page, counselor)
    page.route("**/log/draft", lambda route: route.abort())
    page.goto(f"{reverse('quick-log')}?student={district.ana.pk}")
    page.wait_for_timeout(500)
    expect(page.get_by_label(WORDS)).to_have_value("")
    page.goto(address(note))
    expect(page.get_by_label(WORDS)).to_have_value("On the stairs.")
    expect(page.get_by_role("main")).to_contain_text("is back, not saved yet")
    press(page, "Start over")
    expect(page.get_by_label(WORDS)).to_have_value("As first written.")
    page.reload()
    expect(page.get_by_label(WORDS)).to_have_value("As first written.")
    screens.faults.clear()  # the browser writes what was not sent to its console


# --- A session that is over ----------------------------------------------------------------


@pytest.mark.parametrize("intent", ["Save", "Amend"])
def test_saved_after_the_session_is_over_it_is_saved_once_after_signing_in(
    screens, counselor, note, intent
):
    if intent == "Amend":
        sign_note(note=note, by=counselor.user, now=timezone.now())
    page = screens.open(counselor, address(note))
    expire_sessions()
    type_into(page, "Typed overnight.")
    press(page, intent)
    wait_for(page, "Your session is over")
    expect(page.get_by_label(WORDS)).to_have_value("Typed overnight.")
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_have_attribute(
        "href", re.compile(f"next=.*notes.*{note.pk}.*change")
    )
    assert texts() == ["As first written."]
    sign_in_again(page, counselor)
    page.goto(address(note))  # where signing in leads
    page.wait_for_url(re.compile(r"/notes/\d+/$"), timeout=20_000)
    expect(page.get_by_role("main")).to_contain_text("Typed overnight.")
    page.goto(address(note))
    page.wait_for_timeout(500)
    kept = {"Save": ["Typed overnight."], "Amend": ["As first written.", "Typed overnight."]}
    assert texts() == kept[intent]
    assert NoteRevision.objects.count() == (intent == "Save")
    screens.faults.clear()


# --- A connection that is lost ---------------------------------------------------------------


@pytest.mark.parametrize("intent", ["Save", "Amend"])
def test_saved_without_a_connection_it_is_sent_once_when_there_is_one(
    screens, counselor, note, intent
):
    if intent == "Amend":
        sign_note(note=note, by=counselor.user, now=timezone.now())
    page = screens.open(counselor, address(note))
    page.context.set_offline(True)
    type_into(page, "At the door.")
    press(page, intent)
    wait_for(page, "Waiting for connection")
    expect(page.locator("[data-log-wait]")).to_contain_text("(1)")
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/notes/\d+/$"), timeout=20_000)
    kept = {"Save": ["At the door."], "Amend": ["As first written.", "At the door."]}
    assert texts() == kept[intent]
    assert not NoteDraft.objects.exists()
    screens.faults.clear()


def test_it_is_sent_from_any_page_when_its_own_was_closed(screens, counselor, district, note):
    page = screens.open(counselor, address(note))
    context = page.context
    context.set_offline(True)
    type_into(page, "At the door.")
    press(page)
    wait_for(page, "Waiting for connection")
    page.close()
    context.set_offline(False)
    other = context.new_page()
    other.goto(reverse("student", args=[district.ana.pk]))
    wait_until(other, lambda: texts() == ["At the door."])
    expect(other.locator("#toasts")).to_contain_text("1 note saved that waited")
    assert Note.objects.count() == 1
    screens.faults.clear()


@pytest.mark.parametrize("intent", ["Save", "Amend"])
def test_an_answer_that_is_lost_changes_nothing_twice(screens, counselor, note, intent):
    if intent == "Amend":
        sign_note(note=note, by=counselor.user, now=timezone.now())
    page = screens.open(counselor, address(note))
    lost = []

    def lose(route):
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/change/", lose)
    type_into(page, "Once.")
    press(page, intent)
    wait_for(page, "Waiting for connection")
    assert lost == [200]
    page.wait_for_url(re.compile(r"/notes/\d+/$"), timeout=20_000)
    assert texts() == {"Save": ["Once."], "Amend": ["As first written.", "Once."]}[intent]
    assert NoteRevision.objects.count() == (intent == "Save")
    screens.faults.clear()


# --- The note has moved on ---------------------------------------------------------------------


def change_elsewhere(note, text):
    Note.objects.filter(pk=note.pk).update(text=text, version=F("version") + 1)


def test_words_that_met_newer_ones_are_kept_and_joined(screens, counselor, note):
    page = screens.open(counselor, address(note))
    type_into(page, "From the desk.")
    change_elsewhere(note, "From the telephone.")
    press(page)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("From the telephone.")
    expect(alert).to_contain_text("Join the two, then save again.")
    expect(page.get_by_label(WORDS)).to_have_value("From the desk.")
    assert NoteRevision.objects.get(kind="unsaved").text == "From the desk."
    type_into(page, "From both.")
    press(page)
    wait_for_note(page, note)
    assert texts() == ["From both."]
    screens.faults.clear()  # the browser writes the 409 to its console


def test_so_are_words_that_waited_without_a_connection(screens, counselor, district, note):
    page = screens.open(counselor, address(note))
    context = page.context
    context.set_offline(True)
    type_into(page, "From the stairs.")
    press(page)
    wait_for(page, "Waiting for connection")
    page.close()
    change_elsewhere(note, "From the telephone.")
    context.set_offline(False)
    other = context.new_page()
    other.goto(reverse("student", args=[district.ana.pk]))
    toasts = other.locator("#toasts")
    expect(toasts).to_contain_text("Your words are kept.")
    toasts.get_by_role("link", name="See both").click()
    expect(other.get_by_label(WORDS)).to_have_value("From the stairs.")
    expect(other.get_by_role("main")).to_contain_text("saving shows both texts")
    press(other)
    expect(other.get_by_role("alert")).to_contain_text("From the telephone.")
    press(other)
    wait_for_note(other, note)
    assert texts() == ["From the stairs."]
    screens.faults.clear()


def test_a_change_of_a_note_signed_meanwhile_can_amend_it_instead(
    screens, counselor, note, faults_of
):
    page = screens.open(counselor, address(note), width=390)
    type_into(page, "It was her sister.")
    sign_note(note=note, by=counselor.user, now=timezone.now())
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("signed meanwhile")
    expect(page.get_by_label(WORDS)).to_have_value("It was her sister.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Amend a note")
    expect(page).to_have_title(re.compile("^Amend a note"))
    expect(page.locator("main .subtitle")).to_contain_text("stays as it is")
    assert faults_of(page) == []
    assert texts() == ["As first written."]
    press(page, "Amend instead")
    page.wait_for_url(re.compile(r"/notes/\d+/$"))
    assert texts() == ["As first written.", "It was her sister."]
    screens.faults.clear()


def test_a_change_that_waited_never_becomes_an_amendment_by_itself(screens, counselor, note):
    page = screens.open(counselor, address(note))
    context = page.context
    context.set_offline(True)
    type_into(page, "It was her sister.")
    press(page)
    wait_for(page, "Waiting for connection")
    page.close()
    sign_note(note=note, by=counselor.user, now=timezone.now())
    context.set_offline(False)
    again = context.new_page()
    again.goto(address(note))
    expect(again.get_by_role("alert")).to_contain_text("signed meanwhile")
    expect(again.get_by_label(WORDS)).to_have_value("It was her sister.")
    assert texts() == ["As first written."]
    screens.faults.clear()


# --- Somebody else signs in ---------------------------------------------------------------------


def be(page, person):
    """Sign in as a person in another tab of the same browser."""
    sign_in_again(page, person)
    other = page.context.new_page()
    other.goto("/")
    expect(other.locator(".user-name")).to_have_text(person.user.name)
    return other


@pytest.mark.parametrize("where", ["a new note", "a change", "an amendment"])
def test_words_of_one_wait_while_somebody_else_is_signed_in(
    screens, counselor, district, note, faults_of, where
):
    second = person(hire(Role.COUNSELOR, district.oak))
    if where == "an amendment":
        sign_note(note=note, by=counselor.user, now=timezone.now())
    sheet = f"{reverse('quick-log')}?student={district.ana.pk}"
    start = sheet if where == "a new note" else address(note)
    page = screens.open(counselor, start, width=390)
    other = be(page, second)
    type_into(page, "Of the first.")
    wait_for(page, f"You are signed in as {second.user.name}; these words are")
    wait_for(page, "They are kept on this device.")
    assert not NoteDraft.objects.exists()
    if where == "a new note":
        page.locator(".pick:visible", has_text=re.compile(r"^\s*Spoke")).click()
    press(page, "Amend" if where == "an amendment" else "Save")
    wait_for(page, f"Sign in as {counselor.user.name} to save them.")
    expect(page.get_by_label(WORDS)).to_have_value("Of the first.")
    assert faults_of(page) == []
    # Neither a page of the other shows or sends them, nor does this one go on trying.
    other.goto(sheet if where == "a change" else start)
    other.wait_for_timeout(500)
    begins = "As first written." if where == "an amendment" else ""
    expect(other.get_by_label(WORDS)).to_have_value(begins)
    refused = AccessEvent.objects.filter(reason="words of another author")
    assert refused.count() == 2
    if where == "a change":
        page.wait_for_timeout(11_000)  # longer than between two tries
        assert refused.count() == 2
    assert texts() == ["As first written."]
    page.get_by_role("link", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Sign out?")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(lambda url: unquote(url).endswith(f"/login/?next={start}"))
    sign_in_again(page, counselor)
    page.goto(start)
    if where == "a new note":
        expect(page.get_by_label(WORDS)).to_have_value("")
    wait_until(page, lambda: "Of the first." in texts())
    assert set(Note.objects.values_list("author", flat=True)) == {counselor.user.pk}
    screens.faults.clear()  # the browser writes the 409s to its console


def test_they_are_saved_from_the_page_itself_when_its_own_person_is_back(
    screens, counselor, district, note
):
    page = screens.open(counselor, address(note))
    be(page, person(hire(Role.COUNSELOR, district.oak)))
    type_into(page, "Of the first.")
    wait_for(page, "these words are")
    sign_in_again(page, counselor)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    wait_for(page, "Saved as a draft")
    press(page)
    wait_for_note(page, note)
    assert texts() == ["Of the first."]
    screens.faults.clear()


def test_without_javascript_the_words_are_given_back(screens, counselor, district, note):
    page = screens.open(counselor, address(note), width=320, scripts=False)
    sign_in_again(page, person(hire(Role.COUNSELOR, district.pine)))
    type_into(page, "Of the first.")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was saved")
    expect(page.get_by_label("The words, to copy")).to_have_value("Of the first.")
    page.get_by_role("link", name=f"Sign in as {counselor.user.name}").click()
    expect(page.get_by_role("heading", name="Sign out?")).to_be_visible()
    assert texts() == ["As first written."]
    screens.faults.clear()  # the browser writes the 409 to its console


def test_a_sheet_opens_as_a_page_of_whoever_is_signed_in(screens, counselor, district, note):
    second = person(hire(Role.COUNSELOR, district.oak))
    page = screens.open(counselor, reverse("student", args=[district.ana.pk]))
    be(page, second)
    page.get_by_role("link", name="Log contact").first.click()
    page.wait_for_url("**/log/**")
    expect(page.locator(".user-name")).to_have_text(second.user.name)


# --- The rest --------------------------------------------------------------------------------


def test_signing_out_warns_of_a_change_not_sent(screens, counselor, note):
    page = screens.open(counselor, address(note))
    page.context.set_offline(True)
    type_into(page, "Not sent.")
    wait_for(page, "Waiting for connection")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    wait_until(page, lambda: asked)
    assert ["1 note not sent yet" in message for message in asked] == [True]
    screens.faults.clear()


def test_without_javascript_a_note_is_changed_and_amended(screens, counselor, note):
    page = screens.open(counselor, address(note), scripts=False)
    type_into(page, "Better words.")
    press(page)
    wait_for_note(page, note)
    assert texts() == ["Better words."]
    sign_note(note=note, by=counselor.user, now=timezone.now())
    page.goto(address(note))
    type_into(page, "It was her sister.")
    press(page, "Amend")
    page.wait_for_url(re.compile(r"/notes/\d+/$"))
    assert texts() == ["Better words.", "It was her sister."]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_the_form_can_be_read_with_what_came_back(
    screens, counselor, note, faults_of, width, theme
):
    page = screens.open(counselor, address(note), width=width, theme=theme)
    type_into(page, "Half a sent")
    wait_for(page, "Saved as a draft")
    change_elsewhere(note, "Since.")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("saving shows both texts")
    wrong = faults_of(page)
    page.goto(reverse("cases:drafts"))
    expect(page.get_by_role("main")).to_contain_text("Changes a note")
    assert [*wrong, *faults_of(page)] == []
