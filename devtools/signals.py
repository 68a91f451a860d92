"""Being told to stop: Ctrl-C, SIGTERM and a closed terminal all mean the same."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def interrupt_on_stop() -> None:
    """Let every request to stop unwind the program, so that what was started is stopped in order."""
    for number in STOPS:
        signal.signal(number, _interrupt)


@contextmanager
def held_off() -> Iterator[None]:
    """Ignore requests to stop while stopping is what we do."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def in_foreground(
    command: Sequence[str | Path], *, env: Mapping[str, str], folder: Path | None = None
) -> int:
    """Run a command on our terminal and return its exit code as a shell would.

    Ctrl-C reaches the command by itself, being in the same session; what reaches only us is
    passed on. Either way we outlive it, to stop the servers it uses.
    """
    process = subprocess.Popen(
        command,
        env=env,
        cwd=folder,
        preexec_fn=tied_to_us(signal.SIGTERM),  # noqa: PLW1509 - there are no threads here
    )

    def pass_on(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGHUP)}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = process.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code


def tied_to_us(number: signal.Signals) -> Callable[[], None]:
    """Return what a child must run first so that the kernel signals it if we are killed."""
    parent = os.getpid()

    def tie() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # we died in between
            os._exit(1)

    return tie


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
