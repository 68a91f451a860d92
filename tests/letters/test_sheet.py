"""A letter as it is read: filled with the facts it was approved on, each word only as a word.

No database: facts and wording are plain values.
"""

import re
from html import unescape

import pytest

from law.packs import load_pack
from letters.clauses import templates, words
from letters.models import LetterTemplate
from letters.queries.sheet import SHORT_LIST, html_of

[NEW] = [
    one
    for one in templates(load_pack("california"))
    if one.effective_to is None and one.key == "first_notice"
]
MARKUP = '<i>&"{{ x }}'
DAY = {"date": "2026-09-03", "outcome": "absent", "minutes": None}
HEAD = {
    "district": "Oak Unified",
    "office": "Pupil Services",
    "street": "1 Main St",
    "town": "Oak",
    "phone": "555 0100",
    "contact_name": "Teresa Vela",
    "contact_phone": "555 0101",
    "alternatives": [{"en": "Independent study", "es": "Estudio"}, {"en": "Evening school"}],
}


def wording(language="en", *clauses):
    content = NEW.content(language, load_pack("california"))
    if clauses:
        content["clauses"] = [
            {"key": str(n), "element": "", "slot": slot, "text": text}
            for n, (slot, text) in enumerate(clauses)
        ]
    return LetterTemplate(key="first_notice", version="2026.1", language=language, content=content)


def facts(**changed):
    return {
        "date": "2026-11-18",
        "letterhead": HEAD,
        "recipient": {"name": "María Muñoz", "address": ["1 Elm St"], "language": "es"},
        "student": {
            "name": "Ana Ito",
            "first_name": "Ana",
            "sis_id": "100001",
            "school": "Oak",
            "grade": "7",
        },
        "days": [DAY],
        "languages": ["en", "es"],
        **changed,
    }


def page(told=None, wordings=None, **options):
    return html_of(told or facts(), wordings or [wording()], number="No. 3-17", **options)


def text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(
    "place",
    [
        {"student": {**facts()["student"], "name": MARKUP}},
        {"student": {**facts()["student"], "first_name": MARKUP}},
        {"student": {**facts()["student"], "school": MARKUP}},
        {"recipient": {**facts()["recipient"], "name": MARKUP}},
        {"recipient": {**facts()["recipient"], "address": [MARKUP]}},
        {"recipient": {**facts()["recipient"], "language": MARKUP}},
        {"letterhead": {**HEAD, "contact_name": MARKUP}},
        {"letterhead": {**HEAD, "contact_phone": MARKUP}},
        {"letterhead": {**HEAD, "district": MARKUP}},
        {"letterhead": {**HEAD, "alternatives": [{"en": MARKUP}]}},
    ],
    ids="-".join,
)
def test_what_looks_like_markup_is_printed_as_it_was_written(place):
    every = [(slot, f"{{{name}}}") for slot, name in PLACES]
    html = page(facts(**place), [wording("en", *every)])
    assert "<i>" not in html
    assert MARKUP in unescape(html)


PLACES = (
    ("alternatives", "student"),
    ("days", "first_name"),
    ("", "contact_name"),
    ("", "contact_phone"),
    ("", "district"),
)


def test_a_clause_s_own_markup_is_text_and_its_stars_are_bold():
    html = page(wordings=[wording("en", ("", "**Is a <i>day</i> wrong?** Call * us."))])
    assert "<strong>Is a &lt;i&gt;day&lt;/i&gt; wrong?</strong> Call * us." in html


def test_bold_ends_where_its_stars_do():
    html = page(wordings=[wording("en", ("", "**One** and **two**"))])
    assert "<strong>One</strong> and <strong>two</strong>" in html


def test_each_placeholder_is_filled():
    said = " ".join(f"{{{name}}}" for _, name in PLACES)
    assert "Ana Ito Ana Teresa Vela 555 0101 Oak Unified" in text(
        page(wordings=[wording("en", ("", said))])
    )


def test_a_contact_may_be_called_otherwise_in_another_language():
    told = facts(letterhead={**HEAD, "contact_name_es": "la Sra. Vela"})
    parts = [wording("en", ("", "{contact_name}")), wording("es", ("", "{contact_name}"))]
    said = text(page(told, parts))
    assert "Teresa Vela" in said
    assert "la Sra. Vela" in said


def test_the_window_stands_on_the_first_part_alone():
    html = page(wordings=[wording(), wording("es")])
    assert html.count('class="window"') == html.count("1 Elm St") == 1
    assert [one.index('class="window"') > 0 for one in html.split("<section")[1:2]] == [True]


def test_each_part_is_in_its_language_with_its_date():
    html = page(wordings=[wording(), wording("es")])
    assert re.findall(r'<section lang="(\w+)"', html) == ["en", "es"]
    assert "Wednesday, November 18, 2026" in html
    assert "miércoles 18 de noviembre de 2026" in html


def test_the_title_names_the_letter_and_the_student():
    html = page()
    assert "<title>Notice about attendance: Ana Ito</title>" in html
    assert ">2026.1 · EC 48260.5 · No. 3-17<" in html
    assert "first_notice" not in html


def test_the_screen_has_a_style_of_its_own():
    assert 'href="letter.css"' in page()
    assert 'href="/static/screen.css"' in page(style="/static/screen.css")


# --- The days --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "minutes", "said"),
    [
        ("absent", None, "Absent all day"),
        ("absent", 50, "Absent all day"),
        ("tardy", 45, "Late, 45 minutes"),
        ("partial", 45, "Absent part of the day, 45 minutes at a stretch"),
        ("tardy", 0, "Late, 0 minutes"),
        ("tardy", None, "Absent without a valid excuse"),
        ("partial", None, "Absent without a valid excuse"),
        ("", None, "Absent without a valid excuse"),
        ("suspended", 10, "Absent without a valid excuse"),
    ],
)
def test_a_day_says_what_is_on_record_and_never_none(outcome, minutes, said):
    html = page(facts(days=[{"date": "2026-09-03", "outcome": outcome, "minutes": minutes}]))
    [cell] = re.findall(r"<td>(.*?)</td>", html)
    assert cell == said
    assert "None" not in html


@pytest.mark.parametrize(("count", "is_long"), [(SHORT_LIST, False), (SHORT_LIST + 1, True)])
def test_a_list_longer_than_six_days_is_set_in_two_columns(count, is_long):
    days = [{**DAY, "date": f"2026-09-{n:02}"} for n in range(1, count + 1)]
    html = page(facts(days=days))
    assert ('class="days long"' in html) is is_long
    assert html.count("<td>") == count


def test_the_days_are_told_in_their_order_in_each_language():
    days = [{**DAY, "date": one} for one in ("2026-09-16", "2026-09-03")]
    html = page(facts(days=days), [wording(), wording("es")])
    dates = re.findall(r"<tr><th>(.*?)</th><td>", html)
    assert dates == [
        "Wednesday, September 16, 2026",
        "Thursday, September 3, 2026",
        "miércoles 16 de septiembre de 2026",
        "jueves 3 de septiembre de 2026",
    ]


# --- Language and offers ---------------------------------------------------------------------


def test_an_offer_that_has_no_translation_is_in_english():
    html = page(wordings=[wording("en"), wording("es")])
    assert re.findall(r"<li>(.*?)</li>", html) == [
        "Independent study",
        "Evening school",
        "Estudio",
        "Evening school",
    ]


@pytest.mark.parametrize(
    ("language", "languages", "said"),
    [
        ("ko", ["en"], "한국어"),
        ("Mixteco", ["en"], "Mixteco"),
        ("es", ["en", "es"], ""),
        ("en", ["en"], ""),
        ("", ["en"], ""),
    ],
)
def test_a_language_without_a_wording_is_named_in_the_english_part(language, languages, said):
    told = facts(recipient={**facts()["recipient"], "language": language}, languages=languages)
    html = page(told, [wording(), wording("es")])
    assert html.count("Language on file for you") == (1 if said else 0)
    assert "Idioma registrado" not in html
    assert said in html


def test_a_grade_that_is_not_known_has_no_line():
    without = facts(student={**facts()["student"], "grade": ""})
    assert "Grade" in text(page())
    assert "Grade" not in text(page(without))


def test_every_language_has_every_word_around_the_clauses():
    first, *others = words().values()
    assert all(one.keys() == first.keys() for one in others)
    assert all(text for one in words().values() for text in one.values())
    braces = {key: set(re.findall(r"{\w+}", text)) for key, text in first.items()}
    assert all(
        set(re.findall(r"{\w+}", text)) == braces[key]
        for one in others
        for key, text in one.items()
    )
