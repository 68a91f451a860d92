"""One long-running process: how it is started, how it is asked to leave."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from devtools.signals import tied_to_us

LOG_LIMIT = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Service:
    """What the supervisor needs to know of a process it keeps alive."""

    name: str
    command: tuple[str, ...]
    log: Path
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)  # on top of our own
    stop_with: signal.Signals = signal.SIGTERM
    grace: float = 5  # seconds to leave by itself
    orphaned_with: signal.Signals = signal.SIGTERM  # what the kernel sends it if we are killed
    become: Callable[[], None] | None = None
    vital: bool = False  # without it nothing else can work: if it cannot come back, all stops
    attempts: int = 1  # starts tried before the first readiness is given up


def start(service: Service) -> subprocess.Popen[bytes]:
    """Start the process in a session of its own, so that Ctrl-C reaches only us."""
    tied = tied_to_us(service.orphaned_with)

    def enter() -> None:
        if service.become:  # first: whoever changes its user loses the tie
            service.become()
        tied()

    with _open_log(service.log) as log:
        return subprocess.Popen(
            service.command,
            cwd=service.folder,
            env={**os.environ, **service.env},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=enter,  # noqa: PLW1509 - there are no threads here
        )


def ask_to_stop(service: Service, process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(service.stop_with)


def bury(process: subprocess.Popen[bytes], within: float) -> None:
    """Wait for the process to leave, then end it; end what it left behind in its group as well."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(within, 0))
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def log_tail(service: Service, *, lines: int = 12) -> str:
    if not service.log.exists():
        return ""
    text = service.log.read_text(errors="replace")
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def _open_log(path: Path) -> BinaryIO:
    """Append, but begin anew when the file has grown large."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".old"))
    return path.open("ab")
