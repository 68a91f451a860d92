"""Takes a bare machine to a working virtual environment and steps inside. Standard library only."""

import os
import sys
from pathlib import Path

from devtools import apt, packages, venv
from devtools.paths import ROOT, SYSROOT, VENV
from devtools.terminal import Refusal, say

INSTALLED = "PSA_STAGE0_INSTALLED"


def enter(verb: str) -> None:
    """Return inside a complete environment; until then, provide what is missing and start over.

    Costs a few file look-ups when nothing is missing.
    """
    if absent := packages.missing(verb, SYSROOT):
        _provide(absent)
    os.environ.pop(INSTALLED, None)
    venv.ensure()
    unpacked = apt.environment(SYSROOT)
    if not (_inside() and unpacked.items() <= os.environ.items()):
        _step_in(unpacked)


def _inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def _provide(absent: list[str]) -> None:
    """Install, then start over: apt may have replaced the very Python that runs this."""
    if os.environ.get(INSTALLED):
        raise Refusal(f"Installed, yet still not found: {' '.join(absent)}.")
    apt.provide(absent, SYSROOT)
    os.environ[INSTALLED] = "1"
    os.execv(sys.executable, [sys.executable, str(ROOT / "devtools"), *sys.argv[1:]])


def _step_in(unpacked: dict[str, str]) -> None:
    """Start over in the environment; the loader reads where libraries are only at a start."""
    os.environ.update(unpacked)
    python = str(VENV / "bin/python")
    try:
        os.execv(python, [python, str(ROOT / "devtools"), *sys.argv[1:]])
    except OSError as error:
        say(f"{python} does not run: {error.strerror}. Remove {VENV} and start again.")
        raise Refusal("The Python environment is broken.") from error
