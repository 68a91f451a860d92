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
