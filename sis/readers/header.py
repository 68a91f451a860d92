"""Where the header stands: below the titles and `sep=` lines that reports and spreadsheets put first."""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

DELIMITERS = ",;\t|"
MOST_TITLES = 20
LONGEST_LINE = 100_000
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?\s*\Z', re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """How many lines come before the header, which of them are titles, and what parts its cells."""

    skipped: int
    titles: tuple[int, ...]
    delimiter: str


def find_header(
    path: Path, encoding: str, *, wanted: Collection[str], delimiter: str | None
) -> Header:
    """Return the first line that names all of the wanted columns (as `plain_name` has them), by
    the delimiter given or the one that parts it into most cells; the first line when none does.
    """
    titles: list[int] = []
    first = None
    for number, line in enumerate(_first_lines(path, encoding)):
        if found := _SEPARATOR.match(line):
            delimiter = delimiter or found[1]
            continue
        if not line.strip():
            continue
        parts = delimiter or max(DELIMITERS, key=line.count)
        if {plain_name(cell) for cell in _cells(line, parts)}.issuperset(wanted):
            return Header(number, tuple(titles), parts)
        first = first or Header(number, (), parts)
        titles.append(number + 1)
    return first or Header(0, (), delimiter or ",")


def plain_name(name: str) -> str:
    """Return the name of a column without what writers of headers vary: case, spaces, quotes."""
    words = name.strip().strip("\"'").casefold().replace("-", " ").replace("_", " ")
    return "_".join(words.split())


def _first_lines(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, newline="") as text:
        yield from islice(iter(lambda: text.readline(LONGEST_LINE), ""), MOST_TITLES)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
