"""A statement is whole. Where one is put together in Python, it runs over tables of any name."""

import ast
import re
from collections.abc import Iterator

import pytest

from devtools.paths import ROOT
from devtools.rooms import ROOMS

WORDS = re.compile(
    r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN|WHERE|TRUNCATE|COPY"
    r"|(?:CREATE|DROP|ALTER|ANALYZE|VACUUM)\b[ ({])"
)
# What the calls are named that give the text of a statement.
LOADED = {"statement", "filled", "read_text", "SQL"}
# The files that put statements together, and what no whole statement could say there. Values never
# go into the text.
COMPOSED = {
    "core/sql.py": "asks several whole statements at once: whether one finds a row, or for the row of each",
    "core/lookups.py": "the column that a lookup is asked about",
    "core/leases.py": "one queue for every room: the name of its table, columns of its progress",
    "core/planner.py": "the tables that a transaction filled, whichever they are",
    "sis/actions/generated.py": "the tables and columns of each file of a bundle",
    "demo/staging.py": "the working tables of the made-up district",
    "demo/district.py": "every table that the made-up district filled",
}


def composed(text: str) -> list[int]:
    """Return the lines of a module in which the text of a statement is put together."""
    nodes = list(ast.walk(ast.parse(text)))
    names = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and is_text(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return sorted(
        {node.lineno for node in nodes if any(is_text(part, names) for part in parts_of(node))}
    )


def is_text(node: ast.AST, names: set[str]) -> bool:
    """Say whether a value is text of a statement, or a table of such texts."""
    match node:
        case ast.Constant(value=str(said)):
            return bool(WORDS.search(said))
        case ast.Name(id=name):
            return name in names
        case ast.Subscript(value=held):
            return is_text(held, names)
        case ast.JoinedStr(values=many) | ast.Dict(values=many) | ast.Tuple(elts=many):
            return any(is_text(one, names) for one in many)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in LOADED
    return False


def parts_of(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of which an expression makes a new text."""
    match node:
        case ast.JoinedStr(values=many):
            yield from many
        case ast.FormattedValue(value=one):
            yield one
        case ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right):
            yield from (left, right)
        case ast.Call(func=ast.Attribute(value=one, attr="format" | "format_map" | "replace")):
            yield one


def test_no_statement_is_put_together_but_over_tables_of_any_name():
    found = {
        str(path.relative_to(ROOT)): lines
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts and (lines := composed(path.read_text()))
    }
    assert {name: lines for name, lines in found.items() if name not in COMPOSED} == {}
    assert COMPOSED.keys() - found.keys() == set(), "take them off COMPOSED"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('sql.rows(f"SELECT id FROM {table}")', [1]),
        ('sql.rows("SELECT id FROM students_student WHERE " + reach)', [1]),
        ('sql.rows("SELECT id FROM %s" % table)', [1]),
        ('SQL("DROP TABLE {}").format(name)', [1]),
        ('TEXT = statement(__file__, "loads")\nsql.rows(TEXT.format(key="owner_id"))', [2]),
        ('TEXT = "SELECT 1"\nASKED = TEXT + MORE', [2]),
        ('WAYS = {"all": "WHERE true"}\nASKED = f"{FROM} {WAYS[way]}"', [2]),
        ('sql.rows("SELECT id FROM students_student", values)', []),
        ('rows = sql.rows(statement(__file__, "loads")) + more', []),
        ('f"{name} comes from {place}"', []),
    ],
)
def test_a_statement_that_is_put_together_is_found(text, lines):
    assert composed(text) == lines
