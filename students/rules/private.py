"""Words that may tell of somebody's immigration status, which nobody may collect or hand on."""

import re

# In English and Spanish, as staff and families say it. Too many is the safe side: words that are
# left out of a paper stand in the note. "ICE" in capitals only, and papers only as somebody's own.
_TELLING = (
    r"immigra\w*|inmigra\w*|emigra\w*|undocumented|indocumentad\w*|asylum|asilo\s+pol[ií]tico"
    r"|deport(?!e\b|es\b|iv|ist)\w*"  # and not deporte, which is sport
    r"|green[\s-]?card|tarjeta\s+verde|daca|visas?|citizens?|citizenship|ciudadan\w*|the\s+border"
    r"|border\s+patrol|la\s+migra|illegal\w*|ilegal\w*|legal\s+status|estatus\s+legal"
    r"|(?:no|without|about|over|his|her|their)\s+papers|(?:no|without)\s+documents"
    r"|(?:sin|sus|por|de|tienen?)\s+papeles|(?:sin|tienen?)\s+documentos"
)
_found = re.compile(rf"\b(?:{_TELLING})\b", re.IGNORECASE).search
_agency = re.compile(r"\bI\.?C\.?E\b").search
# Where a sentence ends; a line ends it only with a new one after it.
_ends = re.compile(r"""(?<=[.!?])(["”’)]*\s+)|(\s*\n\s*\n\s*|\n(?=\s*[A-ZÁÉÍÓÚÑ]))""")
LEFT_OUT = "[Left out: words that may tell of somebody’s immigration status]"


def tells_of_status(text: str) -> bool:
    """Return whether the words may tell of somebody's immigration status, or of a fear about it.

    Source: EC 234.7(a); Plyler v. Doe, 457 U.S. 202 (1982).
    """
    return bool(_found(text) or _agency(text))


def without_status(text: str) -> str:
    """Return the words as a paper may have them: each sentence that may tell of it is left out.

    Source: EC 234.7(a).
    """
    if not tells_of_status(text):
        return text
    parts = _ends.split(text)
    kept = [LEFT_OUT if part and tells_of_status(part) else part or "" for part in parts]
    return "".join(kept)
