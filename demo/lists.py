"""Weighted lists of words, laid out in 1,000 slots each, so that a die of 1,000 picks one."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from demo import staging

DATA = Path(__file__).parent / "data"
SLOTS = 1000
COLUMNS = "list text, slot integer, value text, plain text, PRIMARY KEY (list, slot)"


def read(name: str) -> dict[str, list[str]]:
    """Return the lists of a data file, commonest entry first."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line)
    return {title: entries.split(", ") for title, entries in pairs}


def by_rank(entries: list[str]) -> dict[str, int]:
    """Return weights that fall with the rank, as names in a population do."""
    return {entry: 100_000 // (rank + 12) for rank, entry in enumerate(entries)}


def laid_out(weights: Mapping[str, int]) -> list[str]:
    """Return 1,000 slots: each entry once, in order, then the rest by weight."""
    rest, total = SLOTS - len(weights), sum(weights.values())
    slots, given, passed = list(weights), 0, 0
    for entry, weight in weights.items():
        passed += weight
        until = rest * passed // total
        slots += [entry] * (until - given)
        given = until
    return slots


def plain(text: str) -> str:
    """Return the text as a form without accents has it: Núñez becomes Nunez, Đỗ becomes Do."""
    letters = unicodedata.normalize("NFKD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def stage(lists: Mapping[str, Mapping[str, int]]) -> None:
    """Make staging.demo_list: (list, slot) to an entry, and its plain spelling."""
    staging.copy("demo_list", COLUMNS, _slots(lists))


def _slots(lists: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[object, ...]]:
    for title, weights in lists.items():
        for slot, entry in enumerate(laid_out(weights)):
            yield title, slot, entry, plain(entry)
