"""Files as answers: with headers that let a browser guess and keep nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# What a browser may show by itself; anything else is saved, whatever was asked.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "text/plain"})


def download(
    content: bytes | str, name: str, *, media_type: str, is_read: bool = False
) -> HttpResponse:
    """Return a file to be saved under its name, or, with `is_read`, to be read on the screen.

    The name lands in folders that others see: it names no student.
    """
    response = HttpResponse(content, content_type=media_type)
    is_saved = not (is_read and media_type in SHOWN)
    response.headers["Content-Disposition"] = content_disposition_header(is_saved, name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
