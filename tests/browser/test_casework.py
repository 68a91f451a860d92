"""The pages of cases, tasks and contacts in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from cases.models import Case
from students.models import Student
from tasks.models import Task
from tests.browser.notes import log_page
from tests.world import hire, person

pytestmark = pytest.mark.browser


def test_every_screen_can_be_read(screens, counselor, ana, faults_in_all_looks):
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
        page = screens.visit(who, address)
        wrong += [f"{address} {fault}" for fault in faults_in_all_looks(page)]
    assert wrong == []


def test_a_task_is_done_and_undone_in_place(screens, counselor, ana):
    page = screens.open(counselor, reverse("cases:case", args=[Case.objects.get().pk]))
    page.get_by_role("button", name=re.compile("^Done.*Call the family")).click()
    expect(page.locator("#tasks")).to_contain_text("Done Wed")
    page.get_by_role("button", name=re.compile("^Undo.*Call the family")).click()
    expect(page.locator("#tasks")).to_contain_text("Overdue since Nov 16")
    assert Task.objects.get().state == "open"
