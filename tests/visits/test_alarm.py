"""Who is not back in time is looked for by the colleague they named: once, however often the job runs."""

from uuid import uuid4

import pytest

from audit.actions import job
from cases.actions import do
from tasks.actions.refusals import CheckOutIsMissing
from tasks.choices import TaskKind, TaskState
from tasks.models import Task
from tests.factories import act
from tests.visits.world import at_the_door, logged, now, plan
from visits.actions import leave, ring, stay

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(counselor, watcher, district):
    """A visit that was to be over ten minutes ago."""
    visit = plan(counselor, district.ana)
    return at_the_door(counselor, visit, watcher, minutes=20, hours=-1)


def test_the_colleague_has_one_task_however_often_it_runs(late, counselor, watcher, district):
    assert [ring(job("ring")) for _ in range(3)] == [1, 0, 0]
    task = Task.objects.get(kind=TaskKind.COLLEAGUE)
    assert (task.owner, task.student, task.made_by) == (watcher, district.ana, None)
    assert str(counselor) in task.title
    assert "Call them" in task.reason


def test_nobody_is_asked_while_there_is_time(counselor, watcher, district):
    at_the_door(counselor, plan(counselor, district.ana), watcher, minutes=20)
    assert ring(job("ring")) == 0


@pytest.mark.parametrize("way", ["leave", "log", "watcher"])
def test_back_again_the_task_is_done(late, counselor, watcher, district, way):
    ring(job("ring"))
    if way == "log":
        logged(counselor, late, district.ana)
    else:
        leave(now(watcher if way == "watcher" else counselor), visit=late, client_uuid=uuid4())
    assert Task.objects.get().state == TaskState.DONE


def test_who_stays_longer_and_is_late_again_is_looked_for_again(late, counselor):
    ring(job("ring"))
    stay(now(counselor, minutes=-30), visit=late, client_uuid=uuid4(), minutes=10)
    assert Task.objects.get().state == TaskState.DONE
    assert ring(job("ring")) == 1
    assert Task.objects.pending().count() == 1


def test_no_click_beside_the_check_out_ends_it(late, watcher):
    ring(job("ring"))
    with pytest.raises(CheckOutIsMissing):
        do(act(watcher), task=Task.objects.get())


def test_many_take_as_many_statements(counselor, watcher, district, django_assert_max_num_queries):
    for _ in range(5):
        at_the_door(counselor, plan(counselor, district.ana), watcher, hours=-2)
    with django_assert_max_num_queries(20):
        assert ring(job("ring")) == 5
