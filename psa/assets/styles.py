"""One style sheet out of several, without what no page uses.

Tabler's is cut down to the names that the product's sources say; our own goes in whole. A rule is
dropped only when a class, an id or an element of its selector is never named.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tinycss2

from psa.assets.words import SaidWords

NESTED = {"media", "supports", "container", "layer"}
SPACE = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|\s*([{};,])\s*|(?<=[\w-])(:)\s+|\s+""",
    re.DOTALL,
)
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
Nodes = Sequence[Any]


def joined(vendored: Path, own: Iterable[Path], printed: Path, words: SaidWords) -> str:
    """Return the one style sheet: what is used of Tabler's, then our own, in this order."""
    ours = "".join(small(path.read_text(encoding="utf-8")) for path in own)
    ours += f"@media print{{{small(printed.read_text(encoding='utf-8'))}}}"
    return (
        f'@charset "UTF-8";{cut(vendored.read_text(encoding="utf-8"), words, beside=ours)}{ours}'
    )


def small(css: str) -> str:
    """Return a style sheet without comments and without space that says nothing."""
    return SPACE.sub(_kept, css).replace(";}", "}").strip()


def _kept(found: re.Match[str]) -> str:
    return next((part for part in found.groups() if part), "" if found[0][0] == "/" else " ")


def cut(css: str, words: SaidWords, *, beside: str = "") -> str:
    """Return a style sheet without the rules for names that the words lack, and without the
    variables and animations that neither it nor the style sheet `beside` it asks for.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    left = "".join(_rule(rule, words) for rule in rules)
    while (less := _without_unasked(left, beside)) != left:
        left = less
    return left


def _rule(rule: Any, words: SaidWords) -> str:
    if rule.type == "qualified-rule":
        selectors = [one for one in _selectors(rule.prelude) if _is_used(one, words)]
        content = tinycss2.serialize(rule.content)
        return f"{','.join(map(_text, selectors))}{{{content}}}" if selectors else ""
    if rule.at_keyword == "charset":
        return ""
    if rule.at_keyword not in NESTED or rule.content is None:
        return str(rule.serialize())
    inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    content = "".join(_rule(one, words) for one in inside)
    return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{content}}}" if content else ""


def _text(tokens: Nodes) -> str:
    return tinycss2.serialize(tokens).strip()


def _selectors(prelude: Nodes) -> list[list[Any]]:
    found: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            found.append([])
        else:
            found[-1].append(part)
    return found


def _is_used(selector: Nodes, words: SaidWords) -> bool:
    """Return whether every class, id, element and attribute of a selector is named. What stands
    in the brackets of a pseudo-class, such as `:not(.x)`, asks for nothing.
    """
    before = ""
    for token in selector:
        is_name = token.type == "hash" or (token.type == "ident" and before != ":")
        name = token.value if is_name else _attribute(token)
        if name and name not in words:
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _attribute(token: Any) -> str:
    """Return the name in `[name=value]`, '' for what is no such thing."""
    if token.type != "[] block":
        return ""
    return next((one.value for one in token.content if one.type == "ident"), "")


def _without_unasked(css: str, beside: str) -> str:
    asked = {*VARIABLE.findall(css), *VARIABLE.findall(beside)}
    animated = " ".join(re.findall(r"animation(?:-name)?:([^;}]+)", css + beside))
    names = set(re.findall(r"[\w-]+", animated)) | asked
    rules = tinycss2.parse_stylesheet(css)
    return "".join(_asked(rule, names) for rule in rules)


def _asked(rule: Any, names: set[str]) -> str:
    if rule.type != "qualified-rule":
        return _asked_of_many(rule, names)
    said = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = [one for one in said if not _is_unasked(one, names)]
    content = ";".join(one.serialize().rstrip(";") for one in kept)
    return f"{tinycss2.serialize(rule.prelude)}{{{content}}}" if content else ""


def _asked_of_many(rule: Any, names: set[str]) -> str:
    if rule.at_keyword.endswith("keyframes"):
        return str(rule.serialize()) if _text(rule.prelude) in names else ""
    if rule.at_keyword not in NESTED or rule.content is None:
        return str(rule.serialize())
    inside = tinycss2.parse_blocks_contents(rule.content)
    content = "".join(_asked(one, names) for one in inside if one.type != "whitespace")
    return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{content}}}" if content else ""


def _is_unasked(said: Any, names: set[str]) -> bool:
    return said.type == "declaration" and said.name.startswith("--") and said.name not in names
