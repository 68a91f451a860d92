"""An empty database for each world, and as which of the three roles this process talks to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

EMPTY = "golden_empty"
CHOICE = connection.settings_dict


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Talk to the database as one of its roles for as long as the block lasts."""
    before = CHOICE["USER"]
    _choose(USER=role)
    try:
        yield
    finally:
        _choose(USER=before)


@contextmanager
def world(name: str) -> Iterator[None]:
    """Have a database of that name, up to date and without a row, for as long as the block lasts."""
    before = CHOICE["NAME"]
    _make(EMPTY if name == EMPTY else f"golden_{name}", like="" if name == EMPTY else EMPTY)
    try:
        yield
    finally:
        _choose(NAME=before)


def migrate() -> None:
    """Make the empty database that every world begins as a copy of."""
    with world(EMPTY):
        call_command("migrate", verbosity=0)


def _make(name: str, *, like: str) -> None:
    connection.set_autocommit(True)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {like or 'template1'}")
    _choose(NAME=name)


def _choose(**changed: str) -> None:
    connection.close()
    CHOICE.update(changed)
