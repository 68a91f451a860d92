"""A task is of a kind that there is."""

import pytest
from django.db import IntegrityError

from audit.actions import job
from audit.models import AuditEvent
from tasks.actions import ask_once
from tasks.choices import TaskKind
from tasks.models import Task
from tests.factories import TODAY, TaskFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", TaskKind.values)
def test_every_kind_has_its_row(kind):
    assert TaskFactory(kind=kind).get_kind_display() == TaskKind(kind).label


def test_no_other_kind_is_kept():
    with pytest.raises(IntegrityError, match="task_kind_is_known"):
        TaskFactory(kind="errand")


@pytest.mark.parametrize("state", ["snoozed", "done", "dismissed"])
def test_a_decision_has_a_person_and_a_moment(state):
    with pytest.raises(IntegrityError, match="task_decided_by_a_person"):
        TaskFactory(state=state)


def test_a_task_comes_from_a_person_or_from_a_rule():
    assert TaskFactory(made_by=None, key="1:rule").made_by is None
    with pytest.raises(IntegrityError, match="task_made_by_a_person_or_a_rule"):
        TaskFactory(made_by=None)


def test_a_job_asks_once_under_each_key_and_says_so(district):
    def wanted(*keys):
        about = {"student": district.ana, "kind": "other", "title": "Ask", "due_on": TODAY}
        return [Task(key=key, made_on=TODAY, **about) for key in keys]

    first = ask_once(job("ask"), wanted("one", "two"))
    assert ask_once(job("ask"), wanted("one", "two")) == []
    [third] = ask_once(job("ask"), wanted("two", "three"))
    assert third.key == "three"
    said = AuditEvent.objects.filter(action="task.made").values_list("target_id", flat=True)
    assert sorted(said) == sorted(str(task.pk) for task in [*first, third])
