"""A class name means one thing: whoever reads `Place` need not ask in which room they are."""

import ast
from collections.abc import Iterator

from devtools.paths import ROOT
from devtools.rooms import ROOMS

# Names that a tool looks for, and so says again in every room.
ASKED_FOR = {
    "Command",  # Django finds a management command by it
    "Meta",  # what Django and its forms read about the class around it
}


def classes() -> Iterator[tuple[str, str]]:
    """Every class of ours with the room that has it. Those of migrations are Django's."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from ((name, room) for name in named(path.read_text()))


def named(text: str) -> list[str]:
    return [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]


def shared(found: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the names that several rooms use, each with its rooms."""
    rooms: dict[str, set[str]] = {}
    for name, room in found:
        rooms.setdefault(name, set()).add(room)
    return {
        name: sorted(where)
        for name, where in rooms.items()
        if len(where) > 1 and name not in ASKED_FOR
    }


def test_no_class_name_is_used_in_two_rooms():
    assert shared(classes()) == {}


def test_names_that_two_rooms_use_are_found():
    found = [("Place", "students"), ("Place", "accounts"), ("Meta", "cases"), ("Meta", "sarb")]
    assert shared(iter([*found, ("Case", "cases"), ("Case", "cases")])) == {
        "Place": ["accounts", "students"]
    }


def test_a_class_inside_a_class_or_a_function_counts():
    text = "class A:\n    class B: ...\ndef f():\n    class C: ..."
    assert named(text) == ["A", "B", "C"]
