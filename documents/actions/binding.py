"""Several PDFs bound into one file for a printer."""

import io
from collections.abc import Iterable

import pikepdf

LETTER_PAPER = (612, 792)  # points: 8.5 by 11 inches


def bind(parts: Iterable[tuple[str, bytes]], *, title: str = "", on_fronts: bool = False) -> bytes:
    """Return one PDF of all parts, in their order; each is a name and its content.

    A name is a bookmark; '' is none. With `on_fronts` each part begins on the front of a sheet.
    The file is for paper: what the law asks to last, and the tags for screen readers, are in the
    single files.
    """
    bound = io.BytesIO()
    with pikepdf.new() as whole:
        with whole.open_outline() as outline:
            for name, content in parts:
                if name:
                    outline.root.append(pikepdf.OutlineItem(name, len(whole.pages)))
                _add(whole, content, on_fronts=on_fronts)
        if title:
            with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
                metadata["dc:title"] = title
        whole.save(bound)
    return bound.getvalue()


def _add(whole: pikepdf.Pdf, content: bytes, *, on_fronts: bool) -> None:
    with pikepdf.open(io.BytesIO(content)) as part:
        whole.add_pages_from(part)  # with the places that a table of contents leads to
        if on_fronts and len(part.pages) % 2:
            whole.add_blank_page(page_size=LETTER_PAPER)
