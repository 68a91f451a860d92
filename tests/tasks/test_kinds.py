"""A task is of a kind that there is."""

import pytest
from django.db import IntegrityError

from tasks.choices import TaskKind
from tests.factories import TaskFactory

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
