"""Until when one click puts a task off, without a database; and the click."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from students.rules.calendar import WEEKDAYS, SchoolCalendar
from tasks.models import Task
from tasks.rules.snoozing import next_morning
from tests.factories import TODAY, TaskFactory
from tests.world import sign_in

WED, THU, FRI = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
MON, TUE = date(2026, 11, 30), date(2026, 12, 1)
# Thanksgiving and the day after it.
HOLIDAYS = SchoolCalendar("Oak", first=WED, last=TUE, dates=frozenset({WED, MON, TUE}))


@pytest.mark.parametrize(
    ("calendar", "due_on", "on", "until"),
    [
        (WEEKDAYS, WED, WED, THU),
        (WEEKDAYS, FRI, FRI, MON),  # over the weekend
        (WEEKDAYS, date(2026, 11, 3), WED, THU),  # long overdue: from today
        (WEEKDAYS, MON, WED, TUE),  # not yet due: never sooner than it was
        (HOLIDAYS, WED, WED, MON),
        (HOLIDAYS, MON, WED, TUE),
    ],
)
def test_it_comes_again_on_the_next_day_on_which_it_can_be_done(calendar, due_on, on, until):
    assert next_morning(calendar, due_on=due_on, on=on) == until


def post(who, task, action, **headers):
    return sign_in(who).post(reverse("task", args=[task.pk]), {"action": action}, **headers)


@pytest.mark.parametrize("htmx", [True, False])
def test_one_click_puts_a_task_off_and_one_takes_it_back(district, who, htmx):
    task = TaskFactory(student=district.ana, owner=who, due_on=TODAY - timedelta(days=4))
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    response = post(who, task, "later", **headers)
    put_off = Task.objects.get()
    assert (put_off.state, put_off.due_on) == ("snoozed", TODAY + timedelta(days=1))
    assert response.status_code == (200 if htmx else 302)
    if htmx:
        assert 'value="undo"' in response.content.decode()
    post(who, task, "undo", **headers)
    assert (Task.objects.get().state, Task.objects.get().due_on) == ("open", task.due_on)


def test_without_a_script_the_message_says_until_when_and_offers_undo(district, who):
    task = TaskFactory(student=district.ana, owner=who, title="Call the family")
    client = sign_in(who)
    page = client.post(reverse("task", args=[task.pk]), {"action": "later"}, follow=True)
    text = page.content.decode()
    assert f"Snoozed until {TODAY + timedelta(days=1):%b} {TODAY.day + 1}" in text
    assert reverse("undo-casework") in text


def test_a_student_who_is_looked_for_is_not_put_off_by_one_click(district, who):
    task = TaskFactory(student=district.ana, owner=who, kind="locate")
    client = sign_in(who)
    page = client.post(reverse("task", args=[task.pk]), {"action": "later"}, follow=True)
    assert "Say why it waits" in page.content.decode()
    assert Task.objects.get().state == "open"
