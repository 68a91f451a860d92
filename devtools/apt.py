"""Gets missing system packages: by apt as root, else unpacked beside the data, else by asking."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from devtools.packages import LIBRARIES
from devtools.terminal import Refusal, say

# The only packages that also work when merely unpacked; a browser or Python itself does not.
UNPACKABLE = frozenset({*LIBRARIES.values(), "tzdata", "fonts-noto-core", "fonts-noto-cjk"})
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>{sysroot}/usr/share/fonts</dir>
  <cachedir>{sysroot}/fontconfig-cache</cachedir>
</fontconfig>
"""


def provide(packages: list[str], sysroot: Path) -> None:
    """Get the packages in the one way this user may; raise Refusal with the command if none."""
    if shutil.which("apt-get") is None:
        raise Refusal(_ask(packages))
    if os.geteuid() == 0:
        _install(packages, [])
    elif _may_sudo():
        _install(packages, ["sudo", "-n"])
    elif not UNPACKABLE.issuperset(packages) or not _unpack(packages, sysroot):
        raise Refusal(_ask(packages))


def environment(sysroot: Path) -> dict[str, str]:
    """Return what makes unpacked libraries, fonts and time zones found; empty without them."""
    if not (sysroot / "fonts.conf").exists():
        return {}
    libraries = ":".join(
        sorted({str(path.parent) for path in sysroot.glob("usr/lib/*/lib*.so.*")})
    )
    found = {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": str(sysroot / "fonts.conf")}
    if not Path("/usr/share/zoneinfo/America").exists():
        found["PYTHONTZPATH"] = str(sysroot / "usr/share/zoneinfo")
    return found


def _ask(packages: list[str]) -> str:
    return (
        "These system packages are missing and you may not install them. An administrator must run once:\n\n"
        f"  apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}\n\n"
        "(on another system than Debian or Ubuntu: its packages of the same things)"
    )


def _may_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _install(packages: list[str], sudo: list[str]) -> None:
    say(f"Installing system packages: {' '.join(packages)}")
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=180"]
    # One source of many being down fails the update; whether it matters, the installation tells.
    _runs([*apt, "update"])
    install = [*apt, "install", "--no-install-recommends", *packages]
    if not _runs(install):
        raise Refusal(f"apt-get failed; try it by hand: {' '.join(install)}")


def _runs(command: list[str]) -> bool:
    """Run without input, which no machine gives, and without its chatter; complaints are shown."""
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    return done.returncode == 0


def _unpack(packages: list[str], sysroot: Path) -> bool:
    """Download and unpack the packages and what they lean on; False if apt cannot do that here."""
    say(f"Not root: unpacking {' '.join(packages)} into {sysroot}")
    downloads = sysroot / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    names = _closure(packages)
    if (
        not names
        or subprocess.run(
            ["apt-get", "-q", "download", *names], cwd=downloads, capture_output=True, check=False
        ).returncode
    ):
        return False
    for archive in downloads.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", archive, sysroot], check=True)
    shutil.rmtree(downloads)
    (sysroot / "fonts.conf").write_text(FONTS_CONF.format(sysroot=sysroot))
    return True


def _closure(packages: list[str]) -> list[str]:
    """Return what an installation would bring in; empty where the package lists are missing."""
    plan = subprocess.run(
        ["apt-get", "-s", "-q", "install", "--no-install-recommends", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if plan.returncode else re.findall(r"^Inst (\S+)", plan.stdout, re.MULTILINE)
