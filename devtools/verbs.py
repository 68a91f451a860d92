"""The verbs of `./dev`, each in a few lines; runs inside the virtual environment."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools import (
    addresses,
    checks,
    demo,
    environment,
    packages,
    postgres,
    requirements,
    servers,
    signals,
    statics,
)
from devtools.addresses import Addresses
from devtools.paths import ROOT, beside, data_folder, prepare
from devtools.supervisor import Supervisor

# Two for the cores, and one more while a browser is waited for.
PYTEST = ("-n", "3")


def run(verb: str, arguments: list[str]) -> int:
    signals.interrupt_on_stop()
    match verb:
        case "demo":
            return demo.demo(arguments)
        case "test":
            return test(arguments)
        case "bench":
            return bench(arguments)
        case "golden":
            return golden(arguments)
        case "manage":
            return manage(arguments)
        case "lock":
            return requirements.lock(arguments)
        case "fix":
            return checks.fix()
        case _:
            return checks.check(arguments)


def test(arguments: list[str]) -> int:
    """Run pytest against a database of its own, in memory: nothing in it is worth a file."""
    folder = beside(data_folder(), "test")
    with (
        servers.kept_alone(folder),
        postgres.in_memory(folder) as place,
        _given_or_started(folder, place=place) as found,
    ):
        env = environment.for_tests(found, folder)
        if browser := packages.browser():
            env["PSA_CHROMIUM"] = browser
        statics.collect(env, folder)
        pytest = [sys.executable, "-m", "pytest", *(arguments or PYTEST)]
        return signals.in_foreground(pytest, env=env, folder=ROOT)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks on a careful database: what a sync costs is part of the measure."""
    folder = beside(data_folder(), "bench")
    with servers.kept_alone(folder), _given_or_started(folder, careless=False) as found:
        env = {**environment.for_people(found, folder), "DEBUG": "0", "TESTING": "1"}
        statics.collect(env, folder)
        command = [sys.executable, "-m", "bench", *arguments]
        return signals.in_foreground(command, env=env, folder=ROOT)


def golden(arguments: list[str]) -> int:
    """Write what the product says about made-up districts, each in a database that may forget."""
    folder = beside(data_folder(), "golden")
    with servers.kept_alone(folder), _given_or_started(folder) as found:
        env = {**environment.for_people(found, folder), "DEBUG": "0", "TESTING": "0"}
        statics.collect(env, folder)
        command = [sys.executable, "-m", "tests.golden", *arguments]
        return signals.in_foreground(command, env=env, folder=ROOT)


def manage(arguments: list[str]) -> int:
    """Run a Django command; only what the command itself prints goes to stdout."""
    folder = data_folder()
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    if found := addresses.given():
        prepare(folder)
        return signals.in_foreground(command, env=environment.for_people(found, folder))
    with servers.shared(folder) as found:
        return signals.in_foreground(command, env=environment.for_people(found, folder))


@contextmanager
def _given_or_started(
    folder: Path, *, careless: bool = True, place: Path | None = None
) -> Iterator[Addresses]:
    if found := addresses.given():
        yield found
        return
    supervisor = Supervisor()
    try:
        yield servers.start(folder, supervisor, careless=careless, place=place)
    finally:
        supervisor.stop()
