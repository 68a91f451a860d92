"""A note that has moved on since its form was opened: both texts are shown, and none is lost."""

import re

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from contacts.actions import sign_note
from contacts.models import Note, NoteRevision
from tests.browser.notes import (
    WORDS,
    address,
    leave_unsent,
    press,
    texts,
    type_into,
    wait_for,
    wait_for_note,
)
from tests.factories import act

pytestmark = pytest.mark.browser


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
    context = leave_unsent(screens, counselor, note, "From the stairs.")
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
    sign_note(note=note, act=act(counselor.user, at=timezone.now()))
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
    context = leave_unsent(screens, counselor, note, "It was her sister.")
    sign_note(note=note, act=act(counselor.user, at=timezone.now()))
    context.set_offline(False)
    again = context.new_page()
    again.goto(address(note))
    expect(again.get_by_role("alert")).to_contain_text("signed meanwhile")
    expect(again.get_by_label(WORDS)).to_have_value("It was her sister.")
    assert texts() == ["As first written."]
    screens.faults.clear()


def test_the_form_can_be_read_with_what_came_back(
    screens, counselor, note, faults_wide_and_narrow
):
    page = screens.open(counselor, address(note))
    type_into(page, "Half a sent")
    wait_for(page, "Saved as a draft")
    change_elsewhere(note, "Since.")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("saving shows both texts")
    wrong = faults_wide_and_narrow(page)
    page.goto(reverse("contacts:drafts"))
    expect(page.get_by_role("main")).to_contain_text("Changes a note")
    assert [*wrong, *faults_wide_and_narrow(page)] == []
