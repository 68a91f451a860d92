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
