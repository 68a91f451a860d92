"""Runs PostgreSQL for root. It refuses user 0, and rightly; yet containers and CI are often root.

First choice is a user namespace: no user is made, no permission is loosened, the data stay root's,
even under /root. Where namespaces are forbidden (a chroot, Docker's default profile) the process
becomes `nobody`, keeping only the right to reach its files below a closed home.
"""

import ctypes
import functools
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devtools.terminal import Refusal

NOBODY = 65534  # has a passwd entry everywhere, and initdb looks its user up
CLONE_NEWUSER = 0x10000000
# no_setuid_fixup: else access() drops the capability and initdb cannot see its own binaries.
AS_NOBODY = shlex.split(
    "setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all,+dac_override "
    "--ambient-caps=-all,+dac_override --bounding-set=-all,+dac_override "
    "--securebits=+no_setuid_fixup --pdeathsig INT --"
)
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Way:
    """How to start a process that must not be root."""

    prefix: tuple[str, ...]  # goes before the command
    become: Callable[[], None] | None  # runs in the child before the command
    owner: int  # the user, seen from here, to whom the files must belong


@functools.cache
def way() -> Way:
    if os.geteuid() != 0:
        return Way((), None, os.geteuid())
    if _namespaces_work():
        return Way((), _enter_namespace, 0)
    if shutil.which("setpriv") is None:
        raise Refusal("PostgreSQL does not run as root: use another user, or install util-linux.")
    return Way(tuple(AS_NOBODY), None, NOBODY)


def hand_over(folder: Path) -> None:
    """Give root's files to the user the database will run as; refuse to take anybody else's.

    The same folder may be used from a container (as nobody) and from its host (in a namespace).
    """
    owner, wanted = folder.stat().st_uid, way().owner
    if owner == wanted:
        return
    if os.geteuid() != 0 or owner not in {0, NOBODY}:
        raise Refusal(
            f"{folder} belongs to user {owner}; the database would run as user {wanted}.\n"
            f"Run ./dev as user {owner}, or name another data folder in PSA_VAR."
        )
    for path in (folder, *folder.rglob("*")):
        os.chown(path, wanted, wanted, follow_symlinks=False)


def _namespaces_work() -> bool:
    try:
        tried = subprocess.run(["true"], check=False, preexec_fn=_enter_namespace)
    except (subprocess.SubprocessError, OSError):
        return False
    return tried.returncode == 0


def _enter_namespace() -> None:
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")
