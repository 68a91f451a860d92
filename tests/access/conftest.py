"""One world for all tests of a file that only knock: it is made once and never committed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from tests.access.lists import fill_lists
from tests.access.matrix import things
from tests.access.people import Knocker, everybody
from tests.conftest import at_noon
from tests.factories import GuardianshipFactory
from tests.world import District, make_district


@dataclass(frozen=True)
class World:
    """A district whose lists all have rows, and everybody who may come to its doors."""

    district: District
    people: list[Knocker]
    objects: dict[str, object]


@pytest.fixture(scope="module")
def _made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), at_noon(), transaction.atomic():
        district = make_district()
        GuardianshipFactory(student=district.ana, primary=True)
        world = World(district, everybody(district), things(district))
        fill_lists(district, world.people)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(_made_once: World, today: object, db: None, plain_templates: None) -> World:
    """The world as it was made; what a test changes is taken back."""
    return _made_once
