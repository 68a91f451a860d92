"""`./dev lock`: every package and its hash, for the product, for the tools, and for uv itself."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from devtools.paths import ROOT
from devtools.terminal import say
from devtools.venv import UV_LOCK

# Universal and for the oldest Python: a lock made for this machine's patch release alone misses
# what Debian's 3.11.2 needs besides.
COMPILE = shlex.split(
    "pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url "
    "--no-emit-find-links --custom-compile-command"
)


def lock(arguments: list[str]) -> int:
    """Write the locks; arguments such as --upgrade or --upgrade-package NAME go to uv."""
    product = _compile(["requirements.in"], "requirements.txt", arguments)
    # Constrained by the first, so that tests never run on other versions than production.
    tools = ["requirements-dev.in", "--constraint", "requirements.txt"]
    return product or _compile(tools, "requirements-dev.txt", arguments) or _lock_uv()


def _compile(sources: list[str], output: str, arguments: list[str], stdin: str = "") -> int:
    uv = Path(sys.executable).with_name("uv")
    command: list[str | Path] = [uv, *COMPILE, "./dev lock", *sources, "-o", output, *arguments]
    say(f"Locking {output}")
    trusting = {"UV_SYSTEM_CERTS": "1", **os.environ}
    done = subprocess.run(command, cwd=ROOT, env=trusting, input=stdin, text=True, check=False)
    return done.returncode


def _lock_uv() -> int:
    """Lock the uv that is installed now, with which the two locks were just made."""
    uv = Path(sys.executable).with_name("uv")
    said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.findall(r"\d+\.\d+\.\d+", said)[0]
    return _compile(["-"], str(UV_LOCK.relative_to(ROOT)), [], f"uv=={version}\n")
