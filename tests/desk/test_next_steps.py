"""What is next falls on a school day wherever it is proposed, and a day without school is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from students.models import SchoolDay
from tasks.models import Task
from tests.contacts.pages import send
from tests.factories import TODAY, YEAR, CaseFactory, TaskFactory

NEXT = TODAY + timedelta(days=6)  # Tuesday after a week without school
THERE = "is no school day at Oak; the next one is Tue, Nov 24."


@pytest.fixture
def holidays(district):
    """At Oak there is no school from today, a Wednesday, until Monday."""
    SchoolDay.objects.bulk_create(
        SchoolDay(
            school=district.oak,
            date=TODAY + timedelta(days=n),
            school_year=YEAR,
            is_school_day=n >= 6 and n not in (10, 11),
            ordinal=n,
        )
        for n in range(20)
    )


def test_the_sheet_offers_school_days_and_keeps_to_them(browser, district, holidays):
    case = CaseFactory(student=district.ana)
    page = browser.get(reverse("quick-log"), {"student": district.ana.pk}).content.decode()
    assert "Tue, Nov 24" in page
    assert "Thu, Nov 19" not in page
    send(browser, district.ana, next_step="contact")
    assert Task.objects.get().due_on == NEXT
    case.refresh_from_db()
    assert case.next_due_on == NEXT


def test_a_day_that_was_typed_stays_and_is_told(browser, district, holidays):
    CaseFactory(student=district.ana)
    sent = {"next_step": "contact", "next_on": (TODAY + timedelta(days=1)).isoformat()}
    page = browser.get(send(browser, district.ana, **sent).url).content.decode()
    assert f"Call logged. Thu, Nov 19 {THERE}" in page
    assert Task.objects.get().due_on == TODAY + timedelta(days=1)


def test_a_task_of_a_case_begins_on_a_school_day(browser, district, holidays):
    case = CaseFactory(student=district.ana)
    there = reverse("cases:case", args=[case.pk])
    assert f'value="{NEXT.isoformat()}"' in browser.get(there).content.decode()
    sent = {"title": "Visit", "due_on": TODAY.isoformat()}
    page = browser.post(reverse("cases:add_task", args=[case.pk]), sent, follow=True)
    assert f"The task was added. Wed, Nov 18 {THERE}" in page.content.decode()
    sent["due_on"] = NEXT.isoformat()
    page = browser.post(reverse("cases:add_task", args=[case.pk]), sent, follow=True)
    assert "no school day" not in page.content.decode()


def test_a_task_that_is_put_off_to_a_holiday_is_told(browser, district, who, holidays):
    there = reverse("task", args=[TaskFactory(student=district.ana, owner=who).pk])
    until = {"action": "snooze", "until": (TODAY + timedelta(days=3)).isoformat()}
    assert THERE in browser.post(there, until, follow=True).content.decode()
    by_htmx = browser.post(there, until, headers={"HX-Request": "true"})
    assert "no school day at Oak" in by_htmx.headers["HX-Trigger"]
    done = browser.post(there, {"action": "do"}, headers={"HX-Request": "true"})
    assert "HX-Trigger" not in done.headers
