"""Claim-and-lease: a database row is the unit of work, and one worker at a time has it.

Works on the table of any `Leased` model with a key `id` and a column `state`. A worker that dies loses its lease; the next one takes the row over, until the attempts are used up. A
worker that was only slow finds at the end that its token is no longer in the row, and throws
its result away.
"""

import json
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from psycopg2.sql import SQL, Identifier, Placeholder

from core import sql

MOST_ATTEMPTS = 5
# What changes in a row of which everything else is frozen.
COLUMNS = ("lease_token", "lease_until", "attempts")
# The same statements for the queue of every room: only its name goes into them.
CLAIM = SQL("""
UPDATE {table}
SET state = coalesce(%(moves)s::jsonb ->> state, state), lease_token = %(token)s,
    attempts = attempts + 1, lease_until = clock_timestamp() + %(seconds)s * interval '1 second'
WHERE id = (SELECT id FROM {table}
            WHERE attempts < %(most)s
              AND (state = ANY(%(waiting)s)
                   OR state = ANY(%(running)s) AND lease_until < clock_timestamp())
              AND (%(pk)s::bigint IS NULL OR id = %(pk)s)
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, state""")
GIVE_UP = SQL("""
UPDATE {table} SET state = %(failed)s, lease_token = ''
WHERE state = ANY(%(running)s) AND attempts >= %(most)s AND lease_until < clock_timestamp()""")
RENEW = SQL("""
UPDATE {table} SET lease_until = clock_timestamp() + %(seconds)s * interval '1 second'{also}
WHERE id = %(pk)s AND lease_token = %(token)s AND state = %(state)s""")
SETTLE = SQL("""
UPDATE {table} SET state = %(becomes)s, lease_token = '', lease_until = NULL
WHERE id = %(pk)s AND lease_token = %(token)s AND state = %(state)s""")


class Leased(models.Model):
    """A row of a queue: which worker has it, until when, and how often it was tried."""

    lease_token = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Lease:
    """A claimed row: who holds it is `token`, and what state it was claimed into."""

    table: str
    pk: int
    token: str
    state: str


class LeaseLost(Exception):
    """Another worker has the row by now; this one's result must not be kept."""


def claim(
    *, table: str, moves: Mapping[str, str], seconds: int, pk: int | None = None
) -> Lease | None:
    """Take the oldest row that waits, or whose lease ran out, and return it; None for none.

    `moves` says which state a waiting row is claimed into. Rows under a running lease, and
    rows another worker is claiming at this moment, are passed over. With `pk`, that row or none.
    """
    token = uuid.uuid4().hex
    found = sql.rows(
        CLAIM.format(table=Identifier(table)),
        {
            "moves": json.dumps(dict(moves)),
            "token": token,
            "seconds": seconds,
            "most": MOST_ATTEMPTS,
            "pk": pk,
            "waiting": list(moves),
            "running": list(moves.values()),
        },
    )
    return Lease(table, found[0]["id"], token, found[0]["state"]) if found else None


def give_up(*, table: str, running: list[str], failed: str) -> int:
    """Move rows whose last attempt ran out of lease to the failed state; return how many."""
    values = {"failed": failed, "running": running, "most": MOST_ATTEMPTS}
    return sql.run(GIVE_UP.format(table=Identifier(table)), values)


def renew(lease: Lease, *, seconds: int, columns: Mapping[str, Any] | None = None) -> bool:
    """Hold the row for longer and write other columns of it; return whether it is still ours."""
    also = {f"column_{name}": value for name, value in (columns or {}).items()}
    pairs = (
        SQL(", {} = {}").format(Identifier(name), Placeholder(f"column_{name}"))
        for name in columns or {}
    )
    statement = RENEW.format(table=Identifier(lease.table), also=SQL("").join(pairs))
    return sql.run(statement, {**_held(lease), "seconds": seconds, **also}) == 1


def settle(lease: Lease, *, state: str) -> None:
    """Move the row on and let go of it, in the transaction of the result. Raises LeaseLost."""
    statement = SETTLE.format(table=Identifier(lease.table))
    if sql.run(statement, {**_held(lease), "becomes": state}) != 1:
        raise LeaseLost(f"{lease.table} {lease.pk}")


def _held(lease: Lease) -> dict[str, Any]:
    return {"pk": lease.pk, "token": lease.token, "state": lease.state}


@contextmanager
def heartbeat(
    lease: Lease, *, seconds: int, every: float, columns: Callable[[], Mapping[str, Any]]
) -> Iterator[None]:
    """While the block runs, renew the lease and write progress on a connection of its own.

    The work is one transaction, whose rows nobody else sees before it commits.
    """
    done = threading.Event()

    def beat() -> None:
        try:
            while not done.wait(every):
                if not renew(lease, seconds=seconds, columns=columns()):
                    return
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"lease-{lease.table}-{lease.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
