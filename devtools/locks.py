"""File locks that the kernel gives back however their holder dies."""

import fcntl
import time
from pathlib import Path
from typing import IO


def alone(path: Path) -> IO[str] | None:
    """Take the lock for us only; None if anybody holds it. Close the file to give it back."""
    return _take(path, fcntl.LOCK_EX)


def together(path: Path) -> IO[str] | None:
    """Take the lock alongside others of our kind; None if somebody holds it alone."""
    return _take(path, fcntl.LOCK_SH)


def alone_within(path: Path, seconds: float) -> IO[str] | None:
    """As `alone`, but give whoever is just leaving a moment to leave."""
    until = time.monotonic() + seconds
    while (held := alone(path)) is None and time.monotonic() < until:
        time.sleep(0.1)
    return held


def _take(path: Path, mode: int) -> IO[str] | None:
    file = path.open("a")
    try:
        fcntl.flock(file, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
