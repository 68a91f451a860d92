"""A kind is written in the choices of its room; a statement is given it by name.

A statement that spells a kind out goes on running, and finds nothing, when the kind is renamed or
another one is added that it should have known.
"""

import importlib
import inspect
import re

import pytest
from django.db.models import Choices

from devtools.paths import ROOT
from devtools.rooms import ROOMS, may_know
from tests.architecture.test_statements import SQL_WORDS, texts

# What a word is when it is compared, chosen or written; not the key of a JSON value.
MEANT = re.compile(
    r"(?:=|<>|\bTHEN|\bELSE|\bARRAY ?\[|\bIN ?\()\s*((?:'[\w.-]+'\s*,\s*)*'[\w.-]+')",
    re.IGNORECASE,
)


def kinds() -> dict[str, set[str]]:
    """Return each value of choices of more than a few letters, with the rooms that have it."""
    found: dict[str, set[str]] = {}
    for room in ROOMS:
        if not (ROOT / room / "choices.py").exists():
            continue
        for _, one in inspect.getmembers(
            importlib.import_module(f"{room}.choices"), inspect.isclass
        ):
            if issubclass(one, Choices) and one.__module__ == f"{room}.choices":
                for value in one.values:
                    found.setdefault(str(value), set()).add(room)
    return found


KINDS = kinds()


def spelled(name: str, text: str) -> list[str]:
    """Return the kinds that a text of SQL spells out, of rooms that it may know."""
    if not SQL_WORDS.search(text):
        return []
    room = name.partition("/")[0]
    plain = re.sub(r"--.*", "", text)
    words = {word for said in MEANT.findall(plain) for word in re.findall(r"'([\w.-]+)'", said)}
    return sorted(w for w in words if any(may_know(room, home) for home in KINDS.get(w, ())))


def test_no_statement_spells_a_kind_out():
    found = {}
    for name, text in texts():
        if not name.startswith("demo/") and (words := spelled(name, text)):
            found.setdefault(name, set()).update(words)
    assert found == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT 1 FROM tasks_task WHERE state = 'open'", ["open"]),
        ("SELECT 1 FROM tasks_task WHERE state IN ('nothing', 'snoozed')", ["snoozed"]),
        ("SELECT CASE WHEN a THEN 'intensive' END FROM b", ["intensive"]),
        ("SELECT 1 FROM tasks_task WHERE state = %(open)s -- or 'open'", []),
        ("SELECT because ->> 'tier' FROM b", []),
        ("the state = 'open' of a sentence", []),
    ],
)
def test_a_kind_that_is_spelled_out_is_found(text, words):
    assert spelled("cases/queries/sql/x.sql", text) == words
