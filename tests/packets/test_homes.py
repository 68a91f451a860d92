"""A family's edition speaks its home's language on every page: each fixed word, date and number."""

import io
import re
from datetime import date, time
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings

from attendance.choices import Excuse, Outcome
from attendance.queries.shown import DAY_KINDS
from contacts.choices import SAID_OUTSIDE, NoteKind, NoteOutcome, Purpose
from core import pdf
from law.packs import load_pack
from letters.choices import Stage
from letters.rules import written_date, written_month, written_share, written_time
from packets.actions.drawing import SECTIONS, SUPPORTS, html_of
from packets.choices import TOLD, Reader
from packets.clauses import words
from packets.models import Packet
from packets.queries.facts import COLUMNS, VEILED
from packets.queries.homes import homes_of, said_in
from packets.queries.letters import ANOTHER, CHARGE, RIGHTS
from packets.rules.readers import REDACTIONS
from packets.rules.spoken import spoken
from packets.templatetags import home as tags
from sarb.choices import NoticeMethod
from sarb.clauses import words as words_of_referrals
from sarb.queries.dossiers import AGENDA, CAUSE
from students.choices import PopulationKind, RecordKind, Relation
from students.rules.languages import ENGLISH_NAMES
from students.rules.people import EARLY_GRADES, plain_relation
from tests.factories import TODAY, NoteFactory
from tests.packets.emily import facts_for
from tests.sarb.factories import DocketPlaceFactory

CALIFORNIA = load_pack("california")
LANGUAGES = sorted(set(ENGLISH_NAMES) - {"en"})
TEMPLATES = Path(settings.BASE_DIR, "templates")
PARTS = [*TEMPLATES.glob("packets/home/*.html"), *TEMPLATES.glob("sarb/packet/home/*.html")]
SAID = re.compile(r'{% say "([^"]+)" %}|"([^"]+)"\|spoken:home')


def labels_of(choices, *left_out):
    return {str(one.label) for one in choices if one not in left_out}


# What the facts of a packet say in fixed words of ours.
OF_FACTS = {
    *labels_of(NoteKind),
    *labels_of(Purpose),
    *labels_of(NoteOutcome, NoteOutcome.NONE, *SAID_OUTSIDE),
    *SAID_OUTSIDE.values(),
    *labels_of(Stage),
    *labels_of(RecordKind),
    *labels_of(NoticeMethod),
    *labels_of(PopulationKind, *VEILED),
    *labels_of(Outcome),
    *labels_of(Excuse, Excuse.NONE),
    *map(plain_relation, Relation),
    *EARLY_GRADES.values(),
    *TOLD.values(),
    *(one.capitalize() for one in COLUMNS),
    *(kind.label for kind in DAY_KINDS),
    *(title for _, title in (SUPPORTS, *SECTIONS)),
    *(title for _, title, readers in AGENDA if Reader.FAMILY in readers),
    CAUSE.opening,
    *{ANOTHER, RIGHTS, CHARGE, "the student", "nobody"},
}
LEFT_OUT = {
    one.words for one in REDACTIONS if Reader.FAMILY not in one.readers and one.key != "sealed"
}


def home_of(language):
    said = said_in(CALIFORNIA, language, more=words_of_referrals())
    return {"language": language, "said": said}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_word_is_said_in_every_language_of_letters(language):
    home = home_of(language)
    asked = {one or other for part in PARTS for one, other in SAID.findall(part.read_text())}
    assert len(asked) > 100
    mute = {one for one in asked if one not in home["said"]}
    same = {
        one
        for one in OF_FACTS | LEFT_OUT
        if spoken(one, home) == one and one not in {"No", "Email", "E-mail"}
    }
    # A few words are the same in Spanish and Filipino: they are said all the same.
    assert (mute, {one for one in same if one not in home["said"]}) == (set(), set())


def test_a_language_lacks_no_word_and_none_has_a_gap_to_fill():
    for text, said in {**words(), **words_of_referrals()}.items():
        assert sorted(said) == LANGUAGES, text
        assert not [one for one in said.values() if not one.strip() or re.search(r"[{}|]", one)]


def test_a_law_that_lacks_a_word_has_no_pages_in_that_language():
    assert homes_of(load_pack("maryland"), ["es"], more=words_of_referrals()) == []
    asked = ["Spanish", "es", "", "en", "Mixteco", "Farsi"]
    found = homes_of(CALIFORNIA, asked, more=words_of_referrals())
    assert [(one["language"], one["side"]) for one in found] == [("es", "ltr"), ("fa", "rtl")]
    assert homes_of(CALIFORNIA, ["es"], more={"Told": {"ko": "말함"}}) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Home visit", "Visita a la casa"),
        ("Absent all day, unexcused", "Ausente todo el día, sin justificación"),
        ("Independent study, complete, excused", "Estudio independiente, completo, justificado"),
        ("Rosa Reyes", "Rosa Reyes"),
        ("", ""),
    ],
)
def test_what_is_put_together_is_told_part_by_part_and_a_name_stays(text, told):
    assert spoken(text, home_of("es")) == told


@pytest.mark.parametrize(
    ("language", "day", "month", "at", "share"),
    [
        ("en", "Thursday, September 3, 2026", "September 2026", "12:05 p.m.", "5.25%"),
        ("es", "jueves 3 de septiembre de 2026", "septiembre de 2026", "12:05 p.m.", "5.25%"),
        ("hy", "հինգշաբթի, 3 սեպտեմբերի, 2026", "սեպտեմբեր 2026", "12:05", "5,25%"),
        ("ko", "2026년 9월 3일 목요일", "2026년 9월", "오후 12:05", "5.25%"),
        ("zh", "2026年9月3日星期四", "2026年9月", "下午 12:05", "5.25%"),
        ("vi", "Thứ Năm, ngày 3 tháng 9 năm 2026", "Tháng 9 năm 2026", "12:05", "5,25%"),
        ("tl", "Huwebes, Setyembre 3, 2026", "Setyembre 2026", "12:05 p.m.", "5.25%"),
        ("fa", "پنجشنبه 3 سپتامبر 2026", "سپتامبر 2026", "12:05", "5.25%"),
        ("ru", "четверг, 3 сентября 2026 г.", "сентябрь 2026", "12:05", "5,25%"),  # noqa: RUF001 - it is Russian
        ("ar", "الخميس 3 سبتمبر 2026", "سبتمبر 2026", "12:05", "5.25%"),
        ("Mixteco", "Thursday, September 3, 2026", "September 2026", "12:05 p.m.", "5.25%"),
    ],
)
def test_days_times_and_shares_are_written_as_the_language_writes_them(
    language, day, month, at, share
):
    on = date(2026, 9, 3)
    assert (written_date(on, language), written_month(on, language)) == (day, month)
    assert (written_time(time(12, 5), language), written_share("5.25%", language)) == (at, share)


@pytest.mark.parametrize(
    ("words_", "told"),
    [("2 of 3", "2 / 3"), ("5, where 3 are asked for", "5 / 3"), ("none", "0"), ("4", "4")],
)
def test_how_many_there_are_is_told_in_numbers(words_, told):
    assert tags.found_of(words_) == told


# --- The pages -----------------------------------------------------------------------------

# Names, places and codes of the made-up case, the law's own short names, and how a class is called.
NAMES = re.compile(
    r"\b(Emily|Reyes|Rosa|Oak|High|Elm|Los|Angeles|Demonstration|Unified|District|School|Algebra|IEP|SARB|SART|EC"
    r"|Marcus|Bell|Raymond|Ortiz|Ana|Unexcused)\b"
)


def of_home(html, language):
    """What the sections of a language say, without tags, styles and what somebody wrote."""
    own = re.sub(r'(?s)<p class="words">.*?</p>|<style>.*?</style>', " ", html)
    parts = re.findall(rf'(?s)<section class="home[^"]*" lang="{language}".*?</section>', own)
    return " ".join(re.sub(r"<[^>]*>", " ", " ".join(parts)).split())


@pytest.fixture
def family(referral):
    """The facts of the family's edition, with a hearing and contacts of every outcome."""
    DocketPlaceFactory(referral=referral, docket__place="333")
    for outcome in (one for one in NoteOutcome if one):
        NoteFactory(about_student=referral.student, outcome=outcome, kind=NoteKind.CALL)
    return facts_for(referral, Reader.FAMILY)


def drawn(facts, language):
    homes = homes_of(CALIFORNIA, [language], more=words_of_referrals())
    packet = Packet(
        reader=Reader.FAMILY, edition=1, facts={**facts, "homes": homes}, facts_sha256="ab" * 32
    )
    return html_of(packet, CAUSE, [])


def test_no_page_in_a_home_s_language_has_an_english_word(family):
    people = [one["name"] for one in family["adults"]] + [one["by"] for one in family["contacts"]]
    people += [family["hearing"][key] for key in ("chair", "set_by")]
    written = " ".join([*people, family["referral"]["made_by"]])
    for language in ("hy", "ko", "zh", "ru", "ar", "fa"):
        told = of_home(drawn(family, language), language)
        latin = set(re.findall(r"[A-Za-zñ]{2,}", NAMES.sub(" ", told)))
        assert {one for one in latin if one not in written} <= {"English", "Español"}, language
        assert f"{TODAY:%Y}" in told


WHERE = "Where the student stands under the law, the rules, and where they are written are on the English pages."


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "La situación del estudiante según la ley"), ("ru", "Положение учащегося по закону")],
)
def test_the_home_s_pages_say_where_it_is_told_how_the_student_stands(family, language, said):
    """The sentence of the status is the law's, and in English."""
    html = drawn(family, language)
    status = family["attendance"]["because"]
    assert status in html
    assert status not in of_home(html, language)
    assert said in of_home(html, language)
    assert len(set(words()[WHERE].values())) == len(LANGUAGES)


def test_the_home_s_pages_come_first_and_number_their_sections_as_the_english_ones(family):
    html = drawn(family, "es")
    assert html.index("4. Asistencia</h2>") < html.index("4. Attendance</h2>")
    assert html.index('lang="es"') < html.index("In short, this school year")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert not [one for one in re.findall(r'href="#([^"]+)"', html) if one not in ids]


def test_each_part_names_its_language_to_a_screen_reader(family):
    made = pikepdf.open(io.BytesIO(pdf.render(drawn(family, "ar")).content))
    tagged = [
        (str(one.get("/Lang", "")))
        for one in made.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Sect"
    ]
    assert tagged.count("ar") >= 9
    assert tagged.count("") >= 9
    assert str(made.Root.Lang) == "en"


def test_no_other_reader_s_facts_have_a_home(referral):
    assert all("homes" not in facts_for(referral, one) for one in Reader if one != Reader.FAMILY)
