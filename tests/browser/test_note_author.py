"""Words of one person in a browser in which somebody else has signed in meanwhile."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.choices import Role
from audit.models import AccessEvent
from contacts.actions import sign_note
from contacts.models import Note, NoteDraft
from tests.browser.notes import (
    WORDS,
    address,
    press,
    sign_in_again,
    texts,
    type_into,
    wait_for,
    wait_for_note,
    wait_until,
)
from tests.factories import act
from tests.world import hire, person

pytestmark = pytest.mark.browser


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
        sign_note(note=note, act=act(counselor.user, at=timezone.now()))
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
