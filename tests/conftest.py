"""The test world: the database as production has it, and its people.

The owner creates and migrates the database; tests run as `app`. A test that runs commands or
jobs asks for `worker_db` in place of `db`.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg2
import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.template import Template
from django.test import Client
from django.test.utils import teardown_databases

from accounts.choices import Role
from accounts.models import User
from cases.actions import open_cases
from cases.models import Case
from tests import databases
from tests.factories import TODAY, act
from tests.world import District, Person, hire, make_district, person, sign_in

PLAIN_RENDER = Template._render  # before the tests of Django listen to it
KEPT = ("django_migrations", "django_content_type", "auth_permission")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: at the end no worker waits for another's last test. What commits to
    the tests' own database stays behind the tests that find it as it was migrated, the slow ones of
    each first.
    """
    items.sort(key=lambda item: (_commits(item), item.get_closest_marker("slow") is None))


def _commits(item: pytest.Item) -> bool:
    return "transactional_db" in getattr(item, "fixturenames", ())


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: to look through it for garbage again and again takes a
    tenth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: Any,
    django_db_createdb: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Create the test database as its owner, although tests name only `default`.

    Left to itself pytest-django sets up the databases that tests name; `default` is a mirror of
    `owner`, and a mirror without its database is the developer's own.
    """
    keep = django_db_keepdb and not django_db_createdb
    of = getattr(request.config, "workerinput", {"workercount": 1})
    folder = tmp_path_factory.getbasetemp().parent
    with django_db_blocker.unblock():
        made = databases.made(folder, keep=keep, processes=of["workercount"])
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
        if not django_db_keepdb:
            teardown_databases(made, verbosity=0)


@contextmanager
def owner_cursor() -> Iterator[Any]:
    """A cursor of the owner on the test database, committed at the end."""
    connection = psycopg2.connect(**connections["owner"].get_connection_params())
    try:
        with connection, connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


# A TRUNCATE writes new files for every table and index that hangs together, however few rows.
EMPTY = """
DO $$
DECLARE
  name text;
  found bigint;
  filled text[] := '{}';
BEGIN
  FOR name IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
      AND NOT relname = ANY(string_to_array('{kept}', ','))
  LOOP
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %I LIMIT {many}) few', name) INTO found;
    IF found = {many} THEN
      RAISE EXCEPTION SQLSTATE 'MANY1';
    ELSIF found > 0 THEN
      filled := filled || name;
    END IF;
  END LOOP;
  FOREACH name IN ARRAY filled LOOP
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', name);
  END LOOP;
  FOREACH name IN ARRAY filled LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  FOREACH name IN ARRAY filled LOOP
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', name);
  END LOOP;
END $$
"""
MANY = 500  # rows of a table: to look for who refers to each costs more than new files


def reset_as_owner() -> None:
    """Empty every table. Only the owner may; the append-only triggers stand aside for it."""
    statement = EMPTY.replace("{kept}", ",".join(KEPT)).replace("{many}", str(MANY))
    try:
        with owner_cursor() as cursor:
            cursor.execute(statement)
    except psycopg2.Error as error:
        if error.pgcode != "MANY1":
            raise
        start_over_as_owner()


def start_over_as_owner() -> None:
    """Empty every table, and set the sequences back."""
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


def as_worker(work: Callable[..., Any], *args: object, **options: object) -> Any:
    """Do the worker's part as the role of the worker, then serve again; return what it gives."""
    connect_as("worker")
    try:
        return work(*args, **options)
    finally:
        connect_as("app")


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


def at_noon() -> time_machine.travel:
    """Stand at noon of a Wednesday in the middle of the fall. The database's clock goes on."""
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))
    return time_machine.travel(noon)


@pytest.fixture
def today() -> Iterator[date]:
    """Stand at noon of a Wednesday in the middle of the fall. The database's clock goes on."""
    with at_noon():
        yield TODAY


@pytest.fixture
def plain_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn as they are for people: for a test's `answer.context` all that a part of a page
    may speak of is copied at each part, a tenth of the time of a test that opens every page.
    """
    monkeypatch.setattr(Template, "_render", PLAIN_RENDER)


@pytest.fixture
def store(tmp_path: Path, settings: Any) -> Path:
    """An empty store of files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def district(today: date, db: None) -> District:
    return make_district()


@pytest.fixture
def counselor(district: District) -> Person:
    """A counselor of Oak."""
    return person(hire(Role.COUNSELOR, district.oak))


@pytest.fixture
def clerk(district: District) -> Person:
    """An attendance clerk of Oak."""
    return person(hire(Role.CLERK, district.oak))


@pytest.fixture
def director(district: District) -> Person:
    return person(hire(Role.DIRECTOR))


@pytest.fixture
def outsider(district: District) -> Person:
    """A counselor of Pine, at the other end of the district: what Oak's may, but not there."""
    return person(hire(Role.COUNSELOR, district.pine))


@pytest.fixture
def who(district: District) -> User:
    """A counselor of Oak, by account."""
    return hire(Role.COUNSELOR, district.oak)


@pytest.fixture
def boss(district: District) -> User:
    """Whoever assigns cases at Oak."""
    return hire(Role.SCHOOL_ADMINISTRATOR, district.oak)


@pytest.fixture
def case(district: District, who: User) -> Case:
    """Ana's case, opened and had by the counselor."""
    [case] = open_cases(
        students=[district.ana], tier="early", reason="Absences", owner=who, act=act(who)
    )
    return case


@pytest.fixture
def browser(who: User) -> Client:
    """Ana's counselor, signed in."""
    return sign_in(who)
