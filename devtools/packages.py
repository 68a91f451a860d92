"""Which system packages are missing. Looks for the thing itself, not for the package that brings it,
so that a machine set up in another way is left in peace."""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from devtools.paths import VENV

NOTO = Path("usr/share/fonts/truetype/noto/NotoSansArmenian-Regular.ttf")
NOTO_CJK = Path("usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
LIBRARIES = {  # WeasyPrint draws letters with these
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these the verb still works: they only write files or look things up.
PLAIN_VERBS = frozenset({"fix", "lock"})


def missing(verb: str, sysroot: Path) -> list[str]:
    """Return the Debian packages this verb needs and this machine lacks, in a fixed order."""
    needed = list(_for_environment())
    if verb not in PLAIN_VERBS:
        needed += _for_letters(sysroot)
    if verb == "test":
        needed += _for_browser()
    return needed


def browser() -> str | None:
    """Return a Chromium: PSA_CHROMIUM, the system's, or one that Playwright fetched before."""
    if named := os.environ.get("PSA_CHROMIUM"):
        return named
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    fetched = (Path.home() / ".cache/ms-playwright").glob("chromium-*/chrome-linux*/chrome")
    return next((str(path) for path in sorted(fetched)), None)


def _for_environment() -> Iterator[str]:
    if not (VENV / "bin/python").exists() and importlib.util.find_spec("ensurepip") is None:
        yield f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def _for_letters(sysroot: Path) -> Iterator[str]:
    for library, package in LIBRARIES.items():
        if not _loads(library) and not list(sysroot.glob(f"usr/lib/*/{library}")):
            yield package
    wanted = {
        Path("usr/share/zoneinfo/America"): "tzdata",
        NOTO: "fonts-noto-core",
        NOTO_CJK: "fonts-noto-cjk",
    }
    for path, package in wanted.items():
        if not (Path("/") / path).exists() and not (sysroot / path).exists():
            yield package


def _for_browser() -> Iterator[str]:
    if browser() is None:
        yield "chromium"
    if not _loads("libatomic.so.1"):  # the node inside Playwright's wheel links to it
        yield "libatomic1"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
