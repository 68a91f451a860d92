"""What `./dev check` and `./dev fix` run. One list, so that CI and people judge by the same."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from devtools import environment
from devtools.paths import ROOT, data_folder
from devtools.terminal import Refusal, say

MANAGE = (sys.executable, "manage.py")
CHECKS: dict[str, tuple[str, ...]] = {
    # the longest first: the others finish beside it
    "mypy": ("mypy", "."),
    "deploy": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "templates": ("djlint", "--check", "--lint", "--quiet", "templates"),
    "imports": ("lint-imports",),
    # a name that a test asks for and nothing has: found here, not after the whole suite
    "tests": ("pytest", "--collect-only", "-qqq", "--no-header"),
    "figures": (sys.executable, "-m", "devtools.figures"),
    "ruff": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
}
FIXES: dict[str, tuple[str, ...]] = {
    "ruff": ("ruff", "check", "--fix", "."),
    "format": ("ruff", "format", "."),
    "templates": ("djlint", "--reformat", "--quiet", "templates"),
    "parameters": (sys.executable, "-m", "law.packs.page"),
}


def check(names: list[str]) -> int:
    """Run the named checks, or all, two at a time and to the end; return 1 if any failed."""
    if unknown := set(names) - set(CHECKS):
        raise Refusal(f"No check {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}.")
    names = names or list(CHECKS)
    env = environment.for_checks(data_folder())
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = pool.map(lambda name: (name, _run(name, CHECKS[name], env)), names)
        failed = [name for name, passed in done if not passed]
    say(f"Failed: {', '.join(failed)}" if failed else f"Passed: {len(names)}")
    return 1 if failed else 0


def fix() -> int:
    """Mend what can be mended; what is left is for `./dev check` to name."""
    for name, command in FIXES.items():
        _run(name, command, dict(os.environ))
    return 0


def _run(name: str, command: tuple[str, ...], env: dict[str, str]) -> bool:
    began = time.monotonic()
    tool = Path(sys.executable).parent / command[0]
    result = subprocess.run(
        [str(tool) if tool.exists() else command[0], *command[1:]],
        cwd=ROOT,
        env=env,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    passed = result.returncode == 0
    say(f"{'ok    ' if passed else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)")
    if not passed:
        say(result.stdout.rstrip())
    return passed
