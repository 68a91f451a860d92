"""The tables of docs/parameters.md, made from the schema and the packs.

`python -m law.packs.page` writes them anew; what people wrote around the tables stays.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from law.packs.files import FOLDER, HEADER, pack_names
from law.packs.labels import schema_of

PAPER = FOLDER.parents[1] / "docs" / "parameters.md"
CITED = """| cited | sure | note |
| --- | --- | --- |"""
HEAD = """| parameter | value | may be | the text says | source | sure | note |
| --- | --- | --- | --- | --- | --- | --- |"""
TABLE = re.compile(r"^\| (parameter|cited) \|.*\n(?:\|.*\n)+", re.MULTILINE)


def table(pack: str) -> str:
    """Return the table of the parameters that a pack states itself, a line for each."""
    stated = tomllib.loads((FOLDER / pack / "parameters.toml").read_text())
    lines = [
        _line(f"{group}.{key}", item)
        for group, items in stated.items()
        if group not in HEADER
        for key, item in items.items()
    ]
    return "\n".join([HEAD, *lines, ""])


def cited(pack: str) -> str:
    """Return the table of the texts that a pack cites, with how sure each is."""
    texts = tomllib.loads((FOLDER / pack / "citations.toml").read_text())
    lines = [
        f"| {name} | {item['confidence']} | {item.get('note', '')} |"
        for name, item in texts.items()
    ]
    return "\n".join([CITED, *lines, ""])


def page(paper: str) -> str:
    """Return the page with the tables under each pack's heading made anew."""
    first, *parts = re.split(r"(?m)^(?=## )", paper)
    return first + "".join(_part(part) for part in parts)


def _part(part: str) -> str:
    pack = part.split("\n", 1)[0].removeprefix("## ")
    if pack not in pack_names():
        return part
    tables = {"parameter": table, "cited": cited}
    return TABLE.sub(lambda found: tables[found[1]](pack), part)


def _line(name: str, item: Mapping[str, Any]) -> str:
    cells = (
        f"`{name}`",
        _value(item["value"]),
        may_be(name),
        _said(item.get("statute")),
        item["citation"],
        item["confidence"],
        _note(item),
    )
    return f"| {' | '.join(cells)} |"


def _note(item: Mapping[str, Any]) -> str:
    why = f"It departs from the text: {item['why']}." if "why" in item else ""
    return f"{item.get('note', '')} {why}".strip()


def _value(value: Any) -> str:
    return f"`{str(value).lower()}`"


def _said(statute: Any) -> str:
    return "" if statute is None else _value(statute)


def may_be(name: str) -> str:
    """Return in words what the schema lets a parameter be."""
    return _choices(schema_of(name))


def _choices(schema: Mapping[str, Any]) -> str:
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


if __name__ == "__main__":
    PAPER.write_text(page(Path(PAPER).read_text()))
