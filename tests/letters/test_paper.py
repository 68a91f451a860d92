"""A letter on paper: nothing covers or leaves it, its end is never alone, and each family knows where to call."""

import io

import pytest
from django.conf import settings
from pypdf import PdfReader
from weasyprint import HTML

from core import pdf
from law.packs import load_pack
from letters.clauses import letterhead
from letters.queries import wordings as wording_queries
from letters.queries.sheet import html_of
from letters.queries.wordings import Stationery, WordingIsMissing, stationery
from letters.rules import own_name
from students.rules.envelope import LINES
from tests.factories import TODAY
from tests.letters.test_sheet import facts, page, text, wording

HEAD = {"district": "Demonstration Unified School District", **letterhead("")}
CALLS = load_pack("california").letters.call
LONG_NAME = (
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren "
    "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Senior-Ge"
)


def told(days=3, **changed):
    listed = [
        {"date": f"2026-{9 + n // 28:02}-{n % 28 + 1:02}", "outcome": "absent", "minutes": None}
        for n in range(days)
    ]
    return facts(letterhead=HEAD, days=listed, **changed)


def html(facts_told, *languages):
    return html_of(facts_told, [wording(one) for one in languages], number="No. 3-17")


def pages(sheet):
    reader = PdfReader(io.BytesIO(pdf.render(sheet, base="print").content))
    return [" ".join(one.extract_text().split()) for one in reader.pages]


def boxes(sheet):
    """The boxes of each page, as the printer lays them out."""
    base = (settings.BASE_DIR / "static" / "print").as_uri() + "/"
    source = HTML(string=sheet, base_url=base, url_fetcher=pdf.ShippedFiles())
    drawn = source.render(font_config=pdf.font_configuration())
    return [list(one._page_box.descendants()) for one in drawn.pages]


def of_class(found, name):
    return next(b for b in found if b.element is not None and b.element.get("class") == name)


# --- The end ----------------------------------------------------------------------------------


def test_a_letter_of_three_days_is_one_page_in_each_language():
    first, second = pages(html(told(), "es", "en"))
    assert "Por favor llame a la oficina de asistencia" in first
    assert "Please call the attendance office" in second


@pytest.mark.parametrize("days", range(1, 40, 6))
def test_no_call_to_action_stands_alone_on_a_last_page(days):
    found = pages(html(told(days), "es", "en"))
    [spanish] = [one for one in found if "Por favor llame" in one]
    [english] = [one for one in found if "Please call the attendance office" in one]
    assert "Por qué importa" in spanish
    assert "Why it matters" in english
    assert all(len(one) > 200 for one in found)


def test_a_named_person_signs_in_each_language():
    said = text(html(told(), "es", "en"))
    assert "Atentamente, Dr. Lucille Barnes , Directora de Servicios" in said
    assert "Sincerely, Dr. Lucille Barnes , Director, Pupil Services and Attendance" in said


def test_a_letter_of_before_stays_unsigned():
    assert "signed" not in page()


@pytest.mark.parametrize("signer", [{}, {"name": "Lucille Barnes"}, {"title": "Director"}])
def test_no_letter_without_somebody_who_signs(wordings, monkeypatch, signer):
    head = {**HEAD, "signer": signer}
    monkeypatch.setattr(wording_queries, "letterhead_in_force", lambda: head)
    with pytest.raises(WordingIsMissing, match="nobody who signs"):
        stationery("first_notice", on=TODAY)


# --- The languages ----------------------------------------------------------------------------


def test_the_language_of_the_home_comes_first_and_is_that_of_the_document():
    sheet = html(told(), "es", "en")
    assert '<html lang="es">' in sheet
    assert sheet.index("Aviso sobre la asistencia") < sheet.index("Notice about attendance")
    assert "<title>Aviso sobre la asistencia: Ana Ito</title>" in sheet


@pytest.mark.parametrize("language", sorted(CALLS))
def test_a_family_without_a_wording_reads_in_its_language_where_to_call(language):
    said = Stationery({}, HEAD, CALLS).call(language)
    assert "213" in said
    recipient = {**facts()["recipient"], "language": language}
    sheet = html(told(recipient=recipient, languages=["en"], call=said), "en")
    side = "rtl" if language in ("ar", "fa") else "ltr"
    assert f'<div lang="{language}" dir="{side}" class="call">{said}</div>' in sheet
    assert own_name(language) not in sheet.replace(said, "")
    assert len(pages(sheet)) == 1


def test_a_number_among_letters_from_the_right_is_one_word():
    for language in ("ar", "fa"):
        assert "\u200e213-555-0142\u200e" in Stationery({}, HEAD, CALLS).call(language)
    assert "(213) 555-0142" in Stationery({}, HEAD, CALLS).call("ko")
    assert Stationery({}, HEAD, CALLS).call("Mixteco") == ""


# --- The room ---------------------------------------------------------------------------------


def test_a_full_window_covers_nothing():
    recipient = {"name": "W" * 26, "address": ["W" * 26] * (LINES - 1), "language": "es"}
    [first, *_] = boxes(html(told(recipient=recipient), "es"))
    window = of_class(first, "window")
    lines = [box for box in window.descendants() if hasattr(box, "text")]
    assert len(lines) == LINES
    bottom = max(line.position_y + line.height for line in lines)
    title = min(b.position_y for b in first if b.element_tag == "h1" and hasattr(b, "text"))
    date = of_class(first, "date")
    assert bottom <= title
    assert date.position_y + date.margin_height() <= window.position_y


@pytest.mark.parametrize("word", [LONG_NAME, "https://records.example/" + "a" * 400])
def test_nothing_leaves_the_paper(word):
    student = {**facts()["student"], "name": word, "first_name": word, "school": word}
    for found in boxes(html(told(student=student), "es", "en")):
        right = max(b.position_x + b.width for b in found if hasattr(b, "text"))
        assert right <= (8.5 - 0.9) * 96
