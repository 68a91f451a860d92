"""Promise 5, once: 200 letters while workers are killed, the broker forgets and the database restarts.

Everything is a process of its own, in a data folder of its own, kept alive as `./dev demo` keeps
it; nobody lends a hand.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from devtools import environment, servers
from devtools.addresses import Addresses
from devtools.paths import ROOT
from devtools.services import Service
from devtools.supervisor import Supervisor

LETTERS = 200
LEASE = 4  # seconds
# Given up only when nothing moves for so long: a slow machine prints slowly, a broken one not at
# all. Many leases long, so that letters of a killed worker come free meanwhile.
STALLED = 60 * LEASE
COUNT = """SELECT count(*), count(*) FILTER (WHERE c.state = 'printed'), count(f.copy_id),
    count(*) FILTER (WHERE c.attempts > 1) FROM letters_copy c
    LEFT JOIN letters_letterfile f ON f.copy_id = c.id"""

pytestmark = pytest.mark.slow


class District:
    """The servers and one worker of a data folder, with what can be done to them."""

    def __init__(self, folder: Path, supervisor: Supervisor) -> None:
        self.folder, self.supervisor = folder, supervisor
        self.addresses: Addresses = servers.start(folder, supervisor)
        self.env = {
            **{name: value for name, value in os.environ.items() if name != "PSA_DB_ROLE"},
            **environment.for_tests(self.addresses, folder),
            "DJANGO_SETTINGS_MODULE": "psa.settings",
            "PSA_LETTER_LEASE_SECONDS": str(LEASE),
        }

    def run(self, *command: str, role: str) -> None:
        env = {**self.env, "PSA_DB_ROLE": role}
        words = [sys.executable, *command]
        subprocess.run(words, cwd=ROOT, env=env, check=True)  # noqa: S603 - written here

    def start_worker(self) -> None:
        command = "-m celery -A psa worker -B -c 2 -l WARNING --without-gossip --without-mingle"
        schedule = ["-s", str(self.folder / "beat-schedule")]
        self.supervisor.add(
            Service(
                name="worker",
                command=(sys.executable, *command.split(), *schedule),
                log=self.folder / "log/worker.log",
                folder=ROOT,
                env={**self.env, "PSA_DB_ROLE": "worker"},
                orphaned_with=signal.SIGKILL,
            )
        )

    def counts(self) -> tuple[int, int, int, int]:
        """Copies, those printed, their files, and those that took more than one attempt."""
        url = self.addresses.as_environment()["DATABASE_OWNER_URL"]
        with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            cursor.execute(COUNT)
            return cursor.fetchone()

    def kill_worker(self) -> None:
        os.killpg(self._pid("worker"), signal.SIGKILL)

    def restart_database(self) -> None:
        os.kill(self._pid("postgres"), signal.SIGQUIT)  # at once, as a power cut: no last words

    def flush_broker(self) -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(servers.socket_folder(self.folder) / "valkey.sock"))
            connection.sendall(b"FLUSHALL\r\n")
            assert connection.recv(64).startswith(b"+OK")

    def _pid(self, name: str) -> int:
        return next(s.process.pid for s in self.supervisor.slots if s.service.name == name)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    tmp_path.chmod(0o755)
    supervisor = Supervisor()
    try:
        with servers.kept_alone(tmp_path / "d"):
            yield District(tmp_path / "d", supervisor)
    finally:
        supervisor.stop()


def test_200_letters_are_printed_once_each_whatever_breaks(district: District) -> None:
    district.run("manage.py", "migrate", "-v0", role="owner")
    seed = f"from tests.faults.seed import main; main({LETTERS})"
    district.run("manage.py", "shell", "-v0", "-c", seed, role="worker")
    district.start_worker()
    faults = [
        (20, district.kill_worker),
        (60, district.flush_broker),
        (100, district.kill_worker),
        (140, district.restart_database),
    ]
    copies, printed, filed, again = until_printed(district, faults)
    assert faults == []
    assert (copies, printed, filed) == (LETTERS, LETTERS, LETTERS)
    assert again > 0  # the kills did catch letters on the press
    on_disk = {path.stem for path in (district.folder / "files").rglob("*.pdf")}
    assert on_disk == hashes(district)
    assert len(on_disk) == LETTERS


def until_printed(district: District, faults: list) -> tuple[int, int, int, int]:
    """Watch over the services, let each fault happen when its turn has come, and return the end:
    everything printed, or nothing more printed for STALLED seconds.
    """
    counted, moved = (0, 0, 0, 0), time.monotonic()
    while time.monotonic() - moved < STALLED and not (counted[1] == LETTERS and not faults):
        district.supervisor.tick()
        time.sleep(0.2)
        try:
            now = district.counts()
        except psycopg2.OperationalError:
            continue  # the database is on its way back
        if now != counted:
            counted, moved = now, time.monotonic()
        if faults and counted[1] >= faults[0][0]:
            faults.pop(0)[1]()
    return counted


def hashes(district: District) -> set[str]:
    url = district.addresses.as_environment()["DATABASE_OWNER_URL"]
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.sha256 FROM letters_letterfile f JOIN documents_document d ON d.id = f.document_id"
        )
        return {sha256 for (sha256,) in cursor.fetchall()}
