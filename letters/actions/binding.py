"""Letters bound into one file for the office's printer."""

import io
from collections.abc import Sequence

import pikepdf

from core import files

LETTER_PAPER = (612, 792)  # points: 8.5 by 11 inches


def bind(hashes: Sequence[str]) -> bytes:
    """Return the PDFs one after another, each beginning on the front of a sheet.

    The file is for paper: what the law asks to last, and to be read aloud, are the letters
    themselves. Raises FileIsDamaged.
    """
    bound = pikepdf.new()
    for sha256 in hashes:
        with pikepdf.open(io.BytesIO(files.read(sha256))) as letter:
            bound.pages.extend(letter.pages)
            if len(letter.pages) % 2:
                bound.add_blank_page(page_size=LETTER_PAPER)
    out = io.BytesIO()
    bound.save(out)
    return out.getvalue()
