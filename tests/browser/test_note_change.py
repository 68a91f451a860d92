"""Changing and amending a note in a real browser: no word is lost there either, and none doubled."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Session
from contacts.actions import sign_note
from contacts.models import Note, NoteDraft, NoteRevision
from tests.browser.notes import (
    WORDS,
    address,
    close,
    leave_unsent,
    left_on,
    open_form,
    press,
    sign_in_again,
    texts,
    type_into,
    wait_for,
    wait_for_note,
    wait_until,
)
from tests.factories import act

pytestmark = pytest.mark.browser


@pytest.fixture
def signed(note, counselor):
    return sign_note(note=note, act=act(counselor.user, at=timezone.now()))


def expire_sessions():
    Session.objects.all().delete()


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
    assert left_on(page)["notes"] == 0
    page.reload()
    expect(page.get_by_label(WORDS)).to_have_value("As first written.")
    screens.faults.clear()  # the browser writes what was not sent to its console


# --- A session that is over ----------------------------------------------------------------


@pytest.mark.parametrize("intent", ["Save", "Amend"])
def test_saved_after_the_session_is_over_it_is_saved_once_after_signing_in(
    screens, counselor, note, intent
):
    page = open_form(screens, counselor, note, intent)
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
    page.wait_for_url(re.compile(r"/notes/\d+/$"), timeout=60_000)
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
    page = open_form(screens, counselor, note, intent)
    page.context.set_offline(True)
    type_into(page, "At the door.")
    press(page, intent)
    wait_for(page, "Waiting for connection")
    expect(page.locator("[data-log-wait]")).to_contain_text("(1)")
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/notes/\d+/$"), timeout=60_000)
    kept = {"Save": ["At the door."], "Amend": ["As first written.", "At the door."]}
    assert texts() == kept[intent]
    assert not NoteDraft.objects.exists()
    screens.faults.clear()


def test_it_is_sent_from_any_page_when_its_own_was_closed(screens, counselor, district, note):
    context = leave_unsent(screens, counselor, note, "At the door.")
    context.set_offline(False)
    other = context.new_page()
    other.goto(reverse("student", args=[district.ana.pk]))
    wait_until(other, lambda: texts() == ["At the door."])
    expect(other.locator("#toasts")).to_contain_text("1 note saved that waited")
    assert Note.objects.count() == 1
    screens.faults.clear()


@pytest.mark.parametrize("intent", ["Save", "Amend"])
def test_an_answer_that_is_lost_changes_nothing_twice(screens, counselor, note, intent):
    page = open_form(screens, counselor, note, intent)
    lost = []

    def lose(route):
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.fulfill(status=502)  # what stands before the server lost its answer

    page.route("**/change/", lose)
    type_into(page, "Once.")
    press(page, intent)
    wait_for(page, "Waiting for connection")
    assert lost == [200]
    page.wait_for_url(re.compile(r"/notes/\d+/$"), timeout=60_000)
    assert texts() == {"Save": ["Once."], "Amend": ["As first written.", "Once."]}[intent]
    assert NoteRevision.objects.count() == (intent == "Save")
    screens.faults.clear()


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
    sign_note(note=note, act=act(counselor.user, at=timezone.now()))
    page.goto(address(note))
    type_into(page, "It was her sister.")
    press(page, "Amend")
    page.wait_for_url(re.compile(r"/notes/\d+/$"))
    assert texts() == ["Better words.", "It was her sister."]
