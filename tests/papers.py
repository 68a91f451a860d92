"""The project's papers as data: links, tables and names, for the tests that keep them true."""

import ast
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings

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
