import io

import pikepdf
from pypdf import PdfReader

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


def test_a_name_is_a_bookmark_at_the_first_page_of_its_part():
    bound = PdfReader(io.BytesIO(bind([("Ito", pdf(2)), ("", pdf(1)), ("Ode", pdf(1))])))
    found = [(one.title, bound.get_destination_page_number(one)) for one in bound.outline]
    assert found == [("Ito", 0), ("Ode", 3)]


def test_the_file_has_the_title_it_is_given():
    with pikepdf.open(io.BytesIO(bind([("", pdf())], title="Packets"))) as bound:
        assert bound.open_metadata()["dc:title"] == "Packets"
