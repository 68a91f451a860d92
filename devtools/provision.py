"""Makes the roles and the database of an embedded server; runs at every start, changes nothing twice."""

from contextlib import closing
from pathlib import Path

import psycopg2

from devtools.addresses import DATABASE
from devtools.paths import ROOT
from devtools.postgres import SUPERUSER

ROLES = ROOT / "devtools/roles.sql"


def provision(sockets: Path) -> None:
    """Run the same file a production administrator runs: first where test databases come from."""
    _run(sockets, "template1", ROLES.read_text())
    if not _run(sockets, "postgres", f"SELECT FROM pg_database WHERE datname = '{DATABASE}'"):
        _run(sockets, "postgres", f"CREATE DATABASE {DATABASE} OWNER owner")
    _run(sockets, DATABASE, ROLES.read_text())


def _run(sockets: Path, database: str, statements: str) -> int:
    """Return the number of rows of the last statement."""
    connection = psycopg2.connect(host=str(sockets), user=SUPERUSER, dbname=database)
    with closing(connection):
        connection.autocommit = True  # CREATE DATABASE refuses to run in a transaction
        with connection.cursor() as cursor:
            cursor.execute(statements)
            return int(cursor.rowcount)
