"""The environment contract: where the database and the broker are, and as whom to go there.

Settings read these names; `.env.example` explains each for people.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devtools.terminal import Refusal

DATABASE = "psa"


@dataclass(frozen=True)
class Addresses:
    """One database as three roles, and one broker."""

    app: str
    worker: str
    owner: str
    broker: str
    sockets: str = ""  # of embedded servers

    def as_environment(self) -> dict[str, str]:
        # PGHOST is for `./dev manage dbshell`: Django does not hand psql a host that is an option.
        return {
            **({"PGHOST": self.sockets} if self.sockets else {}),
            "DATABASE_URL": self.app,
            "DATABASE_WORKER_URL": self.worker,
            "DATABASE_OWNER_URL": self.owner,
            "REDIS_URL": self.broker,
        }


def given(environ: Mapping[str, str] = os.environ) -> Addresses | None:
    """Return the servers named in the environment; None means: use the embedded ones.

    Raises Refusal if only one of the two is named: half a production set-up on top of a private
    database is never what was meant.
    """
    app, broker = environ.get("DATABASE_URL"), environ.get("REDIS_URL")
    if not app and not broker:
        return None
    if not app or not broker:
        there, absent = ("DATABASE_URL", "REDIS_URL") if app else ("REDIS_URL", "DATABASE_URL")
        raise Refusal(
            f"{there} is set and {absent} is not. Set both to use your own servers, "
            f"or neither to use the embedded ones."
        )
    worker = environ.get("DATABASE_WORKER_URL") or app
    owner = environ.get("DATABASE_OWNER_URL") or app
    return Addresses(app, worker, owner, broker)


def at_sockets(folder: Path) -> Addresses:
    """Return the addresses of embedded servers whose sockets are in the folder."""

    def database(role: str) -> str:
        # As an option, not as the host part: a percent-encoded path there is not decoded.
        return f"postgres://{role}@/{DATABASE}?host={folder}"

    broker = f"redis+socket://{folder / 'valkey.sock'}"
    return Addresses(database("app"), database("worker"), database("owner"), broker, str(folder))
