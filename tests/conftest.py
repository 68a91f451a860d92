"""The test world: the database as production has it, and its people.

The owner creates and migrates the database; tests run as `app`. A test that runs commands or
jobs asks for `worker_db` in place of `db`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import connections

KEPT = ("django_migrations", "django_content_type", "auth_permission")


@contextmanager
def owner_cursor() -> Iterator[Any]:
    """A cursor of the owner on the test database, committed at the end."""
    connection = psycopg2.connect(**connections["owner"].get_connection_params())
    try:
        with connection, connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def reset_as_owner() -> None:
    """Empty every table. Only the owner may; the append-only triggers stand aside for it."""
    with owner_cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid"
            " AND t.tgname LIKE 'pgtrigger_never_truncate%%')"
            " FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
            " AND NOT c.relname = ANY(%s)",
            [list(KEPT)],
        )
        tables = cursor.fetchall()
        guarded = [name for name, guard in tables if guard]
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        names = ", ".join(f'"{name}"' for name, _ in tables)
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')


def connect_as(role: str) -> None:
    connections["default"].close()
    connections["default"].settings_dict["USER"] = role


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database whose commits are real: for triggers, locks, threads and browsers."""
    yield
    connections["default"].close()
    reset_as_owner()


@pytest.fixture
def worker_role(django_db_setup: None) -> Iterator[None]:
    connect_as("worker")
    yield
    connect_as("app")


@pytest.fixture
def worker_db(worker_role: None, db: None) -> None:
    """As `db`, but connected as the worker, which runs commands and jobs."""


@pytest.fixture
def worker_committed(worker_role: None, committed: None) -> None:
    """As `committed`, but connected as the worker."""
