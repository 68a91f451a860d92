"""A change is said once, aloud as well, and the person stays where they were."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case
from tasks.models import Task
from tests.browser.notes import wait_until

pytestmark = pytest.mark.browser


# What is said is said over soon after: how many entries the timeline has by then.
LISTENS = """() => {
  const voice = document.getElementById("voice");
  window.said = [];
  const watch = new MutationObserver(() => window.said.push(voice.textContent));
  watch.observe(voice, { childList: true, characterData: true, subtree: true });
}"""


def voice(page):
    return page.locator("#voice")


def test_a_contact_saved_in_the_sheet_is_said_and_the_focus_is_where_it_was(
    screens, counselor, ana, tap
):
    page = screens.open(counselor, reverse("student", args=[ana.pk]))
    opener = page.get_by_role("banner").get_by_role("link", name="Log contact")
    opener.press("Enter")
    tap(page, "Spoke")
    page.evaluate(LISTENS)
    page.add_init_script(f"addEventListener('DOMContentLoaded', {LISTENS})")  # it is opened anew
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Call logged.")
    wait_until(page, lambda: "Call logged." in page.evaluate("window.said ?? []"))
    expect(opener).to_be_focused()
    assert page.url.endswith(reverse("student", args=[ana.pk]))


def test_a_task_done_in_its_row_is_said_and_the_focus_stays_in_the_row(screens, counselor, ana):
    page = screens.open(counselor, reverse("tasks"))
    task = Task.objects.get()
    row = page.locator(f"#task-{task.pk}")
    row.get_by_role("button", name="Done").press("Enter")
    expect(voice(page)).to_have_text(f"Done: {task.title}")
    expect(row).to_be_focused()


def test_what_was_added_is_told_with_undo_where_the_person_is(screens, counselor, ana):
    address = reverse("cases:case", args=[Case.objects.get().pk])
    page = screens.open(counselor, address, width=390)
    page.locator("summary", has_text="Add a task").click()
    page.get_by_label("What is to be done").fill("Ask the nurse")
    page.get_by_role("button", name="Add the task").click()
    told = page.locator("#toasts")
    expect(told).to_contain_text("The task was added.")
    expect(told.get_by_role("link", name="Open")).to_be_visible()
    told.get_by_role("button", name="Undo").click()
    expect(page.locator("#main").get_by_text("Undone: the task is gone.")).to_be_attached()
    assert page.url.endswith(address)
    assert Task.objects.get(title="Ask the nurse").state == "dismissed"


def failed(route):
    return route.fulfill(status=503, body="")


def refused(route):
    return route.fulfill(status=403, body="")


def test_a_list_that_does_not_come_says_so_in_its_place(screens, counselor, ana, faults_of):
    page, held = screens.open(counselor, reverse("tasks")), []
    rows, more = page.locator(".list-rows"), "**/tasks/?show=*"
    page.route(more, lambda route: held.append(route))  # noqa: PLW0108 - a builtin cannot listen
    tab = page.locator("#" + page.locator(".tabs a:not(.here)").first.get_attribute("id"))
    tab.press("Enter")
    expect(rows).to_have_attribute("aria-busy", "true")
    expect(voice(page)).to_have_text("Loading")
    held[0].abort("internetdisconnected")
    expect(rows).to_contain_text("No connection")
    expect(voice(page)).to_have_text(
        re.compile("^No connection. Nothing could be loaded.[^.]*[.]$")
    )
    expect(tab).to_be_focused()
    expect(rows).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".list-rows .task")).to_be_hidden()
    expect(page.locator("#toasts .toast-note")).to_have_count(0)
    assert faults_of(page) == []

    page.unroute(more)
    page.route(more, failed)
    again = rows.get_by_role("link", name="Try again")
    again.press("Enter")
    expect(rows).to_contain_text("This could not be loaded")
    expect(again).to_be_focused()
    page.unroute(more)
    page.route(more, refused)
    again.press("Enter")
    expect(rows).to_contain_text("You may not see this")
    expect(again).to_have_count(0)
    expect(page.locator(".state-error")).to_be_focused()

    page.unroute(more)
    tab.press("Enter")
    expect(page.locator(".state-error")).to_have_count(0)
    expect(tab).to_have_attribute("aria-current", "page")
    assert "show=" in page.url

    # On a phone the open one of many tabs is in sight.
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(page.locator(".tabs a").last.get_attribute("href"))
    expect(page.locator(".tabs .here")).to_be_in_viewport(ratio=1)
    screens.faults.clear()  # the browser's console names what the test let fail


def test_a_refused_row_leads_to_what_is_wrong(screens, counselor, ana):
    page = screens.open(counselor, reverse("tasks"))
    row = page.locator(f"#task-{Task.objects.get().pk}")
    row.get_by_role("link", name="Another day, or not at all").click()
    row.get_by_role("button", name="Dismiss").click()
    expect(row.get_by_role("alert")).to_be_focused()
    row.get_by_role("link", name="Say why it need not be done.").click()
    expect(row.get_by_label("Why")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_form_begins_with_what_is_wrong(screens, counselor, ana, scripts, faults_of):
    address = reverse("cases:case", args=[Case.objects.get().pk])
    page = screens.open(counselor, address, scripts=scripts)
    page.locator("summary", has_text="Close the case").click()
    page.locator("summary", has_text="Change the tier").click()
    page.get_by_role("button", name="Decide").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Say why.").click()
    expect(page.locator("#tier-reason")).to_be_focused()
    screens.faults.clear()  # the browser writes the 422 to its console
    if scripts:
        assert faults_of(page) == []


def test_after_a_change_the_page_begins_where_it_was_made(screens, counselor, ana):
    page = screens.open(counselor, reverse("cases:case", args=[Case.objects.get().pk]), width=390)
    page.set_viewport_size({"width": 390, "height": 500})
    page.locator("summary", has_text="Change the tier").click()
    page.locator("#tier-reason").fill("It gets worse.")
    page.get_by_role("button", name="Decide").click()
    expect(voice(page)).to_have_text("The tier was decided.")
    expect(page.locator("#toasts")).to_contain_text("The tier was decided.")
    assert page.evaluate("scrollY") > 200
    expect(page.locator("summary", has_text="Change the tier")).to_be_focused()


def test_how_many_fit_is_said(screens, counselor, ana):
    page = screens.open(counselor, reverse("cases:case", args=[Case.objects.get().pk]))
    page.get_by_label("Show").select_option("task")
    expect(voice(page)).to_have_text(re.compile(r"\d+ entr(y|ies)"))
