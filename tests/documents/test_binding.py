import io

import pikepdf
from pypdf import PdfReader

from core.pdf import render
from documents.actions import bind
from tests.documents.papers import pdf


def test_the_parts_follow_each_other():
    bound = PdfReader(io.BytesIO(bind([("", pdf(2)), ("", pdf(1))])))
    assert len(bound.pages) == 3
    assert bound.outline == []


def test_on_fronts_an_odd_part_has_an_empty_back():
    assert (
        len(PdfReader(io.BytesIO(bind([("", pdf(1)), ("", pdf(2))], on_fronts=True))).pages) == 4
    )


def contents(pages: int) -> bytes:
    """A document whose first page links to each of the others."""
    places = range(2, pages + 1)
    links = "".join(f'<a href="#part{n}">{n}</a> ' for n in places)
    parts = "".join(f'<p id="part{n}" style="break-before: page">{n}</p>' for n in places)
    page = f'<html lang="en"><head><title>T</title></head><body>{links}{parts}</body></html>'
    return render(page, base="print").content


def led_to(bound: PdfReader, page: int) -> list[int]:
    """The numbers of the pages that the links of a page lead to."""
    found = []
    for one in bound.pages[page].get("/Annots", []):
        link = one.get_object()
        place = link["/A"]["/D"] if "/A" in link else link["/Dest"]
        if isinstance(place, str):
            found.append(bound.get_destination_page_number(bound.named_destinations[place]))
        else:
            found.append(bound.get_page_number(place[0].get_object()))
    return found


def test_links_lead_to_the_pages_of_their_own_part():
    bound = PdfReader(io.BytesIO(bind([("Ito", contents(3)), ("Ode", contents(2))])))
    assert (led_to(bound, 0), led_to(bound, 3)) == ([1, 2], [4])


def test_a_name_is_a_bookmark_at_the_first_page_of_its_part():
    bound = PdfReader(io.BytesIO(bind([("Ito", pdf(2)), ("", pdf(1)), ("Ode", pdf(1))])))
    found = [(one.title, bound.get_destination_page_number(one)) for one in bound.outline]
    assert found == [("Ito", 0), ("Ode", 3)]


def test_the_file_has_the_title_it_is_given():
    with pikepdf.open(io.BytesIO(bind([("", pdf())], title="Packets"))) as bound:
        assert bound.open_metadata()["dc:title"] == "Packets"


# --- What a screen reader reads ----------------------------------------------------------------


def spoken(words: str, language: str = "en") -> bytes:
    page = f'<html lang="{language}"><head><title>T</title></head><body><h1>{words}</h1><p>{words}</p></body></html>'
    return render(page, base="print").content


def elements(kid):
    """Every tag of a tree, in its order."""
    kids = kid.get("/K", pikepdf.Array())
    for one in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") != pikepdf.Name.MCR:
            yield one
            yield from elements(one)


def test_each_part_keeps_its_tags_in_its_language():
    content = bind([("Ito", spoken("Uno", "es")), ("Ode", spoken("Two")), ("", pdf(1))], title="P")
    with pikepdf.open(io.BytesIO(content)) as bound:
        tree = bound.Root.StructTreeRoot
        assert [str(one.Lang) for one in tree.K] == ["es", "en"]
        assert [str(one.S) for one in elements(tree)].count("/H1") == 2
        assert (str(bound.Root.Lang), bool(bound.Root.MarkInfo.Marked)) == ("es", True)
        numbers = tree.ParentTree.Nums
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        named = [
            int(page.obj.StructParents) for page in bound.pages if "/StructParents" in page.obj
        ]
        assert len(set(named)) == len(named) == 2
        for page, number in zip(bound.pages, named, strict=False):
            tags = {tuple(mark.objgen) for mark in owners[number]}
            own = {
                e.objgen for e in elements(tree) if "/Pg" in e and e.Pg.objgen == page.obj.objgen
            }
            assert tags
            assert tags <= own


def test_the_bookmarks_of_a_part_stand_below_its_name():
    def chapters(*titles):
        inside = "".join(f'<h1 style="break-before: page">{one}</h1><p>x</p>' for one in titles)
        page = f'<html lang="en"><head><title>T</title></head><body><p>y</p>{inside}</body></html>'
        return render(page, base="print").content

    bound = PdfReader(io.BytesIO(bind([("Ito", chapters("A", "B")), ("Ode", chapters("C"))])))
    found = [
        (one.title, bound.get_destination_page_number(one))
        for part in bound.outline
        for one in (part if isinstance(part, list) else [part])
    ]
    assert found == [("Ito", 0), ("A", 1), ("B", 2), ("Ode", 3), ("C", 4)]
