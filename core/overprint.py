"""Words printed over the head of every page of a finished PDF, whose own words stay as they are."""

import io

import pikepdf
from pikepdf import Name

from core import pdf

# An artifact: a screen reader passes over it on each page. The title says the same once.
LAYER = b"Q /Artifact <</Type /Pagination>> BDC q 1 0 0 1 0 %.2f cm /Band Do Q EMC"


def overprint(content: bytes, *, band: str, title: str) -> bytes:
    """Return the document with a band over the head of each page, and its title after `title`.

    The band is an HTML document of one page, as wide as ours.
    """
    printed = io.BytesIO()
    strip = io.BytesIO(pdf.draw(band))
    with pikepdf.open(io.BytesIO(content)) as document, pikepdf.open(strip) as drawn:
        picture = document.copy_foreign(drawn.pages[0].as_form_xobject())
        height = float(drawn.pages[0].mediabox[3])
        for page in document.pages:
            page.add_resource(picture, Name.XObject, Name.Band)
            layer = LAYER % (float(page.mediabox[3]) - height)
            # What the page drew before may have turned the coordinates: it keeps that to itself.
            page.contents_add(document.make_stream(b"q"), prepend=True)
            page.contents_add(document.make_stream(layer))
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = f"{title}: {metadata.get('dc:title', '')}"
        document.save(printed, compress_streams=False, deterministic_id=True)
    return printed.getvalue()
