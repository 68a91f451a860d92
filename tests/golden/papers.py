"""The text of a paper, page by page."""

import io
import re

from pypdf import PdfReader

from tests.golden import text


def of_pdf(content: bytes) -> str:
    """Return a PDF's title and text, its line ends kept, a rule between pages."""
    reader = PdfReader(io.BytesIO(content))
    pages = [_tidy(page.extract_text()) for page in reader.pages]
    title = (reader.metadata.title if reader.metadata else None) or ""
    attached = "".join(f"attached: {name}\n" for name in sorted(reader.attachments))
    head = f"title: {title}\npages: {len(pages)}\n{attached}"
    return text.masked(head + "".join(f"--- page ---\n{page}\n" for page in pages))


def _tidy(page: str) -> str:
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in page.splitlines())
