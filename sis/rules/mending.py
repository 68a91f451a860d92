"""Names and addresses that programs broke on the way: mended where nothing is lost, and told."""

import html
import re
import unicodedata
from functools import lru_cache

from sis.rules.values import Doubtful, TextReader, Unreadable, text_up_to
from students.rules.names import is_broken

MENDED = "broken on the way, and mended"
MOST_TIMES = 2  # what was written for the web twice, or saved twice in the wrong encoding
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
LOST = "\N{REPLACEMENT CHARACTER}"  # a letter stood there: the name is broken, not mended
UNWRITTEN = frozenset({"Cf", "Co", "Cn"})  # formats, and what no font has
FIRST_PICTURE = "\N{LEFTWARDS ARROW}"  # signs before it, such as a degree, are written
_QUOTES = ('"', "'", "\N{LEFT DOUBLE QUOTATION MARK}")


def written_text(limit: int) -> TextReader:
    """Return a reader of text that gets printed: what was broken is mended, or is doubtful.

    Source: docs/import.md, names.
    """
    read = text_up_to(limit)

    def read_written(text: str) -> str:
        if len(text) > 2 and text[0] in _QUOTES and text[0] == text[-1]:
            raise Unreadable(
                "the quotes are part of the text; put them right at the delimiters, or leave them out"
            )
        if text.isascii() and "&" not in text and "?" not in text:
            return read(text)
        whole, broken = _looked_at(_composed(text))
        good = read(whole)
        if broken:
            return Doubtful(good, "broken on the way; correct it in the SIS")
        return good if whole == _composed(text) else Doubtful(good, MENDED)

    return read_written


@lru_cache(maxsize=50_000)
def _looked_at(text: str) -> tuple[str, bool]:
    """Return the text as it was, and whether letters of it are lost: names come again and again."""
    whole = mended(text)
    return whole, is_broken(whole)


def mended(text: str) -> str:
    """Return a text as it was before it was written for the web, or in a wrong encoding, without what
    nobody sees or that is no letter: marks of direction, pictures.

    Source: HTML 13.5 (character references), RFC 3629 (UTF-8), Unicode Standard Annex 9.
    """
    for _ in range(MOST_TIMES):
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        text = _decoded_again(text)
    return " ".join("".join(filter(_is_written, text)).split()) if text.strip() else text


def _is_written(character: str) -> bool:
    """Joiners are part of how names are written in some scripts; beside a picture they do nothing."""
    if character in JOINERS or character == LOST or character.isspace():
        return True
    kind = unicodedata.category(character)
    is_seen = kind not in UNWRITTEN and (kind != "So" or character < FIRST_PICTURE)
    return is_seen and not "\N{VARIATION SELECTOR-1}" <= character <= "\N{VARIATION SELECTOR-16}"


def _composed(text: str) -> str:
    """Letters with their marks as one: the same name is the same text."""
    return unicodedata.normalize("NFC", text)


def _decoded_again(text: str) -> str:
    """UTF-8 that was read as Windows-1252 is UTF-8 again when it goes back."""
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
