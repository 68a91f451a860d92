"""What the validator finds against a standard, without what it cannot know."""

import io

import page
import pikepdf

PROFILES = ("pdfua-1", "pdfa-3a")  # everybody can read it; it lasts

# It seeks a stream's end by the line end before `endstream`, and takes a last byte of compressed
# data that happens to be a carriage return for a part of it.
LENGTH = "a stream /Length does not match its raw content length"


def failures(content: bytes, profile: str) -> list[str]:
    """Return the words of every failure against the profile; none means that it is met.

    A wrong length is believed when qpdf, which follows /Length, finds one too.
    """
    report = page.validate_pdf_bytes(content, profile=profile)
    found = [failure.message for failure in report.failures]
    with pikepdf.open(io.BytesIO(content)) as document:
        wrong = document.check_pdf_syntax() if LENGTH in found else ["not asked"]
    return found if wrong else [message for message in found if message != LENGTH]
