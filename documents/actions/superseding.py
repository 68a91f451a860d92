"""A document that was superseded, as it is taken out from then on: what is kept stays as it was."""

from datetime import date

from django.template.loader import render_to_string

from core.overprint import overprint


def superseded(content: bytes, *, on: date) -> bytes:
    """Return the PDF with a band on every page that says so, and since which day."""
    band = render_to_string("documents/superseded.html", {"on": on})
    return overprint(content, band=band, title="Superseded")
