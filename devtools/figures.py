"""The figures that the code keeps: sizes, shares, and words that have one home each.

Run by `./dev check figures`; each line it prints is one place to mend. What was over a figure when
it was set stands in debts.toml and may only shrink; what is paid is to be taken out.
"""

import ast
import math
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from devtools.paths import ROOT
from devtools.rooms import LEVELS

PYTHON, SQL, FUNCTION, TESTED = 300, 200, 20, 1.0  # at most, at most, at most, at least
# Words that are said in one place; the folders and files below the root that may say them.
HOMES = {
    "cursor(": ("core/sql.py", "core/postgres/"),
    "_or_404": ("accounts/access/",),
    "Paginator(": ("core/lists.py",),
    "<thead": ("core/templatetags/tables.py", "core/charts/"),
    '<small class="num"': ("students/templatetags/students.py",),
    '"Name not on file"': ("students/rules/around.py",),
}
COMPONENTS = ("templates/components/", "templates/psa_forms/")
# What is printed is no screen: its tables have a style of their own, and nothing that opens.
PAPER = (
    "templates/packets/",
    "templates/sarb/packet/",
    "templates/sarb/print/",
    "templates/letters/print/",
)
# What is drawn in one place: the folders of templates that may write it, and where it is drawn.
BY_HAND = (
    (re.compile(r"<(?:input|select|textarea)\b"), COMPONENTS, "core/forms.py"),
    # A number that is a link opens its list. A button does something, however many it says.
    (
        re.compile(
            r'<a\b(?! class="btn)(?:(?!</a>).)*?(?:count_of:|\|intcomma|(?:\.|_)count *}})', re.S
        ),
        (*COMPONENTS, *PAPER),
        "core/numbers.py",
    ),
    # A student's id stands beside the name, and a name that leads to the student's page has its id.
    (
        re.compile(
            r"{{[^}]*\b(?:sis_id|full_name)\b|<a\b[^>]*{% url \"student\" [^%]*%}\">\s*{{(?![^}]*\|(?:called|id_of)\b)"
        ),
        (*COMPONENTS, *PAPER),
        "students/templatetags/students.py",
    ),
    (re.compile(r"<thead\b|<th\b[^>]*scope=\"col"), (*COMPONENTS, *PAPER), "core/columns.py"),
)
Debts = dict[str, dict[str, Any]]


def main() -> int:
    debts: Debts = tomllib.loads((Path(__file__).parent / "debts.toml").read_text())
    found = [
        *faults(ROOT, debts),
        *(
            f"debts.toml: {name} is smaller: write what it is, or take it out"
            for name in paid(ROOT, debts)
        ),
    ]
    print("\n".join(found))
    return 1 if found else 0


def faults(root: Path, debts: Debts) -> list[str]:
    """Return a sentence for each figure that is not kept, beyond what `debts` allow."""
    return [
        *_over(file_lengths(root), debts.get("lines", {}), "lines"),
        *_over(function_lengths(root), debts.get("functions", {}), "lines in one function of ten"),
        *_untested(shares(root), debts.get("tested", {})),
        *_strayed(root, debts.get("strayed", {})),
        *_by_hand(root),
    ]


def paid(root: Path, debts: Debts) -> list[str]:
    """Return the debts that are no more, or that are smaller by now than they say."""
    lines, functions, tested = file_lengths(root), function_lengths(root), shares(root)
    return [
        *(name for name, n in debts.get("lines", {}).items() if _gone(lines.get(name), n)),
        *(name for name, n in debts.get("functions", {}).items() if _gone(functions.get(name), n)),
        *(name for name, n in debts.get("tested", {}).items() if _step(tested, name) > n),
        *(word for word, n in debts.get("strayed", {}).items() if len(_away(root, word)) < n),
    ]


def file_lengths(root: Path) -> dict[str, tuple[int, int]]:
    """Return the lines of each file and how many it may have. A tool writes migrations."""
    return {
        str(path.relative_to(root)): (_lines(path), SQL if path.suffix == ".sql" else PYTHON)
        for path in _files(root, ".py", ".sql")
    }


def function_lengths(root: Path) -> dict[str, tuple[int, int]]:
    """Return by room the length that nine of ten functions stay within, and how long it may be."""
    found = {}
    for room in _rooms(root):
        lengths = sorted(n for path in _files(root / room, ".py") for n in _functions(path))
        if lengths:
            found[room] = (lengths[math.ceil(0.9 * len(lengths)) - 1], FUNCTION)
    return found


def shares(root: Path) -> dict[str, float]:
    """Return by room how many lines of tests there are for one of its own."""
    found = {}
    for room in _rooms(root):
        source = sum(_lines(path) for path in _files(root / room, ".py"))
        tests = sum(_lines(path) for path in _files(root / "tests" / room, ".py"))
        if source:
            found[room] = tests / source
    return found


def _over(found: dict[str, tuple[int, int]], debts: dict[str, int], what: str) -> Iterator[str]:
    for name, (size, most) in found.items():
        if size > debts.get(name, most):
            yield f"{name}: {size} {what}, at most {debts.get(name, most)}"


def _gone(found: tuple[int, int] | None, debt: int) -> bool:
    return found is None or found[0] <= found[1] or found[0] < debt


def _step(found: dict[str, float], name: str) -> float:
    """Return a share in steps of a twentieth, so that a few lines are no news."""
    return min(TESTED, math.floor(20 * found.get(name, TESTED) + 1e-9) / 20)


def _untested(found: dict[str, float], debts: dict[str, float]) -> Iterator[str]:
    for room, share in found.items():
        if share < debts.get(room, TESTED):
            yield f"{room}: {share:.2f} lines of tests for one, at least {debts.get(room, TESTED)}"


def _strayed(root: Path, debts: dict[str, int]) -> Iterator[str]:
    for word, homes in HOMES.items():
        away, most = _away(root, word), debts.get(word, 0)
        if len(away) > most:
            where = ", ".join(away)
            yield f"{word} belongs into {homes[0]}; at most {most} more, not {len(away)}: {where}"


def _by_hand(root: Path) -> Iterator[str]:
    for path in _files(root / "templates", ".html"):
        name = str(path.relative_to(root))
        text = path.read_text(encoding="utf-8")
        for pattern, homes, way in BY_HAND:
            if not name.startswith(homes) and (found := pattern.search(text)):
                line = text.count("\n", 0, found.start()) + 1
                yield f"{name}:{line}: {found[0][:40]} by hand; see {way} and components"


def _away(root: Path, word: str) -> list[str]:
    """Return the files of rooms that say a word away from its home."""
    places = [
        str(path.relative_to(root))
        for room in _rooms(root)
        for path in _files(root / room, ".py")
        if word in path.read_text(encoding="utf-8")
    ]
    return [place for place in places if not place.startswith(HOMES[word])]


def _rooms(root: Path) -> list[str]:
    return [room for room in LEVELS if (root / room).is_dir()]


def _files(folder: Path, *suffixes: str) -> Iterator[Path]:
    """Yield what we wrote below a folder: no data, no environment, nothing made by a tool."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts[:-1]
        if path.suffix in suffixes and not any(map(_is_not_ours, inside)):
            yield path


def _is_not_ours(name: str) -> bool:
    return name in {"migrations", "vendor"} or bool(re.match(r"\.|var(-|$)", name))


def _functions(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


if __name__ == "__main__":
    sys.exit(main())
