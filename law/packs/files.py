"""Reading packs from their folders."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from law.packs.letters import LetterLaw, letter_law
from law.packs.pack import BadParameter, PolicyPack, Source
from law.packs.parameters import Parameters
from law.packs.practice import KINDS, Practice, practice_of
from law.packs.statute_tests import declared_tests, periods_of
from law.packs.wording import Passage, passages_of

FOLDER = Path(__file__).parent
FOLDERS = [FOLDER]  # tests add packs of countries that are on no map
COMMON = "common"  # the practice that packs build on; no state's own
PRACTICE = tuple(KINDS)
HEADER = ("pack", "title", "version", "effective_from", "extends")
Groups = dict[str, dict[str, Any]]


class UnknownPack(Exception):
    """No pack of that name; the message lists those there are."""


def pack_names() -> list[str]:
    return sorted(path.parent.name for one in FOLDERS for path in one.glob("*/parameters.toml"))


def load_pack(name: str, overrides: Mapping[str, Any] | None = None) -> PolicyPack:
    """Return a pack by name, with overrides by dotted name (text values are converted).

    Raises UnknownPack, or BadParameter naming each parameter that does not fit.
    """
    header, raw = _read(name)
    own = dict(overrides or {})
    for dotted in own:
        group, _, key = dotted.partition(".")
        if key not in raw.get(group, {}):
            raise BadParameter(f"{dotted}: no such parameter in pack {name}")
    values = {
        group: {key: own.get(f"{group}.{key}", item["value"]) for key, item in items.items()}
        for group, items in raw.items()
    }
    parameters = _validated(values)
    flat = parameters.model_dump()
    tests = _tests(name)
    return PolicyPack(
        name=header["pack"],
        title=header["title"],
        version=header["version"],
        effective_from=header["effective_from"],
        parameters=parameters,
        sources={
            f"{group}.{key}": _source(item)
            for group, items in raw.items()
            for key, item in items.items()
        },
        overrides={dotted: flat[dotted.split(".")[0]][dotted.split(".", 1)[1]] for dotted in own},
        passages=_passages(name),
        tests=declared_tests(tests, lambda dotted: _one(flat, dotted)),
        periods=periods_of(tests),
        letters=_letters(name),
        practice=_practice(name),
    )


def _one(flat: Groups, dotted: str) -> Any:
    group, _, key = dotted.partition(".")
    return flat[group][key]


def _source(item: Mapping[str, Any]) -> Source:
    return Source(
        item.get("citation", ""),
        item.get("confidence", ""),
        item.get("note", ""),
        item.get("statute"),
        item.get("says", ""),
        item.get("why", ""),
    )


def _validated(values: Groups) -> Parameters:
    try:
        return Parameters.model_validate(values)
    except ValidationError as error:
        lines = [
            f"{'.'.join(map(str, e['loc'][:2]))}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        ]
        raise BadParameter("; ".join(dict.fromkeys(lines))) from None


@lru_cache(maxsize=32)
def _file(name: str, part: str) -> dict[str, Any]:
    """Return a file of a pack as it is written, empty if it has none. Nobody changes it."""
    paths = [folder / name / f"{part}.toml" for folder in FOLDERS]
    return next((tomllib.loads(path.read_text()) for path in paths if path.exists()), {})


def _read(name: str) -> tuple[dict[str, Any], Groups]:
    """Return the header and the groups of a pack, on top of the pack it extends."""
    if name not in pack_names():
        raise UnknownPack(f"{name!r}: no such policy pack; there are {', '.join(pack_names())}")
    data = _file(name, "parameters")
    groups: Groups = {}
    base: dict[str, Any] = {}
    if parent := data.get("extends"):
        base, groups = _read(parent)
    for group, items in data.items():
        if group not in HEADER:
            groups[group] = {**groups.get(group, {}), **items}
    header = {**base, **{key: data[key] for key in HEADER if key in data}}
    return header, groups


@lru_cache(maxsize=16)
def _passages(name: str) -> dict[str, Passage]:
    """Return what a pack says, on top of what the pack says that it extends."""
    parent = _file(name, "parameters").get("extends")
    found = dict(_passages(parent)) if parent else {}
    return found | dict(passages_of(_file(name, "wording")))


@lru_cache(maxsize=16)
def _tests(name: str) -> dict[str, Any]:
    """Return what a pack's tests.toml says, on top of the pack that it extends."""
    parent = _file(name, "parameters").get("extends")
    found: dict[str, Any] = dict(_tests(parent)) if parent else {}
    for part, items in _file(name, "tests").items():
        found[part] = {**found.get(part, {}), **items}
    return found


@lru_cache(maxsize=16)
def _letters(name: str) -> LetterLaw:
    """Return what a pack says of letters: its own, or those of the pack that it extends."""
    data = _file(name, "letters")
    if not data and (parent := _file(name, "parameters").get("extends")):
        return _letters(parent)
    written = [path for one in FOLDERS for path in sorted(one.glob(f"{name}/letters/*.toml"))]
    return letter_law(data, tuple(tomllib.loads(path.read_text()) for path in written))


@lru_cache(maxsize=16)
def _practice(name: str) -> Practice:
    """Return what a pack says of practice: its own, on the common one where it says so; else that of
    the pack that it extends, and the common one without any.
    """
    own = _file(name, "practice")
    if not own and (parent := _file(name, "parameters").get("extends")):
        return _practice(parent)
    common = {part: _file(COMMON, part) for part in PRACTICE}
    return (
        practice_of(common, own) if own.get("on", COMMON if not own else "") else practice_of(own)
    )
