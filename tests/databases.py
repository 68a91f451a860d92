"""The database of each process that tests: migrated once, and copied by the others.

Django draws every model anew at each of some 170 migrations, which takes far longer than the
statements: where three processes test at a time, one migrates, and the others wait for its copy.
"""

import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connections
from django.test.utils import setup_databases
from psycopg2 import sql


def made(folder: Path, *, keep: bool, processes: int) -> list:
    """Make the test database of this process and return what Django takes it down by. `folder` is what
    the processes of one run have in common.
    """
    if keep or processes == 1:
        return _migrated(keep=keep)
    with _counted(folder) as nth:
        if nth > 1:
            _copy(_model(folder), to=connections["owner"].creation._get_test_db_name())
        # What is there already is kept, and has no migration left to run.
        found = _migrated(keep=nth > 1)
        if nth == 1:
            for name in ("owner", "default"):
                connections[name].close()
            _copy(connections["owner"].settings_dict["NAME"], to=_model(folder))
        if nth == processes:
            _drop(_model(folder))
    return found


def _migrated(*, keep: bool) -> list:
    return setup_databases(verbosity=0, interactive=False, keepdb=keep, serialized_aliases=set())


@contextmanager
def _counted(folder: Path) -> Iterator[int]:
    """Be alone, and the so-manieth: 1 is the first."""
    with (folder / "databases").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield len(file.read()) + 1
        file.write(".")


def _model(folder: Path) -> str:
    """What the copies are made from; another run has another."""
    return f"test_model_{folder.parent.name}_{folder.name}".replace("-", "_")


def _copy(name: str, to: str) -> None:
    """Copy a database that nobody uses."""
    _drop(to)
    _run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (to, name))))


def _drop(name: str) -> None:
    _run(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _run(statement: sql.Composed) -> None:
    parameters = {**connections["owner"].get_connection_params(), "dbname": "postgres"}
    with closing(psycopg2.connect(**parameters)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
