"""The embedded servers of one data folder: who runs them, who merely uses them.

Whoever holds `servers.lock` runs them. Any other `./dev manage` uses them while it holds `users.lock`
together with its like, and the one that runs them stops them only once nobody does. The kernel
gives locks back however their holder dies, so a kill -9 leaves nothing to clean up by hand.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools import locks, postgres, provision, unprivileged, valkey
from devtools.addresses import Addresses, at_sockets
from devtools.paths import prepare
from devtools.supervisor import Supervisor
from devtools.terminal import Refusal, say

LONGEST_SOCKET_FOLDER = 90  # the kernel allows 107 bytes, file name included


@contextmanager
def kept_alone(folder: Path) -> Iterator[None]:
    """Be the only one on this data folder; raise Refusal with the remedy if somebody else is."""
    prepare(folder)
    held = locks.alone_within(folder / "servers.lock", seconds=2)
    if held is None:
        raise Refusal(
            f"Another ./dev is at work on {folder}. Wait for it or stop it; "
            f"or name another data folder, as in PSA_VAR={folder}-2 ./dev ..."
        )
    with held:
        yield


def start(
    folder: Path, supervisor: Supervisor, *, careless: bool = False, place: Path | None = None
) -> Addresses:
    """Start the database and the broker of a folder we are alone on; return where they are.

    The database's files lie in another place, if one is named.
    """
    sockets = socket_folder(folder)
    ready = folder / "ready"
    ready.unlink(missing_ok=True)
    _wait_for_orphans(sockets)
    cluster = postgres.create_cluster(folder, place or folder)
    supervisor.add(
        postgres.service(folder, cluster, sockets, careless=careless),
        ready=lambda pid: postgres.is_ready(cluster, pid),
        within=300,  # replaying its log after a crash in mid-import takes a while
    )
    supervisor.add(valkey.service(folder, sockets), ready=lambda _: valkey.is_ready(sockets))
    provision.provision(sockets)
    ready.touch()
    return at_sockets(sockets)


@contextmanager
def shared(folder: Path) -> Iterator[Addresses]:
    """Use the folder's servers, starting them if nobody runs them, for as long as the block lasts."""
    prepare(folder)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if runs := locks.alone(folder / "servers.lock"):
            with runs, _started_for_all(folder) as addresses:
                yield addresses
            return
        if uses := locks.together(folder / "users.lock"):
            with uses:
                if (folder / "ready").exists():
                    yield at_sockets(socket_folder(folder))
                    return
        time.sleep(0.1)
    raise Refusal(f"The servers of {folder} are held by another ./dev and do not get ready.")


@contextmanager
def _started_for_all(folder: Path) -> Iterator[Addresses]:
    supervisor = Supervisor()
    try:
        yield start(folder, supervisor)
        _wait_for_users(folder)
    finally:
        (folder / "ready").unlink(missing_ok=True)
        supervisor.stop()


def _wait_for_users(folder: Path) -> None:
    """Return once no other command uses our servers; nobody begins to, as `ready` is then gone."""
    said = False
    while True:
        last = locks.alone(folder / "users.lock")
        if last is not None:
            (folder / "ready").unlink(missing_ok=True)
            last.close()
            return
        if not said:
            say("Waiting: another ./dev manage uses the servers this one started.")
            said = True
        time.sleep(0.1)


def socket_folder(folder: Path) -> Path:
    """Return the folder for sockets; a deep data folder has its sockets in /tmp instead."""
    sockets = folder / "run"
    if len(str(sockets)) > LONGEST_SOCKET_FOLDER:
        digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        sockets = Path("/tmp") / f"psa-{digest}"  # noqa: S108 - private by its mode, checked below
    sockets.mkdir(mode=0o700, exist_ok=True)
    unprivileged.hand_over(sockets)
    return sockets


def _wait_for_orphans(sockets: Path) -> None:
    """Let the broker of a supervisor that was just killed finish writing its file."""
    until = time.monotonic() + 10
    while valkey.is_ready(sockets) and time.monotonic() < until:
        time.sleep(0.1)
