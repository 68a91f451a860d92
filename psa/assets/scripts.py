"""One script out of several: what must run before the first paint, htmx, then our own.

Modules are joined without a tool: each becomes a function that gives what it exports. They name
each other as `import { a, b } from "./other.js"` and export `const`s; anything else is refused.
"""

import re
from collections.abc import Sequence
from pathlib import Path

IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "\./([\w-]+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export const (\w+)", re.MULTILINE)
LEFT = re.compile(r"^(import|export)\b.*", re.MULTILINE)
# Each part by itself, so that one that fails takes no other with it.
WHEN_READY = 'document.addEventListener("DOMContentLoaded",()=>{{"use strict";\n{}}});\n'
IF_THERE = 'if(!document.querySelector("{}"))return;\n'
MODULE = "const {}=(()=>{{\n{}return{{{}}};\n}})();\n"


class UnreadableScript(ValueError):
    """A script is written in a way that is not understood here."""


def joined(*, first: Path, library: Path, scripts: Sequence[Path], module: Path, asks: str) -> str:
    """Return the one script. `first` runs at once, `scripts` when the page is there, and `module`
    with all that it imports where the page has what the selector `asks` names.
    """
    return "".join(
        (
            small(_read(first)),
            *(WHEN_READY.format(small(_read(path))) for path in scripts),
            WHEN_READY.format(IF_THERE.format(asks) + modules(module)),
            # Last: it begins when all of ours listens.
            _read(library),
        )
    )


def modules(main: Path) -> str:
    """Return a module and what it imports, those first that others need."""
    return "".join(_module(path) for path in _in_order(main))


def small(script: str) -> str:
    """Return a script without lines of comment and without indentation."""
    lines = [line.strip() for line in script.splitlines()]
    if odd := [line for line in lines if line.count("`") % 2]:
        raise UnreadableScript(f"a text of several lines: {odd[0]}")
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _read(path: Path) -> str:
    return f"{path.read_text(encoding='utf-8').strip()}\n"


def _in_order(path: Path, before: Sequence[Path] = ()) -> list[Path]:
    """Return what a module needs and itself, without what is there before it."""
    found: list[Path] = []
    for _names, other in IMPORT.findall(_read(path)):
        needed = path.with_name(f"{other}.js")
        found += [] if needed in (*before, *found) else _in_order(needed, [*before, *found])
    return [*found, path]


def _module(path: Path) -> str:
    text = IMPORT.sub(r"const {\1}=$\2;", small(_read(path)))
    given = EXPORT.findall(text)
    text = EXPORT.sub(r"const \1", text)
    if left := LEFT.search(text):
        raise UnreadableScript(f"{path.name}: {left[0]}")
    return MODULE.format(f"${path.stem}", text, ",".join(given))
