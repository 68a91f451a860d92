"""What somebody did in the last ten minutes, to take back wherever they went since."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.access import reach_of
from accounts.choices import Role
from accounts.models import Grant
from audit.models import AccessEvent, AuditEvent
from cases.actions import do, snooze
from core import clock
from desk.queries.undoable import clicks_of
from desk.registry import UNDOINGS
from tasks.models import Task
from tests.desk.rows import statements, text_of
from tests.factories import TODAY, EnrollmentFactory, TaskFactory, act
from tests.world import hire

THERE = "/just-done/"


def done(who, **values):
    """A task that somebody did now."""
    task = TaskFactory(owner=who, **values)
    do(act(who, at=clock.now()), task=task)
    return task


def test_what_was_done_stands_there_with_undo_and_is_gone_once_it_is_taken_back(
    counselor, district
):
    task = done(counselor.user, student=district.ana, title="Call the family")
    page = text_of(counselor, THERE)
    assert "Task: done" in page
    assert "Call the family" in page
    assert "Ito, Ana" in page
    assert AccessEvent.objects.get(page="just-done").student_ids == [district.ana.pk]
    at = AuditEvent.objects.get(action="task.done").at.isoformat()
    assert 'action="/casework/undo"' in page
    assert f'name="at" value="{at}"' in page
    assert f'name="next" value="{THERE}"' in page
    form = counselor.client.get(THERE).content.decode().split('action="/casework/undo"')[1]
    assert 'name="csrfmiddlewaretoken"' in form.split("</form>")[0]
    said = counselor.client.post("/casework/undo", {"at": at, "next": THERE}, follow=True)
    assert "Undone: the task waits again." in said.content.decode()
    assert Task.objects.get(pk=task.pk).state == "open"
    assert "Nothing to take back" in said.content.decode()


@pytest.mark.parametrize(("seconds", "offered"), [(600, True), (601, False)])
def test_for_ten_minutes(district, who, seconds, offered):
    now = clock.now()
    task = TaskFactory(student=district.ana, owner=who)
    do(act(who, at=now - timedelta(seconds=seconds)), task=task)
    assert bool(clicks_of(reach(who), now=now)) is offered


def reach(who):
    return reach_of(who, on=TODAY)


def test_only_what_was_done_last_with_a_row(district, who):
    now = clock.now()
    task = TaskFactory(student=district.ana, owner=who)
    until = TODAY + timedelta(days=3)
    snooze(act(who, at=now - timedelta(seconds=60)), task=task, until=until, reason="")
    do(act(who, at=now - timedelta(seconds=30)), task=task)
    assert [click.what for click in clicks_of(reach(who), now=now)] == ["Task: done"]


def test_the_newest_first_and_one_for_each_click(district, who):
    now = clock.now()
    for n, student in enumerate((district.ana, district.ben)):
        task = TaskFactory(student=student, owner=who, title=f"Task {n}")
        do(act(who, at=now - timedelta(seconds=60 - n)), task=task)
    found = clicks_of(reach(who), now=now)
    assert [click.about for click in found] == ["Task 1", "Task 0"]
    assert [one.pk for click in found for one in click.named] == [district.ben.pk, district.ana.pk]


def test_nobody_sees_what_others_did(counselor, outsider, district):
    done(counselor.user, student=district.ana)
    assert "Nothing to take back" in text_of(outsider, THERE)


def test_without_the_permission_to_take_it_back_it_is_not_offered(district, who):
    done(who, student=district.ana)
    Grant.objects.all().delete()
    hire(Role.LIAISON, district.oak, to=who)
    assert clicks_of(reach(who), now=clock.now()) == []


def test_who_went_out_of_reach_is_counted_and_not_named(district, who):
    done(who, student=district.dov)
    [click] = clicks_of(reach(who), now=clock.now())
    assert (click.students, click.named) == (1, ())


def test_before_sign_in_nothing(db):
    assert clicks_of(reach(AnonymousUser()), now=clock.now()) == []


@pytest.mark.parametrize("many", [10, 35])
def test_as_many_statements_however_much_was_done(counselor, district, many):
    for _ in range(many):
        done(counselor.user, student=EnrollmentFactory(school=district.oak).student)
    assert statements(counselor, THERE) <= 8
    assert text_of(counselor, THERE).count('action="/casework/undo"') == many


def test_every_way_leads_to_a_page():
    for way in UNDOINGS:
        assert way.address(1, 2)


def test_the_menu_leads_there(counselor):
    assert f'href="{THERE}"' in text_of(counselor, "/")
