"""What somebody typed into a search, as the words that the database keeps of names.

The database makes its keys itself, by the functions in the migrations; a test holds the two
together, letter by letter.
"""

import re
import unicodedata

APOSTROPHES = "'`·ʹʻʼʽʾʿˈ‘’‛′ꞌ՚׳"  # noqa: RUF001 - as people and systems write them
# What else stands in a name and is no letter of it.
GAPS = '\t\n\r!"#$%&()*+,-./:;<=>?@[\\]^_{|}~\u00a0«»‚“”„•−‐‑‒–—―'  # noqa: RUF001 - as they are written
# Letters that no decomposition takes apart.
LETTERS = {
    **dict(zip("ÐðĐđĦħıŁłØøŦŧ", "ddddhhilloott", strict=True)),
    "ß": "ss",
    "ẞ": "ss",
    "Æ": "ae",
    "æ": "ae",
    "Œ": "oe",
    "œ": "oe",
    "Þ": "th",
    "þ": "th",
}
FOLDED = str.maketrans({**LETTERS, **dict.fromkeys(APOSTROPHES, ""), **dict.fromkeys(GAPS, " ")})
# Accents, the points of Hebrew and Arabic, and what nobody sees.
MARKS = re.compile(
    r"[\u0300-\u036F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670\u00AD\u1AB0-\u1AFF"
    r"\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\u20D0-\u20FF\uFE20-\uFE2F\uFEFF]"
)


def plain(text: str) -> str:
    """Return a text in small letters without accents and apostrophes, as words with one space
    between them: 'Núñez-Castro' becomes 'nunez castro', 'O’Neil' 'oneil', 'Đỗ' 'do'.

    Source: product rule, search that forgives how a name is written.
    """
    # The one apostrophe that decomposes, into a space and an accent.
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00b4", ""))
    return " ".join(MARKS.sub("", decomposed).translate(FOLDED).casefold().split())


def plain_id(text: str) -> str:
    """Return an id as one letter case, with neither marks nor zeros before it: ' 00c-12' is 'c12'.

    Source: product rule, an id is found however a list or a spreadsheet wrote it.
    """
    return re.sub("[^0-9a-z]", "", text.lower()).lstrip("0")
