"""Keys of lists, and that nothing jumps while somebody goes through a page by keys."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tasks.models import Task
from tests.browser.notes import wait_until
from tests.factories import TODAY, TaskFactory

pytestmark = pytest.mark.browser
HERE = "document.activeElement.closest('li, tr')?.innerText ?? ''"


@pytest.fixture
def three(committed, district, counselor):
    """Three tasks, the longest overdue first."""
    for n, title in enumerate(("First", "Second", "Third")):
        due_on = TODAY - timedelta(days=9 - n)
        TaskFactory(student=district.ana, owner=counselor.user, title=title, due_on=due_on)


def at(page):
    return page.evaluate(HERE).split("\n")[0]


def state(title):
    return Task.objects.get(title=title).state


@pytest.mark.parametrize("address", ["/tasks/", "/"])
def test_from_row_to_row_and_open(screens, counselor, three, address):
    page = screens.open(counselor, address)
    for key, row in (("j", "First"), ("j", "Second"), ("k", "First"), ("k", "First")):
        page.keyboard.press(key)
        assert at(page) == row
    page.keyboard.press("o")
    page.wait_for_url("**/tasks/*/")
    page.go_back()
    page.keyboard.press("k")
    assert at(page) == "Third"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*/")


def test_a_morning_is_gone_through_by_keys(screens, counselor, three):
    page = screens.open(counselor, "/tasks/")
    page.keyboard.press("j")
    page.keyboard.press("d")
    wait_until(page, lambda: state("First") == "done")
    expect(page.locator(".task").first).to_contain_text("Done")
    expect(page.locator(".task").first.get_by_role("button", name="Undo")).to_be_visible()
    page.keyboard.press("j")
    assert at(page) == "Second"
    page.keyboard.press("s")  # one key, and it is put off
    wait_until(page, lambda: state("Second") == "snoozed")
    expect(page.locator(".task").nth(1)).to_contain_text("Waits until")
    page.keyboard.press("u")
    wait_until(page, lambda: state("Second") == "open")
    page.keyboard.press("j")
    assert at(page) == "Third"
    page.keyboard.press("m")
    expect(page.get_by_label("Snooze until")).to_be_visible()


def test_a_table_has_them_too(screens, counselor, ana):
    page = screens.open(counselor, reverse("cases:caseload"))
    page.keyboard.press("j")
    assert "Ito, Ana" in at(page)
    page.keyboard.press("e")  # no task: nothing is done
    page.keyboard.press("o")
    page.wait_for_url("**/cases/*/")


def test_who_types_gets_letters_and_who_wants_none_has_none(screens, counselor, three):
    page = screens.open(counselor, "/")
    box = page.locator("#bar-search")
    box.focus()
    page.keyboard.type("jek?")
    assert box.input_value() == "jek?"
    page.locator("h1").click()
    page.keyboard.press("?")
    dialog = page.locator("#keys-dialog")
    expect(dialog).to_contain_text("Next row")
    dialog.get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert at(page) == ""
    page.reload()
    page.keyboard.press("j")
    assert at(page) == ""
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_label("Use single keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert at(page) == "First"


def test_the_dialog_of_keys_has_no_fault(screens, counselor, three, faults_of):
    page = screens.open(counselor, "/tasks/", width=390)
    page.keyboard.press("?")
    expect(page.locator("#keys-dialog")).to_be_visible()
    assert faults_of(page) == []


def test_what_has_the_focus_stays_in_view_when_a_part_comes_late(screens, counselor, ana):
    """The work of a student comes after the page and is taller than the view."""
    page = screens.open(counselor, "about:blank")
    page.route("**/work/", lambda route: (page.wait_for_timeout(1500), route.continue_()))
    page.goto(f"/students/{ana.pk}/")
    link = page.get_by_role("link", name="Accessibility")
    link.focus()
    expect(link).to_be_in_viewport()
    expect(page.locator(".work-coming")).to_have_count(0)
    page.wait_for_timeout(300)
    expect(link).to_be_in_viewport()
