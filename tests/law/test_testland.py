"""Under the law of a country that is on no map, no page says a word of California's.

Every page that the access matrix knows is read as somebody who may open it, with a student whose
year was judged, a letter, a referral and a day of hearings.
"""

import re
from functools import partial
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.choices import Band, FindingVerdict, Outcome, Status, Why
from attendance.models import Finding
from law.actions import use_policy
from law.packs import load_pack, pack_names
from letters.models import Copy, LetterTemplate
from letters.queries import sheet
from packets.actions.drawing import html_of
from packets.choices import Reader
from packets.models import Packet
from packets.queries.facts import facts_of
from sarb.choices import Level, Reason
from sarb.queries.dossiers import CAUSE, dossier_of
from students.models import Student
from tests.access import matrix
from tests.access.people import everybody
from tests.factories import YEAR, DayOutcomeFactory, MarkFactory, StandingFactory, act
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory

CALIFORNIAN = re.compile(
    r"\bEC \d|Education Code|\b48\d{3}|60901|\bCCR\b|CALPADS|\bCDE\b|California|SARB|SART|SSPT"
    r"|[Tt]ruan|[Hh]abitual|attendance supervisor|30 minutes|[Tt]hird counted|10%|10 percent"
)
SPOKEN = {"aria-label", "title", "alt", "placeholder"}
# Who reads a page for us: the first of these whom the matrix lets in.
READERS = (Role.DIRECTOR, Role.SARB_CHAIR, Role.COUNSELOR, Role.CLERK, Role.SYSTEM_ADMINISTRATOR)


class Text(HTMLParser):
    """What a page says, to eyes and ears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.silent = tag in {"script", "style"}
        self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_data(self, data):
        if not self.silent:
            self.said.append(data)


def words_of_california(page: str) -> list[str]:
    text = re.sub(r"\s+", " ", " ".join(Text(page).said))
    return sorted(
        {text[max(0, m.start() - 40) : m.end() + 20] for m in CALIFORNIAN.finditer(text)}
    )


@pytest.fixture
def world(worker_db, district, store, testland, monkeypatch):
    """The district of the matrix, with judged years, under Testland's law: it has no board."""
    use_policy(act(), pack="testland", overrides={}, effective_from=act().on)
    refer = partial(ReferralFactory, level=Level.SART, reason=Reason.CHRONIC_ABSENCE)
    monkeypatch.setattr(matrix, "ReferralFactory", refer)
    place = partial(DocketPlaceFactory, docket__level=Level.SART)
    monkeypatch.setattr(matrix, "DocketPlaceFactory", place)
    found = matrix.things(district)
    for student in Student.objects.all():
        judge(student)
    return district, found


def judge(student: Student) -> None:
    StandingFactory(
        student=student,
        status=Status.WATCH,
        counted_days=2,
        days_absent=12,
        days_absent_unexcused=2,
        chronic_absentee=True,
        band=Band.MODERATE,
    )
    Finding.objects.create(
        student=student,
        school_year=YEAR,
        test="far_away",
        period="1",
        verdict=FindingVerdict.MET,
        numbers={"days": 10, "of": 45, "more_than": 20},
        citation="Schools Act 12",
    )
    for day, why in enumerate((Why.FULL_DAY, Why.GAP, Why.TOO_SHORT, Why.AGE, Why.UNVERIFIED)):
        date = act().on.replace(day=day + 2)
        MarkFactory(student=student, date=date)
        whole = why == Why.FULL_DAY
        DayOutcomeFactory(
            student=student,
            date=date,
            why=why,
            outcome=Outcome.ABSENT if whole else Outcome.TARDY,
            gap_minutes=None if whole else 50,
        )


def test_no_page_says_a_word_of_california(world):
    district, found = world
    readers = {knocker.name: knocker for knocker in everybody(district)}
    read, wrong = 0, {}
    for row in matrix.rows():
        who = next((name for name in READERS if row.expected[name] == 200), None)
        if row.method != "GET" or who is None:
            continue
        url = matrix.address(row, found)
        answer = readers[who].browser().get(url)
        assert answer.status_code == 200, url
        if "html" in answer.headers.get("Content-Type", ""):
            read += 1
            if said := words_of_california(answer.content.decode()):
                wrong[f"{row.page} {row.thing}"] = said
    assert wrong == {}
    assert read > 25


@pytest.mark.parametrize("reader", Reader.values)
def test_no_packet_says_a_word_of_california(world, reader):
    _, found = world
    dossier = dossier_of(found["referral own"], on=act().on)
    facts = facts_of(dossier, reader=reader, on=act().on)
    packet = Packet(
        facts=facts, reader=reader, edition=1, facts_sha256="f" * 64, frozen_at=act().at
    )
    page = html_of(packet, CAUSE, [])
    assert words_of_california(page) == []
    assert "Schools Act 7" in page


def test_no_letter_says_a_word_of_california(world):
    _, found = world
    copy = Copy.objects.get(pk=found["copy own"])
    wordings = LetterTemplate.objects.filter(pk__in=[one["id"] for one in copy.facts["wordings"]])
    page = sheet.html_of(copy.facts, list(wordings), number="1")
    assert words_of_california(page) == []
    assert "45 minutes and over" in page


def test_the_student_page_speaks_as_testland(world, director):
    district, _ = world
    page = director.client.get(reverse("student", args=[district.ana.pk])).content.decode()
    assert "Eyes open" in page
    assert "Schools Act 7" in page
    assert "Away too much, marking period 1" in page


def test_the_reader_finds_what_it_looks_for():
    page = '<p title="SARB hearing">By <b>EC 48260</b></p><a href="/sarb/truant">x</a>'
    assert len(words_of_california(page)) == 2


# What code says by these keys in every state; the other sections differ from state to state.
ALIKE = (
    "day",
    "report",
    "steps",
    "words",
    "pages",
    "packet",
    "roles",
    "letters",
    "checklist_asked",
)


def test_every_pack_says_what_code_asks_for(testland):
    for name in pack_names():
        pack = load_pack(name)
        for section in ALIKE:
            assert pack.section(section).keys() == testland.section(section).keys(), name
        assert {"none", "watch"} <= pack.section("states").keys()
        assert pack.section("badges").keys() == pack.section("states").keys()
        assert pack.section("grounds").keys() == pack.section("reasons").keys()
        assert pack.section("ladder").keys() <= pack.section("flag").keys()
        assert pack.section("conclusions").keys() <= pack.section("flag").keys()
