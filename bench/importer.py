"""The command import_sis in a process of its own, as districts run it, and the memory it takes."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from bench.rows import Row

MOST_MEMORY_MB = 500


def run(bundle: Path, **environment: str) -> float:
    """Import a bundle; return the megabytes it took at the peak. `environment` goes beside ours.

    Read from its own status: what the system says of children that have ended includes the
    memory of this process, from which they forked.
    """
    command = [sys.executable, "manage.py", "import_sis", str(bundle), "--json"]
    env = {**os.environ, "PSA_DB_ROLE": "worker", **environment}
    highest = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env) as process:
        while process.poll() is None:
            highest = max(highest, _highest_mb(process.pid))
            time.sleep(0.1)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return highest


def memory_row(name: str, megabytes: float) -> Row:
    detail = f"{megabytes:.0f} MB at the peak against {MOST_MEMORY_MB} MB"
    return Row(name, round(megabytes / MOST_MEMORY_MB, 2), 1, detail)


def _highest_mb(pid: int) -> float:
    """Return the most memory a process has held so far; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
