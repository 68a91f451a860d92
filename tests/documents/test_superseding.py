"""A document that was superseded says so on every page that is taken out; the one kept stays."""

import io
from datetime import date

import pikepdf
import pytest
from pypdf import PdfReader

from core import pdf
from documents.access import Stamp, address_of
from documents.actions import read, superseded
from documents.choices import AddressPurpose
from tests.documents.papers import document
from tests.factories import act
from tests.validator import failures

ON = date(2026, 10, 6)
SAID = "Superseded on October 6, 2026: what it tells was taken back. Do not rely on it."
HTML = """<html lang="en"><head><title>Packet</title><meta name="description" content="One"></head>
<body><h1>First</h1><p>Its words.</p><h1 style="break-before: page">Second</h1><p>More.</p></body></html>"""


@pytest.fixture(scope="module")
def paper():
    """A document of two pages."""
    return pdf.render(HTML).content


def pages(content):
    return [" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(content)).pages]


def test_every_page_says_so_and_keeps_its_words(paper):
    first, second = pages(superseded(paper, on=ON))
    assert SAID in first
    assert SAID in second
    assert "Its words." in first
    assert "More." in second
    assert not any("Superseded" in page for page in pages(paper))


@pytest.mark.parametrize(
    ("languages", "first"),
    [
        (["es"], "Este documento ya no vale"),
        (["es", "es", "en"], "Este documento ya no vale"),
        (["ko"], "이 문서는"),
        (["ru", "vi"], "Этот документ больше не действует"),
        (["Mixteco"], "Superseded on"),
        (["hy", "ko", "ru", "vi"], "Այս փաստաթուղթն"),
    ],
)
def test_the_home_s_language_comes_first_and_english_after(db, paper, languages, first):
    for page in pages(superseded(paper, on=ON, languages=languages)):
        assert SAID in page
        assert page.count(first) == 1
        assert page.index(first) <= page.index(SAID)


def test_the_band_covers_nothing_of_the_document_in_any_language(db):
    """What the highest of our papers print begins 0.55 inches below the edge."""
    head = "<style>@page { margin: 0.55in } p { margin: 0 }</style><p>The head of a letter</p>"
    letter = pdf.render(f'<html lang="en"><head><title>L</title></head><body>{head}</body></html>')
    stamped = superseded(letter.content, on=ON, languages=["es", "hy"])
    with pikepdf.open(io.BytesIO(stamped)) as found:
        band = found.pages[0].Resources.XObject.Band
        assert float(band.BBox[3]) <= 0.55 * 72


@pytest.mark.parametrize("profile", ["pdfua-1", "pdfa-3a"])
def test_it_meets_both_standards_as_before(paper, profile):
    assert failures(superseded(paper, on=ON), profile) == []


def test_a_screen_reader_hears_it_in_the_title(paper):
    with pikepdf.open(io.BytesIO(superseded(paper, on=ON))) as stamped:
        assert str(stamped.docinfo["/Title"]) == "Superseded: Packet"
        with stamped.open_metadata() as metadata:
            assert metadata["dc:title"] == "Superseded: Packet"


def test_the_same_day_gives_the_same_bytes(paper):
    assert superseded(paper, on=ON) == superseded(paper, on=ON)
    assert superseded(paper, on=ON) != superseded(paper, on=date(2026, 10, 7))


@pytest.mark.parametrize(
    ("since", "name", "is_said"),
    [(ON, "superseded-letter-3-17.pdf", True), (None, "letter-3-17.pdf", False)],
)
def test_its_address_gives_out_what_says_so(counselor, district, paper, since, name, is_said):
    kept = document(district.ana, content=paper)
    purpose = AddressPurpose.SAVE
    address = address_of(
        kept,
        act=act(counselor.user),
        purpose=purpose,
        door="/",
        grants=[],
        stamp=Stamp(since) if since else None,
    )
    got = counselor.client.get(address)
    assert got.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert all((SAID in page) is is_said for page in pages(got.content))
    assert read(kept.sha256) == paper
