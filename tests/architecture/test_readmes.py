"""A room that has grown says in a README what stands where, and the README is true."""

from pathlib import Path

import pytest

from devtools.paths import ROOT
from devtools.rooms import ROOMS
from tests.papers import CODE, tables

MANY = 10  # modules; up to here their names say it


def modules(room: str) -> list[Path]:
    found = sorted((ROOT / room).rglob("*.py"))
    return [p for p in found if "migrations" not in p.parts and p.name != "__init__.py"]


def test_a_room_of_many_modules_has_a_readme():
    large = [room for room in ROOMS if len(modules(room)) > MANY]
    assert [room for room in large if not (ROOT / room / "README.md").exists()] == []


@pytest.mark.parametrize("room", [r for r in ROOMS if (ROOT / r / "README.md").exists()])
def test_what_a_readme_names_in_its_tables_is_there(room):
    named = {
        name.rstrip("/")
        for row in tables(ROOT / room / "README.md")
        for name in CODE.findall(row[0])
        if name.endswith((".py", ".sql", "/"))
    }
    assert [name for name in sorted(named) if not any((ROOT / room).rglob(name))] == []
