"""A check of the linter or of the types that is waived in a line says why in the same line."""

import re

import pytest

from devtools.paths import ROOT
from devtools.rooms import ROOMS

WAIVED = re.compile(r"# (?:noqa|type: ignore)\b(.*)")
REASONED = re.compile(r"(?:: [A-Z0-9, ]+ - \w|\[[a-z, -]+\] # \w)")
FOLDERS = (*ROOMS, "bench", "devtools", "tests")


def bare(text: str) -> list[str]:
    """Return the lines that waive a check without its code and a reason."""
    waived = ((line.strip(), WAIVED.search(line)) for line in text.splitlines())
    return [line for line, found in waived if found and not REASONED.match(found[1])]


def test_whoever_waives_a_check_says_why():
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            ours = path.name != "test_waived.py" and "migrations" not in path.parts
            if ours and (lines := bare(path.read_text())):
                found[str(path.relative_to(ROOT))] = lines
    assert found == {}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("x = f()  # noqa: S603 - written here", True),
        ("x = f()  # type: ignore[union-attr] # a view has an address", True),
        ("x = f()  # noqa: S603", False),
        ("x = f()  # noqa", False),
        ("x = f()  # type: ignore[arg-type]", False),
        ("x = f()  # plain words", True),
    ],
)
def test_a_reason_is_told_from_none(line, says):
    assert (bare(line) == []) == says
