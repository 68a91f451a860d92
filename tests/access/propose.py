"""Lines for docs/access-matrix.csv, as the site answers today, for a person to judge.

PROPOSE='student=student search=?q=Ito,' .venv/bin/python -m pytest tests/access/propose.py -q

names pages, each with the objects to try: a kind of `things`, queries, '' for no object; several
by commas. A cell with two numbers is a method of its own kind and needs a decorator, not a line.
"""

import os

from tests.access.matrix import METHODS, Row, address, things
from tests.access.people import Knocker, everybody
from tests.access.test_matrix import Knock


def test_propose(district, capsys):
    people, objects = everybody(district), things(district)
    lines = [
        ",".join([row.page, row.method, row.thing, *(answer(row, k, objects) for k in people)])
        for row in asked(objects)
    ]
    with capsys.disabled():
        print("", *lines, sep="\n")  # noqa: T201 - what it is run for


def asked(objects: dict[str, object]) -> list[Row]:
    """Every row that PROPOSE asks for."""
    pages = (word.partition("=") for word in os.environ["PROPOSE"].split())
    return [
        Row(page, method, thing, {})
        for page, _, kinds in pages
        for method in METHODS
        for kind in kinds.split(",")
        for thing in ([name for name in objects if name.partition(" ")[0] == kind] or [kind])
    ]


def answer(row: Row, knocker: Knocker, objects: dict[str, object]) -> str:
    url = address(row, objects)
    return "/".join(sorted({str(Knock(knocker, call, url).status) for call in row.calls}))
