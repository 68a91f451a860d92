"""What pages load beside themselves, built and collected before anything is served."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from devtools.paths import ROOT
from devtools.terminal import Refusal, say

# What the built files are made of: their sources, and everything that names a style.
SOURCES = ("static/**/*", "templates/**/*.html", "*/**/*.py", "requirements.txt")
NO_SOURCES = {"tests", "devtools", "bench", "var", ".venv"}


def collect(env: dict[str, str], folder: Path) -> None:
    """Build and collect into the data folder; free when its sources are as they were."""
    stamp, wanted = folder / "static" / ".sources", _digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Building the style sheet, the script and the font")
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "-v0"]
    if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
        raise Refusal("manage.py collectstatic failed; its message is above.")
    stamp.write_text(wanted)


def _digest() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            first = path.relative_to(ROOT).parts[0]
            if path.is_file() and first not in NO_SOURCES and not first.startswith("var-"):
                yield path
