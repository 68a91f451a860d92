"""Several packets in one file, to be sent to a printer."""

import io
from collections.abc import Sequence

import pikepdf


def bind(parts: Sequence[tuple[str, bytes]], *, title: str) -> bytes:
    """Return one PDF of all parts, each with its name as a bookmark and its own page numbers.

    For paper: the tags for screen readers stay with the single files.
    """
    bound = io.BytesIO()
    with pikepdf.new() as whole:
        with whole.open_outline() as outline:
            for name, content in parts:
                outline.root.append(pikepdf.OutlineItem(name, len(whole.pages)))
                with pikepdf.open(io.BytesIO(content)) as part:
                    whole.pages.extend(part.pages)
        with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        whole.save(bound)
    return bound.getvalue()
