"""Names are in one order, that of `name_order`: nobody orders a list by a name as it is written.

The database would put Álvarez after Zuniga, Python ñ after z, and each of them Ørsted elsewhere.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from devtools.paths import ROOT
from devtools.rooms import ROOMS

WRITTEN = ("name", "first_name", "last_name", "middle_name", "full_name", "search_key")
# A clause of a statement: to the parenthesis that closes it, or to the word that follows it.
CLAUSE = re.compile(
    r"\bORDER\s+BY\b(.*?)(?:\bLIMIT\b|\bOFFSET\b|\bROWS\b|;|\bFROM\b|\bSELECT\b|\bUNION\b|\Z)",
    re.IGNORECASE | re.DOTALL,
)
COMMENT = re.compile(r"--.*")
IN_CLAUSE = re.compile(rf"\b(?:{'|'.join(WRITTEN)})\b")
ORDERING = {"order_by", "Window", "sorted", "sort", "min", "max"}
# What sorts by a word that is called a name and names no person and no place.
OTHERWISE = {
    "law/packs/files.py": "the names of folders",
}


def of_statement(text: str) -> list[str]:
    """Return the orders of a statement that go by a name as it is written."""
    found = (_own(clause) for clause in CLAUSE.findall(COMMENT.sub("", text)))
    return [" ".join(clause.split()) for clause in found if IN_CLAUSE.search(clause)]


def _own(clause: str) -> str:
    """Cut a clause at the parenthesis that closes what it stands in."""
    depth = 0
    for place, letter in enumerate(clause):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return clause[:place]
    return clause


def of_module(text: str) -> Iterator[str]:
    """Yield the orders of a module that go by a name as it is written."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and "ORDER BY" in str(node.value):
            yield from of_statement(str(node.value))
        elif any(_goes_by_a_name(part) for part in _order(node)):
            yield ast.unparse(node)


def _order(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what an expression orders by, if it orders anything."""
    match node:
        case ast.Call(func=ast.Name(id="Sort"), args=[_, _, order, *_]):
            yield from ast.walk(order)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in ORDERING:
            for part in (*node.args, *node.keywords):
                yield from ast.walk(part)
        case ast.Assign(targets=[ast.Name(id="ordering" | "BY_NAME")], value=order):
            yield from ast.walk(order)


def _goes_by_a_name(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=read):
            return read in WRITTEN
        case ast.Constant(value=str(said)):
            return said.lstrip("-").rpartition("__")[2] in WRITTEN
    return False


def test_no_statement_orders_by_a_name_as_it_is_written():
    found = {
        str(path.relative_to(ROOT)): clauses
        for path in sorted(ROOT.glob("[a-z]*/**/*.sql"))
        if (clauses := of_statement(path.read_text()))
    }
    assert found == {}


def test_no_module_orders_by_a_name_as_it_is_written():
    found = {
        name: orders
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
        for name in [str(path.relative_to(ROOT))]
        if name not in OTHERWISE and (orders := list(of_module(path.read_text())))
    }
    assert found == {}


def test_no_template_sorts():
    sorting = re.compile(r"\|\s*dictsort")
    assert [
        p.name for p in (ROOT / "templates").rglob("*.html") if sorting.search(p.read_text())
    ] == []


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_sorts_otherwise_still_does(name):
    assert list(of_module((ROOT / name).read_text()))


@pytest.mark.parametrize(
    "text",
    [
        'students.order_by("last_name", "pk")',
        'rows.order_by("due_on", "student__last_name")',
        'rows.order_by(F("name"), "pk")',
        'rows.order_by(Lower("school__name").asc())',
        'rows.order_by("-name")',
        'Sort("name", "Name", ("student__first_name", "pk"))',
        "BY_NAME = ('student__last_name', 'pk')",
        "class Meta:\n    ordering = ['last_name']",
        "sorted(rows, key=lambda row: row.name)",
        "rows.sort(key=lambda row: (row['last_name'], row['pk']))",
        "sorted(one.full_name for one in rows)",
        "X = 'SELECT 1 FROM s ORDER BY s.last_name LIMIT 3'",
    ],
)
def test_the_reader_of_modules_finds(text):
    assert len(list(of_module(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "students.order_by(*by_name())",
        'rows.order_by("due_on", *by_name("student"), "pk")',
        'rows.order_by("name_order")',
        "sorted(rows, key=place_by_name)",
        "rows.filter(name=name).values_list('name').order_by('pk')",
        "X = 'SELECT s.last_name FROM s ORDER BY s.name_order, s.id'",
    ],
)
def test_the_reader_of_modules_does_not_mind(text):
    assert list(of_module(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT a FROM s ORDER BY s.id, s.last_name", ["s.id, s.last_name"]),
        ("SELECT json_agg(x ORDER BY x.name) FROM x WHERE x.name = ''", ["x.name"]),
        (
            "SELECT json_agg(x ORDER BY x.id) FROM x ORDER BY lower(k.name) LIMIT 2",
            ["lower(k.name)"],
        ),
        ("SELECT json_agg(x ORDER BY x.id), x.name FROM x", []),
        ("SELECT a FROM s ORDER BY s.name_order, s.id", []),
    ],
)
def test_the_reader_of_statements(text, found):
    assert of_statement(text) == found
