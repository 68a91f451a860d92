"""What a PDF of ours claims, read back by another library and judged by a validator."""

import io
import json
import re

import pikepdf
import pytest
from pypdf import PdfReader

from core import pdf
from core.pdf import Embedded, ForbiddenResource, MissingCharacter, render
from tests.validator import LENGTH, failures

HTML = """<!doctype html><html lang="en"><head><title>A letter</title>
<style>body {{ font-family: "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK KR", sans-serif }}</style>
</head><body>{}</body></html>"""
TABLE = """<h1>Days</h1><p>Three of them, and a name: Muñoz, Ñandú, 김.</p>
<table><caption>Days away</caption>
<thead><tr><th>Date</th><th>What</th></tr></thead>
<tbody><tr><th>3 September</th><td>Absent</td></tr></tbody></table>
<section lang="es"><h2>Días</h2><p>Tres días.</p>
<p style="break-before: page">La otra página.</p></section>
<section><p>English again.</p></section>"""
FONT_FROM_OUTSIDE = """<style>@font-face { font-family: x; src: url("http://example.org/x.woff2") }
</style><p style="font-family: x">x</p>"""
EVIDENCE = Embedded("evidence.json", "The facts of this letter", b'{"days": 3}')


@pytest.fixture(scope="module")
def rendered():
    return render(HTML.format(TABLE), attachments=[EVIDENCE])


@pytest.fixture(scope="module")
def reader(rendered):
    return PdfReader(io.BytesIO(rendered.content))


def tags(element, name):
    """Each element of the tag tree with this name."""
    kids = element.get("/K", [])
    found = [element] if element.get("/S") == name else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += tags(kid, name)
    return found


@pytest.mark.parametrize("profile", ["pdfua-1", "pdfa-3a"])
def test_it_meets_both_standards(rendered, profile):
    assert failures(rendered.content, profile) == []


def test_the_text_can_be_read_back(reader):
    text = reader.pages[0].extract_text()
    assert "Muñoz, Ñandú, 김." in text
    assert "3 September" in text


def test_it_claims_both_standards_in_metadata_that_needs_no_unpacking(reader):
    metadata = reader.trailer["/Root"]["/Metadata"]
    assert "/Filter" not in metadata
    text = metadata.get_data().decode()
    assert 'pdfuaid:part="1"' in text
    assert 'pdfaid:part="3"' in text
    assert 'pdfaid:conformance="A"' in text


def test_title_language_and_color(reader):
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "A letter"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - pypdf's own boolean
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"


def test_headings_tables_and_languages_are_tagged(rendered):
    with pikepdf.open(io.BytesIO(rendered.content)) as document:
        tree = document.Root.StructTreeRoot.K
        tree = tree[0] if isinstance(tree, pikepdf.Array) else tree
        assert len(tags(tree, "/H1")) == 1
        languages = [str(tag.get("/Lang", "")) for tag in tags(tree, "/Sect")]
        assert languages == ["es", "es", ""]  # the Spanish part runs over two pages
        scopes = [str(cell.A.Scope) for cell in tags(tree, "/TH")]
        assert scopes == ["/Column", "/Column", "/Row"]


def test_every_font_is_embedded(rendered):
    with pikepdf.open(io.BytesIO(rendered.content)) as document:
        described = [o for o in document.objects if is_font_description(o)]
        assert described
        assert all("/FontFile2" in font or "/FontFile3" in font for font in described)


def is_font_description(thing):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def test_the_facts_are_embedded_once_as_data(reader):
    assert reader.attachments == {"evidence.json": [b'{"days": 3}']}
    assert json.loads(reader.attachments["evidence.json"][0]) == {"days": 3}
    (file,) = reader.trailer["/Root"]["/AF"]
    assert file.get_object()["/AFRelationship"] == "/Data"


def test_pages_are_counted():
    html = HTML.format("<p>One</p><p style='break-before: page'>Two</p>")
    assert render(html).pages == 2


def test_the_same_document_has_the_same_bytes(rendered):
    assert render(HTML.format(TABLE), attachments=[EVIDENCE]).content == rendered.content


def test_fonts_are_looked_up_once():
    assert pdf.font_configuration() is pdf.font_configuration()


@pytest.mark.parametrize(
    "asks",
    [
        '<img alt="x" src="https://example.org/x.png">',
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="file:///etc/hosts.png">',
        '<img alt="x" src="../psa/settings.py">',
        '<img alt="x" src="%2e%2e/README.png">',
        '<img alt="x" src="missing.png">',
        '<img alt="x" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">',
        '<link rel="stylesheet" href="http://example.org/x.css">',
        '<link rel="attachment" href="file:///proc/self/environ">',
        '<style>@import url("http://example.org/x.css")</style>',
        FONT_FROM_OUTSIDE,
        '<p style="background: url(//example.org/x.png)">x</p>',
        '<object data="http://example.org/x">x</object>',
        '<base href="http://example.org/"><img alt="x" src="x.png">',
    ],
)
def test_nothing_is_read_from_outside_the_product(asks):
    with pytest.raises(ForbiddenResource):
        render(HTML.format(asks))


def test_styles_and_pictures_of_the_product_are_read():
    html = HTML.format('<link rel="stylesheet" href="print.css"><p>x</p>')
    assert render(html, base="css").pages == 1


def test_a_character_that_no_font_has_is_named():
    with pytest.raises(MissingCharacter, match=r"U\+E123"):
        render(HTML.format("<p>\ue123</p>"))


def test_a_length_that_is_wrong_is_believed():
    content = render(HTML.format("<p>Words</p>")).content
    wrong = re.sub(rb"/Length (\d+)", lambda m: b"/Length %d" % (int(m[1]) - 7), content, count=1)
    assert LENGTH in failures(wrong, "pdfa-3a")
    assert LENGTH not in failures(content, "pdfa-3a")
