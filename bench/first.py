"""A whole district into an empty database, then the same again with nothing changed, against a
COPY of the same rows into empty twins of their tables.

Measured once: it takes minutes, and its ratio is far within its bound or far beyond it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection, transaction

from bench import importer, owner, whole
from bench.rows import Clock, Row, ratio_of

DATABASE = "bench_first"
BASE = "COPY of the same rows"
ADDRESSES = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL")


def rows() -> list[Row]:
    """Ratios of the first import and of the next night's, and the most memory they took."""
    clock, memory = Clock(), 0.0
    with tempfile.TemporaryDirectory() as given:
        bundle, plain = Path(given, "bundle"), Path(given, "plain")
        whole.write(bundle)
        whole.copy_out(plain)
        _copy(clock, plain)
        addresses = _empty_database()
        for turn in ("first import", "the same again"):
            with clock.measure(turn):
                memory = max(memory, importer.run(bundle, **addresses))
    owner.as_owner(f"DROP DATABASE {DATABASE} WITH (FORCE)")
    note = " of a whole district"
    return [
        ratio_of(clock, "import_first", "first import", BASE, 8, note),
        ratio_of(clock, "import_nothing_changed", "the same again", BASE, 3, note),
        importer.memory_row("import_first_memory", memory),
    ]


def _copy(clock: Clock, plain: Path) -> None:
    """Read the rows into twins with the indexes of their tables, and take these away again."""
    twins = {table: f"bench_twin_{table}" for table in whole.TABLES}
    owner.as_owner(
        *(f"CREATE TABLE {twin} (LIKE {table} INCLUDING ALL)" for table, twin in twins.items()),
        *(f"GRANT ALL ON {twin} TO worker" for twin in twins.values()),
    )
    with transaction.atomic(), connection.cursor() as cursor, clock.measure(BASE):
        for table, twin in twins.items():
            with (plain / table).open() as file:
                cursor.copy_expert(f"COPY {twin} FROM STDIN", file)
    owner.as_owner(*(f"DROP TABLE {twin}" for twin in twins.values()))


def _empty_database() -> dict[str, str]:
    """Make a database without a row; return the variables that lead a command to it."""
    owner.as_owner(
        f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)",
        f"CREATE DATABASE {DATABASE} TEMPLATE template1",
    )
    addresses = {name: _there(os.environ[name]) for name in ADDRESSES}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        env={**os.environ, **addresses, "PSA_DB_ROLE": "owner"},
        check=True,
    )
    return addresses


def _there(address: str) -> str:
    return urlsplit(address)._replace(path=f"/{DATABASE}").geturl()
