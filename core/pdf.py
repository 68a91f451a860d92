"""HTML to PDF that lasts and that everybody can read: PDF/A-3a and PDF/UA-1 at once.

The fonts of a process are looked up once. Nothing is read but the styles and pictures that ship
with the product: a document that asks for anything else is refused, not printed without it.
"""

import gc
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf
from django.conf import settings
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

MEDIA_TYPES = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml"}
# The date of an embedded file is no fact of ours: the file itself says when. A fixed one keeps
# the same document the same bytes.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
PDF_UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""
_of_this_thread = threading.local()  # Pango's objects are not made for several threads


class ForbiddenResource(Exception):
    """The document asks for a file or an address that is no part of the product."""


class MissingCharacter(Exception):
    """No installed font can draw a character of the document. Names the characters."""


@dataclass(frozen=True)
class Embedded:
    """A file inside the PDF, such as the facts of a letter for machines to read."""

    name: str
    description: str
    content: bytes


@dataclass(frozen=True)
class Rendered:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


def render(html: str, *, base: str = "", attachments: Sequence[Embedded] = ()) -> Rendered:
    """Return the document as a tagged PDF. Its title and language are those of the HTML.

    `base` is the folder below `static/` that links to styles and pictures start from. A part in
    another language is a `<section lang>`, and holds blocks, not bare text.
    Raises ForbiddenResource and MissingCharacter.
    """
    files = [_attachment(file) for file in attachments]
    return _written(html, base, pdf_variant="pdf/a-3a", finisher=finish, attachments=files)


def draw(html: str, *, base: str = "") -> bytes:
    """Return the document without tags, to be laid over pages that have their own."""
    return _written(html, base).content


def _written(html: str, base: str, **options: Any) -> Rendered:
    fetcher = ShippedFiles()
    root = (fetcher.root / base).as_uri().rstrip("/") + "/"
    fonts = font_configuration()
    try:
        with _without_collecting():
            source = HTML(string=html, base_url=root, url_fetcher=fetcher)
            document = source.render(font_config=fonts)
            content = document.write_pdf(**options)
    except FatalURLFetchingError as refusal:
        raise ForbiddenResource(str(refusal)) from None
    if fetcher.refused:
        raise ForbiddenResource(", ".join(fetcher.refused))
    return Rendered(content, len(document.pages))


def font_configuration() -> FontConfiguration:
    """Return the fonts of this thread; to look them up anew costs as much as a letter."""
    if not hasattr(_of_this_thread, "fonts"):
        _of_this_thread.fonts = FontConfiguration()
    return _of_this_thread.fonts


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the search for garbage rest: until it is written, all of a document is in use, and to
    go through it again and again takes a sixth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class ShippedFiles(URLFetcher):
    """Reads styles and pictures below `static/`; refuses, and remembers, everything else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False)
        self.root = Path(settings.BASE_DIR / "static").resolve()
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - the library names it
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        media_type = MEDIA_TYPES.get(path.suffix)
        if (
            parts.scheme != "file"
            or parts.netloc
            or media_type is None
            or not path.is_relative_to(self.root)
            or not path.is_file()
        ):
            self.refused.append(url[:200])
            raise FatalURLFetchingError(f"Not a part of the product: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})


def finish(document: Any, pdf: Any) -> None:
    """Add what WeasyPrint leaves out of a PDF that claims both standards.

    Raises MissingCharacter if a character was drawn as an empty box.
    """
    if missing := sorted({char for font in document.fonts.values() for char in font.missing}):
        raise MissingCharacter(" ".join(f"U+{char:04X}" for char in missing))
    _claim_both(pdf)
    _scope_headers(pdf)
    _name_languages(document, pdf)
    if "AF" in pdf.catalog:  # each attachment stands there twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _claim_both(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False  # validators read the claim before they unpack anything
            item.stream = [item.stream[0].replace(b"</rdf:RDF>", PDF_UA)]
    preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["DisplayDocTitle"] = "true"


def _scope_headers(pdf: Any) -> None:
    """Say of each header cell what it heads: its column in a table's head, else its row."""
    for cell in _tagged(pdf, "/TH"):
        row = _parent(pdf, cell)
        of_column = _parent(pdf, row).get("S") == "/THead"
        cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = (
            "/Column" if of_column else "/Row"
        )


def _name_languages(document: Any, pdf: Any) -> None:
    """Give each `<section lang>` its language, so that a screen reader changes its voice.

    WeasyPrint makes one tag for each section on each page, in the order of the boxes.
    """
    boxes = [
        box
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001 - no other way to the tags' elements
        if box.element_tag == "section"
    ]
    for box, section in zip(boxes, _tagged(pdf, "/Sect"), strict=True):
        if language := box.element.get("lang"):
            section["Lang"] = pydyf.String(language)


def _tagged(pdf: Any, tag: str) -> Iterator[Any]:
    return (item for item in pdf.objects if isinstance(item, dict) and item.get("S") == tag)


def _parent(pdf: Any, element: Any) -> Any:
    reference = element["P"]
    return pdf.objects[int(reference.split()[0])]


def _attachment(file: Embedded) -> Attachment:
    return Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        created=ALWAYS,
        modified=ALWAYS,
        relationship="Data",
    )
