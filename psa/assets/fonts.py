"""The product's font, cut down to the weights and letters that its pages write.

Inter comes as three files by letters; a browser fetches one only when a page holds its letters.
"""

import io
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = (400, 700)
FEATURES = ["calt", "ccmp", "kern", "locl", "mark", "mkmk", "tnum"]
FACE = re.compile(r'url\("([\w-]+)\.woff2"\)[^}]*unicode-range: ([^;}]+)')


def faces(css: str) -> dict[str, frozenset[int]]:
    """Return the fonts that a style sheet names, each with the letters it is asked for."""
    return {name: _letters(ranges) for name, ranges in FACE.findall(css)}


def _letters(ranges: str) -> frozenset[int]:
    ends = [one.strip().removeprefix("U+").split("-") for one in ranges.split(",")]
    return frozenset(code for end in ends for code in range(int(end[0], 16), int(end[-1], 16) + 1))


def cut(path: Path, letters: frozenset[int]) -> bytes:
    """Return a variable font with the weights in use and these of its letters alone.

    The same file gives the same bytes.
    """
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    font = _stored(instancer.instantiateVariableFont(font, {"wght": WEIGHTS}))
    cutter = subset.Subsetter(_options())
    cutter.populate(unicodes=letters & set(font.getBestCmap()))
    cutter.subset(font)
    font.flavor = "woff2"
    return _bytes(font)


def _options() -> subset.Options:
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [1, 2]
    return options


def _stored(font: TTFont) -> TTFont:
    """Return a font as it reads from its file: a table just made is not yet whole."""
    return TTFont(io.BytesIO(_bytes(font)), recalcTimestamp=False)


def _bytes(font: TTFont) -> bytes:
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
