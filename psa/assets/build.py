"""Which sources go into which file, and writing the files."""

import hashlib
from collections.abc import Set
from pathlib import Path

from django.conf import settings

from psa.assets import fonts, scripts, styles
from psa.assets.words import words

SOURCES = Path(settings.BASE_DIR) / "static"
# In the order in which one overrules the other.
STYLES = ("psa", "shell", "components", "charts", "desk", "letters", "cases", "sarb", "staff")
SCRIPTS = ("psa", "parts", "desk", "cold", "keys", "sealed")
NEW = ".new"


def build(folder: Path) -> None:
    """Write the files that pages ask for into a folder; one that is as it was stays untouched."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "app.css", style_sheet().encode())
    _write(folder / "app.js", script().encode())
    faces = fonts.faces((SOURCES / "css/psa.css").read_text(encoding="utf-8"))
    cuts = {name: _cut(name, letters, kept=folder / "kept") for name, letters in faces.items()}
    for name, path in cuts.items():
        _write(folder / f"{name}.woff2", path.read_bytes())
    _clear(folder / "kept", but={path.name for path in cuts.values()})


def style_sheet() -> str:
    return styles.joined(
        SOURCES / "vendor/tabler/tabler.min.css",
        [SOURCES / "css" / f"{name}.css" for name in STYLES],
        SOURCES / "css/print.css",
        words(),
    )


def script() -> str:
    return scripts.joined(
        first=SOURCES / "js/theme.js",
        library=SOURCES / "vendor/htmx/htmx.min.js",
        scripts=[SOURCES / "js" / f"{name}.js" for name in SCRIPTS],
        module=SOURCES / "js/log/main.js",
        asks="body:not([data-user=''])",
    )


def _cut(name: str, letters: frozenset[int], *, kept: Path) -> Path:
    """Return a font, cut anew only when its file or the cutting has changed: it takes seconds."""
    source = SOURCES / f"vendor/inter/{name}-wght-normal.woff2"
    made_of = (
        source.read_bytes() + Path(fonts.__file__).read_bytes() + repr(sorted(letters)).encode()
    )
    path = kept / hashlib.sha256(made_of).hexdigest()
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        _write(path, fonts.cut(source, letters))
    return path


def _clear(kept: Path, *, but: Set[str]) -> None:
    """Delete the fonts of sources that are no more. What is being written beside them stays."""
    for path in kept.iterdir():
        if path.name not in but and path.suffix != NEW:
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    if path.exists() and path.read_bytes() == content:
        return
    beside = path.with_name(path.name + NEW)
    beside.write_bytes(content)
    beside.replace(path)
