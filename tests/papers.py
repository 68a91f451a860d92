"""The project's papers as data: links, tables and names, for the tests that keep them true."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from law.packs import Parameters
from law.packs.files import FOLDER, HEADER

ROOT = Path(settings.BASE_DIR)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
OTHERS = re.compile(r"var(-\w+)?|vendor|__pycache__|\.(?!ci$).+")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """Every file that is written by us: no data folder, no environment, nothing vendored."""
    found = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = sorted(name for name in inside if not OTHERS.fullmatch(name))
        found += [
            Path(folder, name)
            for name in sorted(names)
            if name not in {".git", ".env", ".coverage"}
        ]
    return tuple(found)


def text_files() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def papers() -> list[Path]:
    return [path for path in files() if path.suffix == ".md"]


def links(paper: Path) -> list[str]:
    """Links of a paper to other papers, files and headings; addresses of the web left out."""
    return [to for to in LINK.findall(paper.read_text()) if not re.match(r"\w+:", to)]


def anchors(paper: Path) -> set[str]:
    """The headings of a paper as a link names them."""
    plain = (
        re.sub(r"[^\w\- ]", "", title).lower() for title in HEADING.findall(paper.read_text())
    )
    return {title.strip().replace(" ", "-") for title in plain}


def tables(paper: Path) -> Iterator[list[str]]:
    """Rows of every table of a paper, cell by cell, heads and rules left out."""
    head = True
    for line in paper.read_text().splitlines():
        if not line.startswith("|"):
            head = True
        elif head:
            head = False
        elif not re.fullmatch(r"[|\-: ]+", line):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


@lru_cache(maxsize=64)
def functions_of(path: Path) -> frozenset[str]:
    return frozenset(
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    )


# --- Parameters ---------------------------------------------------------------------------


def parameter_tables() -> dict[str, list[str]]:
    """The lines that docs/parameters.md owes to each pack, by the pack's name."""
    return {
        pack["pack"]: [
            _line(f"{group}.{key}", item)
            for group, items in pack.items()
            if group not in HEADER
            for key, item in items.items()
        ]
        for pack in _packs()
    }


def _packs() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*/parameters.toml")):
        yield tomllib.loads(path.read_text())


def _line(name: str, item: dict[str, Any]) -> str:
    cells = (
        f"`{name}`",
        _value(item["value"]),
        _allowed(name),
        item["citation"],
        item["confidence"],
        item.get("note", ""),
    )
    return f"| {' | '.join(cells)} |"


def _value(value: Any) -> str:
    return f"`{str(value).lower()}`"


def _allowed(name: str) -> str:
    group, key = name.split(".")
    schema = Parameters.model_json_schema()
    reference = schema["properties"][group]["$ref"].rsplit("/", 1)[1]
    return _choices(schema["$defs"][reference]["properties"][key])


def _choices(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return ", ".join(_choices(one) for one in schema["anyOf"])
    if "const" in schema:
        return _value(schema["const"])
    if "enum" in schema:
        return ", ".join(map(_value, schema["enum"]))
    if schema["type"] == "boolean":
        return "`true`, `false`"
    if "minimum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    return "words" if schema["type"] == "string" else "a number"
