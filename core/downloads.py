"""Files as answers: with headers that let a browser guess and keep nothing. Pages with a secret."""

from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

# What a browser may show by itself; anything else is saved, whatever was asked.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "text/plain"})
AS_IT_IS = "identity"  # said to what compresses pages, which takes it off
Response = TypeVar("Response", bound=HttpResponseBase)


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


def uncompressed(response: Response) -> Response:
    """Have a page go out as it is: it holds a secret that lasts longer than the page.

    How well a page compresses tells whoever counts its bytes whether a guess is on it.
    """
    response.headers["Content-Encoding"] = AS_IT_IS
    return response
