"""The virtual environment: made once, kept equal to the lock, by hash."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.paths import ROOT, VENV
from devtools.terminal import Refusal, say

LOCK = ROOT / "requirements-dev.txt"
UV_LOCK = ROOT / "devtools/requirements-uv.txt"
STAMP = ".psa-lock"


def ensure() -> None:
    """Make the virtual environment hold exactly what the lock names; free when it already does."""
    if _is_current():
        return
    if VENV.is_symlink() and not VENV.exists():
        raise Refusal(f"{VENV} points to {VENV.readlink()}, which is not there. Remove the link.")
    with _one_at_a_time():
        if not _is_current():
            _fill()


def wanted_stamp() -> str:
    """Return the stamp of a current environment.

    Keyed on Python's minor version, not on sys.version: installing python3.11-venv upgrades the
    patch release of Python itself and would rebuild everything for nothing.
    """
    key = f"{sys.version_info[:2]}".encode()
    return hashlib.sha256(LOCK.read_bytes() + key).hexdigest()


def _is_current() -> bool:
    stamp = VENV / STAMP
    return stamp.exists() and stamp.read_text() == wanted_stamp()


def _fill() -> None:
    say("Setting up the Python environment (once per change of the lock)")
    if not _usable():
        _create()
    (VENV / STAMP).unlink(missing_ok=True)
    _install()
    (VENV / STAMP).write_text(wanted_stamp())


def _usable() -> bool:
    """Return whether an environment of this Python is there and was completed up to pip."""
    probe = "import sys, pip; print(sys.version_info[:2])"
    try:
        found = subprocess.run(
            [VENV / "bin/python", "-c", probe], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return found.stdout.strip() == str(sys.version_info[:2])


def _create() -> None:
    if VENV.is_symlink():  # somebody else's: never remove what others share
        raise Refusal(f"{VENV.resolve()} is of another Python than {sys.version.split()[0]}.")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True, stdout=sys.stderr)
    except subprocess.CalledProcessError as error:
        raise Refusal(f"Python could not make {VENV}; its message is above.") from error


def _install() -> None:
    """Install by uv, which is ten times faster; by pip where uv does not reach its packages.

    A district with its own package index names it in pip's configuration, which uv does not read.
    """
    has_uv = (VENV / "bin/uv").exists() or _succeeds(*_pip_install(UV_LOCK))
    if has_uv and _succeeds(
        VENV / "bin/uv", "pip", "install", "--python", _python(), *_locked(LOCK)
    ):
        return
    if not _succeeds(*_pip_install(LOCK)):
        raise Refusal("The Python packages could not be installed; the messages are above.")


def _pip_install(lock: Path) -> list[str | Path]:
    return [_python(), "-m", "pip", "install", "--disable-pip-version-check", *_locked(lock)]


def _locked(lock: Path) -> list[str | Path]:
    return ["-q", "--require-hashes", "-r", lock]


def _python() -> Path:
    return VENV / "bin/python"


def _succeeds(*command: str | Path) -> bool:
    # uv brings its own certificates; the machine's know a district's TLS inspection.
    trusting = {"UV_SYSTEM_CERTS": "1", **os.environ}
    return subprocess.run(command, check=False, stdout=sys.stderr, env=trusting).returncode == 0


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold a lock on the folder around the environment: several checkouts may share one."""
    folder = os.open(VENV.resolve().parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
