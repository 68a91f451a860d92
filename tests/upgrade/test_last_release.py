"""A release migrates the data of the last one: nothing is lost, and everything still agrees."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.db.migrations.loader import MigrationLoader

from devtools import servers
from devtools.supervisor import Supervisor
from tests.upgrade.release import DUMP, Installation

pytestmark = pytest.mark.slow

# Written by every command and every judging of another day; all other rows are somebody's work.
DERIVED = {"django_migrations", "attendance_judgementdue"}
TABLES = """
SELECT c.relname FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of the last release, not yet migrated."""
    folder: Path = tmp_path_factory.mktemp("release")
    folder.chmod(0o755)
    supervisor = Supervisor()
    try:
        with servers.kept_alone(folder / "d"):
            here = Installation(folder / "d", supervisor)
            here.restore(DUMP)
            yield here
    finally:
        supervisor.stop()


def asked(installation: Installation, statement: str) -> list[tuple]:
    """What the database of the installation answers to its owner."""
    with (
        closing(psycopg2.connect(installation.owner)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
        return cursor.fetchall()


def rows(installation: Installation) -> dict[str, int]:
    """How many rows each table has."""
    counts = " UNION ALL ".join(
        f"SELECT '{name}', count(*) FROM \"{name}\""  # noqa: S608 - names of our own tables
        for (name,) in asked(installation, TABLES)
    )
    return dict(asked(installation, counts))


def applied(installation: Installation) -> set[tuple[str, str]]:
    return set(asked(installation, "SELECT app, name FROM django_migrations"))


# Sessions name their person since, in a table of ours; Django's own stays behind.
LEFT = {("sessions", "0001_initial")}


def test_the_last_release_is_migrated_with_all_its_rows(installation):
    known = set(MigrationLoader(None).disk_migrations) | LEFT
    assert applied(installation) - known == set()  # what a release had is never written anew

    before = rows(installation)
    assert before["students_student"] == 600
    assert before["letters_copy"] > 0
    assert before["packets_packet"] > 0
    installation.manage("migrate", "-v0")
    after = rows(installation)
    lost = {name for name in before.keys() - DERIVED if after.get(name, 0) < before[name]}
    assert lost == set()

    # Judged by the rules of this release and on this day, all that is derived follows.
    installation.manage("nightly", "--json")
    again = json.loads(installation.manage("nightly", "--json"))
    assert {
        name: step["changed"] for name, step in again["steps"].items() if step["changed"]
    } == {}
    assert json.loads(installation.manage("check_data", "--json")) == {"problems": []}
