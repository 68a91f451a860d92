"""A small made-up district that is never committed: one for all tests of a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import override_settings

from demo import district
from tests.conftest import connect_as

# The last day of a month, a Sunday, three weeks after a recess.
SUNDAY = date(2027, 1, 31)
SMALL = district.DistrictPlan(students=1800, schools=6, seed=3, school_year=2026, today=SUNDAY)


@pytest.fixture(scope="module")
def _in_one_transaction(django_db_setup: None, django_db_blocker: Any) -> Iterator[district.Made]:
    with django_db_blocker.unblock(), override_settings(DEMO_PASSWORD="everybody may know it"):
        connect_as("worker")
        with transaction.atomic():
            yield district.make(SMALL, say=lambda _: None)
            transaction.set_rollback(True)
        connections["default"].close()
        connect_as("app")


@pytest.fixture
def small(_in_one_transaction: district.Made) -> Iterator[district.Made]:
    """The district as it was made; what a test changes is taken back."""
    with transaction.atomic():
        yield _in_one_transaction
        transaction.set_rollback(True)
