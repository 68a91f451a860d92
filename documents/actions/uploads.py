"""A file that somebody brings: limited, told by its content, made harmless, looked through, kept."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core.refusals import Refusal
from documents.actions.cleaning import MOST_PAGES, REFUSED, SECONDS
from documents.actions.files import Stored, store
from documents.actions.scanning import scan
from documents.choices import Scan

# By its path, in isolation: it loads nothing of the product.
CLEANS = [sys.executable, "-I", str(Path(__file__).with_name("cleaning.py"))]


class FileIsRefused(Refusal):
    """The file is of another type, too large or damaged; the message says which."""


@dataclass(frozen=True)
class Brought:
    """A file that was brought and is in the store: what is kept of it, and whether it was scanned."""

    stored: Stored
    pages: int
    scan: Scan


def take_in(content: bytes) -> Brought:
    """Keep a file that somebody brings, as far as it is harmless. Call it before the transaction.

    What was brought is scanned; what is kept is drawn or written anew. Raises FileIsRefused,
    FileIsInfected and ScannerIsDown, and keeps nothing then.
    """
    most = settings.ATTACHMENT_MAX_BYTES
    if not content:
        raise FileIsRefused("The file is empty.")
    if len(content) > most:
        raise FileIsRefused(f"The file is larger than {most >> 20} MB. Take a smaller one.")
    found = scan(content)
    media_type, pages, kept = _cleaned(content)
    return Brought(store(kept, media_type=media_type), pages, found)


def _cleaned(content: bytes) -> tuple[str, int, bytes]:
    """Have the process of `cleaning.py` make a file harmless; return its type, pages and content."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no word of the file in it
            CLEANS,
            input=content,
            capture_output=True,
            timeout=SECONDS * 2,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise FileIsRefused("The file takes too long to open. Take a simpler one.") from None
    if done.returncode == REFUSED:
        raise FileIsRefused(done.stdout.decode())
    if done.returncode:
        raise FileIsRefused(
            f"The file opens to something too large. Take a smaller one, of at most {MOST_PAGES} pages."
        )
    head, _, kept = done.stdout.partition(b"\n")
    media_type, _, pages = head.decode().partition(" ")
    return media_type, int(pages), kept
