"""`./dev demo`: a whole district on this machine, with web, worker and beat, until Ctrl-C."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools import addresses, environment, servers, statics
from devtools.paths import ROOT, data_folder
from devtools.services import Service
from devtools.signals import tied_to_us
from devtools.supervisor import Supervisor
from devtools.terminal import Refusal, say

REFUSED = 3  # exit code of our commands that refuse with nothing changed
DISTRICT = "demo-district"  # stands in the data folder once the made-up district is complete


def demo(arguments: list[str]) -> int:
    options = _options(arguments)
    folder = data_folder()
    began = time.monotonic()
    _refuse_taken(options.port)
    with servers.kept_alone(folder), _stopping() as supervisor:
        if options.reset:
            _reset(folder)
        env = _prepared(folder, supervisor, students=options.students)
        for service in _services(folder, env, port=options.port):
            supervisor.add(service)
        address = f"http://localhost:{options.port}"
        people = _people(env)
        supervisor.wait_until(
            lambda: _answers(options.port), within=90, what="The web server does not answer"
        )
        say(f"Ready after {time.monotonic() - began:.0f} s. Ctrl-C stops it, the data stay.\n")
        _welcome(address, people)
        supervisor.watch()
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="of the web server (8000)")
    parser.add_argument("--students", type=int, default=5000, help="in a new district (5000)")
    parser.add_argument("--reset", action="store_true", help="throw the demo data away first")
    return parser.parse_args(arguments)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        # As the web server will do: a port that is merely cooling down is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Refusal(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another: ./dev demo --port {port + 1}"
            ) from error


@contextmanager
def _stopping() -> Iterator[Supervisor]:
    """Give a supervisor that stops everything however the block ends; Ctrl-C is a normal end."""
    supervisor = Supervisor()
    try:
        yield supervisor
    except KeyboardInterrupt:
        say("Stopping")
    finally:
        (data_folder() / "ready").unlink(missing_ok=True)
        supervisor.stop()


def _reset(folder: Path) -> None:
    """Remove what `./dev` made, by name: the folder may hold something of the user's as well."""
    if addresses.given():
        raise Refusal("--reset is for the embedded servers; empty your own database yourself.")
    say(f"Removing the demo data in {folder}")
    for name in ("pg", "pg.tmp", "valkey", "files", "static", "built"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for path in (folder / DISTRICT, folder / "secret_key", *folder.glob("beat-schedule*")):
        path.unlink(missing_ok=True)


def _prepared(folder: Path, supervisor: Supervisor, *, students: int) -> dict[str, str]:
    """Return the environment of a migrated database that holds a district."""
    found = addresses.given() or servers.start(folder, supervisor)
    env = environment.for_people(found, folder)
    if os.geteuid() == 0:
        env["C_FORCE_ROOT"] = "1"  # safe: our tasks carry JSON only
    statics.collect(env, folder)
    say("Bringing the database up to date")
    _manage(env, "migrate", "-v0")
    if not (folder / DISTRICT).exists():
        _make_district(env, students)
        (folder / DISTRICT).touch()
    return env


def _make_district(env: dict[str, str], students: int) -> None:
    """Fill the database and judge it; if the last start got no further than filling, only judge."""
    say(f"Making a district of {students} students")
    made = _manage(env, "make_district", "--students", str(students), or_refused=True)
    say(made.strip())
    _manage(env, "assess", "--json")
    say("Printing and mailing some letters")
    _manage(env, "demo_letters", "--json")


def _manage(env: dict[str, str], *arguments: str, or_refused: bool = False) -> str:
    """Return what a Django command printed; its progress and its complaints go to the terminal.

    Raises Refusal if it failed, unless it refused with nothing changed and `or_refused` allows that.
    """
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
        preexec_fn=tied_to_us(signal.SIGTERM),
    )
    if done.returncode and not (or_refused and done.returncode == REFUSED):
        raise Refusal(f"manage.py {arguments[0]} failed; its message is above.")
    return done.stdout.decode()


def _services(folder: Path, env: dict[str, str], *, port: int) -> list[Service]:
    python = sys.executable
    log = folder / "log"
    heartbeat = "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"  # noqa: S108 - gunicorn unlinks its file
    web = f"-m gunicorn psa.wsgi -b 127.0.0.1:{port} --workers 2 --threads 2 --no-control-socket"
    web += f" --graceful-timeout 4 --worker-tmp-dir {heartbeat}"
    worker = (
        "-m celery -A psa worker -c 2 -Q celery,long -l INFO --without-gossip --without-mingle"
    )
    beat = f"-m celery -A psa beat -l INFO --pidfile= -s {folder / 'beat-schedule'}"
    return [
        Service(
            name="web", command=(python, *web.split()), log=log / "web.log", folder=ROOT, env=env
        ),
        Service(
            name="worker",
            command=(python, *worker.split()),
            log=log / "worker.log",
            folder=ROOT,
            env=env,
            grace=6,
            # A warm stop would wait for its tasks, whose database is gone as well by then.
            orphaned_with=signal.SIGKILL,
        ),
        Service(
            name="beat",
            command=(python, *beat.split()),
            log=log / "beat.log",
            folder=ROOT,
            env=env,
            grace=3,
        ),
    ]


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _people(env: dict[str, str]) -> list[dict[str, str]]:
    """Return one sign-in of each role of the made-up district."""
    told = _manage(env, "demo_people", "--json", or_refused=True)
    people: list[dict[str, str]] = json.loads(told or "[]")
    return people


def _welcome(address: str, people: list[dict[str, str]]) -> None:
    """Print where it is and who may come in. On stdout: this is what the command is for."""
    print(f"  {address}\n")
    for person in people:
        print("  {role_label:28}{email:36}{password:28}{scope}".format(**person))
    print(flush=True)
