"""Pages of a letter laid into a packet: seen, read aloud in their place, and still to the standard."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from core.facsimile import Laid, NoRoom, count_pages, lay_in
from core.pdf import Embedded, render
from tests.validator import failures

HEAD = """<!doctype html><html lang="en"><head><title>{}</title><style>
@page {{ size: letter; margin: 1in; @bottom-right {{ content: "Page " counter(page) " of " counter(pages) }} }}
body {{ font-family: "Noto Sans" }} .next {{ break-before: page }} .box {{ height: 7.5in }}
</style></head><body>{}</body></html>"""
LETTER = """<section lang="en"><h1>Notice of absences</h1><p>Dear family.</p>
<ul><li>Monday</li><li>Tuesday</li></ul></section>
<section lang="es" class="next"><h1>Aviso</h1><p>Querida familia.</p>
<table><thead><tr><th>Día</th></tr></thead><tbody><tr><td>lunes</td></tr></tbody></table></section>"""


@pytest.fixture(scope="module")
def letter():
    return render(HEAD.format("A letter", LETTER)).content


@pytest.fixture(scope="module")
def packet():
    rooms = "".join(
        f'<section class="next"><h2>Letter, page {n}</h2><div class="box" id="box-{n}"></div>'
        "</section>"
        for n in (1, 2)
    )
    text = f"<section><h1>Packet</h1><p>Words of ours.</p></section>{rooms}"
    evidence = Embedded("evidence.json", "Facts", b"{}")
    return render(HEAD.format("A packet", text), attachments=[evidence]).content


@pytest.fixture(scope="module")
def laid(packet, letter):
    pages = [Laid(f"box-{n}", letter, n - 1) for n in (1, 2)]
    return lay_in(packet, pages, width=400, below=2)


def spoken(element):
    """Tag, stream and mark of all that a screen reader reads of the laid page, in its order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from spoken(kid)
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield (str(element.S), kid.Stm.objgen, int(kid.MCID))


@pytest.mark.parametrize("profile", ["pdfua-1", "pdfa-3a"])
def test_it_meets_both_standards(laid, profile):
    assert failures(laid, profile) == []


def test_the_words_are_there_with_our_page_numbers(laid):
    texts = [one.extract_text() for one in PdfReader(io.BytesIO(laid)).pages]
    assert "Dear family." in texts[1]
    assert "Page 2 of 3" in texts[1]
    assert "Querida familia." in texts[2]


def test_a_page_stands_upright_in_its_box(laid):
    lines = []

    def keep(text, transformation, matrix, *_):
        if text.strip():
            lines.append((text.strip(), transformation[3] * matrix[3]))

    PdfReader(io.BytesIO(laid)).pages[1].extract_text(visitor_text=keep)
    upright = dict(lines)
    assert upright["Dear family."] > 0
    assert upright["Letter, page 1"] > 0


def test_tags_come_along_in_their_place(laid):
    with pikepdf.open(io.BytesIO(laid)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        here = document.K[1]
        [taken] = [kid for kid in here.K if "/Lang" in kid or kid.S == "/Document"]
        said = list(spoken(taken))
        assert len(said) >= 4  # heading, words, two days
        picture = pdf.get_object(said[0][1])
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(numbers[at]) for at in range(0, len(numbers), 2)]
        assert len(keys) == len(set(keys))
        parents = numbers[2 * keys.index(int(picture.StructParents)) + 1]
        assert said[0][0] == parents[said[0][2]].S


def test_each_page_has_only_its_own_words(laid):
    with pikepdf.open(io.BytesIO(laid)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        first, second = (list(spoken(document.K[n])) for n in (1, 2))
    assert {stream for _, stream, _ in first}.isdisjoint({stream for _, stream, _ in second})


def test_the_same_parts_give_the_same_bytes(packet, letter, laid):
    pages = [Laid(f"box-{n}", letter, n - 1) for n in (1, 2)]
    assert lay_in(packet, pages, width=400, below=2) == laid


def test_headings_go_below_ours(laid):
    with pikepdf.open(io.BytesIO(laid)) as pdf:
        tags = [
            str(one.S)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one
        ]
    assert tags.count("/H1") == 1  # ours
    assert tags.count("/H3") == 2  # the letter's, in two languages


def test_nothing_to_lay_in_changes_nothing(packet):
    assert lay_in(packet, [], width=400) == packet


def test_a_box_that_is_not_there(packet, letter):
    with pytest.raises(NoRoom):
        lay_in(packet, [Laid("box-9", letter, 0)], width=400)


def test_pages_are_counted(letter):
    assert count_pages(letter) == 2
