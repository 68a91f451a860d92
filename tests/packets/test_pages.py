"""How the pages of a packet look: what stays together on one, and what a family's pages never say."""

import io
import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from core import pdf
from packets.actions.drawing import html_of
from packets.choices import Reader
from packets.models import Packet
from packets.templatetags import packet as tags
from sarb.queries.dossiers import CAUSE
from tests.factories import TODAY
from tests.packets.emily import facts_for
from tests.sarb.factories import DocketFactory, DocketPlaceFactory

# What only engineers say, and what a family has no use for.
OF_ENGINEERS = re.compile(
    r"(?i:SHA-?256|fingerprint|evidence\.json|judged under|by the rules of|for machines)"
    r"|\bNone\b|\d{4}-\d{2}-\d{2}"
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>A page</title>
<link rel="stylesheet" href="css/packet.css"></head><body>{}</body></html>"""


def pages(body):
    drawn = pdf.render(PAGE.format(body)).content
    return [one.extract_text() for one in PdfReader(io.BytesIO(drawn)).pages]


def html_for(facts, reader):
    packet = Packet(reader=reader, edition=1, facts=facts, facts_sha256="ab" * 32)
    return html_of(packet, CAUSE, [])


# --- What is on which page -----------------------------------------------------------------


def test_a_table_of_one_row_holds_on_to_nothing_after_it():
    """Two pieces that fit on the rest of a page each are not moved to the next one together."""
    row = "<table><tbody><tr><th scope='row'>Mailed</th><td>Friday</td></tr></tbody></table>"
    filler = "<p style='height: 420pt'>Before.</p>"
    first = f"<div class='proof'><h3>The first letter</h3>{row}</div>"
    second = (
        f"<div class='proof'><h3>The second letter</h3><p style='height: 200pt'>.</p>{row}</div>"
    )
    found = pages(filler + first + second)
    assert ["The first letter" in one for one in found] == [True, False]
    assert ["The second letter" in one for one in found] == [False, True]


@pytest.mark.parametrize("height", [565, 580, 595, 610])
def test_no_heading_is_left_without_what_it_heads(height):
    missing = render_to_string(
        "packets/_missing.html",
        {
            "title": {"missing": "9. What is missing"},
            "facts": {
                "missing": [],
                "checklist": [{"label": "Home visit", "is_there": False, "words": "none"}] * 5,
                "left_out": ["Discipline", "Grades"],
            },
        },
    )
    found = pages(f"<p style='height: {height - 130}pt'>Before.</p>{missing}")
    for heads, headed in (("own checklist", "Home visit"), ("Left out", "Grades")):
        [page] = [one for one in found if heads in one]
        assert headed in page


CONTACT = {"at": "2026-10-02T14:53-07:00", "recorded_at": "2026-10-02T15:00-07:00", "late": False}
CONTACT |= {
    "kind": "Call",
    "with": "Nathalie Figueroa Chávez",
    "language": "es",
    "interpreter": True,
}
CONTACT |= {"by": "Ana Reyes", "outcome": "Spoke", "reached": True}


@pytest.mark.parametrize("height", range(480, 560, 16))
def test_the_first_contact_is_not_parted_from_its_heading_nor_in_itself(height):
    context = {"title": {"contacts": "8. Contacts"}, "facts": {"contacts": [CONTACT] * 4}}
    log = render_to_string("packets/_contacts.html", context)
    found = pages(f"<section><p style='height: {height + 30}pt'>Before.</p></section>{log}")
    assert [one.count("Fri, Oct 2") for one in found] == [one.count("By Ana") for one in found]
    assert not any("8. Contacts" in one and "Fri, Oct 2" not in one for one in found)


def test_a_family_s_first_page_holds_all_that_is_theirs(referral):
    tomorrow = TODAY + timedelta(days=1)
    docket = {"date": tomorrow, "place": "District office, Hearing room B, 333 South Grand Avenue"}
    DocketPlaceFactory(referral=referral, docket=DocketFactory(**docket))
    facts = facts_for(referral, Reader.FAMILY)
    cover = {"facts": facts, "is_for_family": True, "reader_words": "family", "edition": 2}
    cover |= {"sections": [], "frozen_at": None}
    [home] = facts["homes"]
    cover["home"] = {**home, "theirs": facts["theirs"][0]["text"]}
    [page] = pages(render_to_string("sarb/packet/_cover.html", cover))
    [spanish] = pages(render_to_string("sarb/packet/home/_cover.html", cover))
    for words, told in {
        page: ("We expect you on", "call (213) 555-0142"),
        spanish: ("Lo esperamos el", "llame al (213) 555-0142"),
    }.items():
        assert [one for one in told if one not in " ".join(words.split())] == []
    assert "Lo esperamos" not in page
    assert "Not complete" not in page


def test_what_is_said_under_a_table_is_not_alone_on_a_page():
    rows = "<tr><th scope='row'>Ana</th><td>Mother</td></tr>" * 3
    table = f"<table><tbody>{rows}</tbody></table><p class='under-table'>Ana: Elm St</p>"
    for height in range(560, 620, 10):
        last = pages(f"<p style='height: {height}pt'>Before.</p>{table}")[-1]
        assert "Mother" in last


# --- What the pages say --------------------------------------------------------------------


def test_supports_are_told_in_the_order_of_their_days():
    visit = {"at": "2026-10-09T09:00-07:00", "kind": "Home visit", "purpose": "Attendance"}
    visit |= {"with": "Rosa", "by": "Ana Reyes", "reached": False, "outcome": "Nobody"}
    meeting = {"at": "2026-10-05T00:00-07:00", "label": "SART meeting", "has_time": False}
    meeting |= {"is_known": True, "by": "", "is_support": True}
    call = {**visit, "kind": "Call"}
    facts = {"contacts": [{**visit, "is_support": True}, call], "steps": [meeting]}
    told = tags.supports(facts)
    assert [one["what"] for one in told] == ["SART meeting", "Home visit, attendance"]
    assert [one["has_time"] for one in told] == [False, True]
    assert told[1]["came"] == "Not reached. Nobody"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-09-11", "Fri, Sep 11, 2026"),
        ("2026-02-30", "2026-02-30"),
        ("20260911", "20260911"),
        ("B+", "B+"),
        ("", ""),
    ],
)
def test_a_date_of_the_school_record_is_written_as_a_date(value, written):
    assert tags.cell(value) == written


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ({"reached": True}, "Reached. Spoke"),
        ({"reached": False}, "Not reached. Spoke"),
        ({"reached": False, "is_silent": True}, "Spoke"),
    ],
)
def test_of_a_letter_that_was_handed_over_it_is_not_said_that_nobody_was_reached(contact, said):
    told = {"at": None, "recorded_at": None, "late": False, "by": "", "outcome": "Spoke"} | contact
    page = render_to_string(
        "packets/_contacts.html", {"title": {"contacts": "8"}, "facts": {"contacts": [told]}}
    )
    assert f"<td>{said}</td>" in page


def test_a_family_s_pages_say_nothing_that_only_engineers_say(referral):
    for reader in Reader:
        facts = facts_for(referral, reader)
        text = re.sub(r"<[^>]*>", " ", html_for(facts, reader))
        if reader == Reader.FAMILY:
            assert not OF_ENGINEERS.findall(text)
        else:
            assert "Fingerprint of the facts" in text
            assert not re.search(r"SHA-?256|judged under|evidence\.json", text)


@pytest.mark.parametrize(
    ("is_of_school", "met", "said", "not_said"),
    [
        (True, False, "Meeting packet", "ground was not met"),
        (True, True, "at this meeting alone", "Hearing packet"),
        (False, False, "the ground was not met that day", "Meeting packet"),
    ],
)
def test_a_school_s_own_team_meets_and_holds_no_hearing(is_of_school, met, said, not_said):
    about = {"is_of_school": is_of_school, "met": met, "reason": "Truancy", "made_by": "Ana"}
    about |= {"made_at": None, "school_year": 2026}
    facts = {"referral": about, "hearing": None, "student": {"name": "Emily"}, "summary": []}
    page = render_to_string("sarb/packet/_cover.html", {"facts": facts})
    assert said in page
    assert not_said not in page
