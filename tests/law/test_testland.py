"""Under the law of a country that is on no map, no page says a word of California's.

Every page that the access matrix knows is read as each role that may open it, with students whose
year was judged, letters, referrals and a day of hearings.
"""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.choices import Band, FindingVerdict, Outcome, Status, Why
from attendance.models import Finding, Standing
from law.packs import load_pack, pack_names
from students.models import Student
from tests.access import matrix
from tests.access.lists import ACCOUNT, fill_lists
from tests.access.people import Knocker, everybody
from tests.factories import YEAR, DayOutcomeFactory, MarkFactory, StandingFactory, act
from tests.law.californian import of_page, of_text


@pytest.fixture
def world(in_testland):
    """The district of the matrix, with judged years."""
    found, people = matrix.things(in_testland), everybody(in_testland)
    fill_lists(in_testland, people)
    # Of whom lists show as back after days away no page would say all that it can.
    Standing.objects.filter(student=in_testland.ana).delete()
    judged = Standing.objects.values("student")
    for student in Student.objects.exclude(pk__in=judged):
        judge(student)
    return in_testland, found, people


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


@pytest.mark.slow
@pytest.mark.usefixtures("plain_templates")
def test_no_page_says_a_word_of_california(world, words_of_california):
    _, found, people = world
    read, wrong = set(), {}
    for row, who in readings(people):
        answer = who.browser().get(matrix.address(row, found))
        assert answer.status_code == 200, f"{row.page} as {who.name}"
        read.add((row.page, who.name))
        if said := words_of_california(said_by(answer)):
            wrong.setdefault(f"{row.page} {row.thing}", said)
    assert wrong == {}
    assert {name for _, name in read} >= set(Role.values)
    assert {page for page, _ in read} == {row.page for row in matrix.rows() if is_open(row)}


def readings(people: list[Knocker]) -> Iterator[tuple[matrix.Row, Knocker]]:
    """Each page as each who may open it, of one thing; and of each other thing as the first who
    may. Pages of one's own account are alike for all: the first opens them.
    """
    known = set()
    for row in filter(is_open, matrix.rows()):
        may = [one for one in people if row.expected[one.name] == 200]
        new = (
            []
            if row.page.startswith(ACCOUNT)
            else [one for one in may if (row.page, one.name) not in known]
        )
        for who in new or may[:1]:
            known.add((row.page, who.name))
            yield row, who


def is_open(row: matrix.Row) -> bool:
    """Whether somebody reads there what the law in force says; `/design/` has a sample of its own."""
    return row.page != "design" and row.method == "GET" and 200 in row.expected.values()


def said_by(answer) -> str:
    kind, body = answer.headers.get("Content-Type", ""), answer.content
    if "html" in kind:
        return of_page(body.decode())
    return of_text(body.decode()) if kind.startswith(("text", "application/json")) else ""


def test_the_student_page_speaks_as_testland(world, director):
    district, *_ = world
    page = director.client.get(reverse("student", args=[district.eve.pk])).content.decode()
    assert "Eyes open" in page
    assert "Schools Act 7" in page
    assert "Away too much, marking period 1" in page


def test_the_reader_finds_what_it_looks_for(words_of_california):
    page = '<p title="SARB hearing">By <b>EC 48260</b></p><a href="/sarb/truant">x</a>'
    assert of_page(page).split() == ["SARB", "hearing", "By", "EC", "48260", "x"]
    assert words_of_california(of_page(page)) == ["SARB hearing By EC 48260 x"]


@pytest.mark.parametrize(
    "said",
    [
        "as EC 48261 asks",
        "under 48291",
        "the CDE’s figure",
        "Habitual truant",
        "a chronic absentee",
        "Watch",
        "Third counted day",
        "for 30 minutes",
        "10% or more",
        "School attendance review board",
        "Effort to hold a conference",
        "reports stand, and an effort to hold a conference came after the first.",
        "Los Angeles Unified School District",
        "Notification of truancy",
        "the attendance supervisor",
    ],
)
def test_it_looks_for(words_of_california, said):
    assert words_of_california(f"It says {said} here.")


@pytest.mark.parametrize(
    "said",
    ["Counted days", "45 minutes", "12 in a hundred", "Schools Act 7", "a chronic illness", "SEC"],
)
def test_it_does_not_mind(words_of_california, said):
    assert words_of_california(f"It says {said} here.") == []


def test_codes_are_no_words(words_of_california):
    said = "status.chronic_truant: no, notice_48260_5: no\n  truant: 0\n" + '{"habitual": 1}'
    assert words_of_california(of_text(said)) == []
    assert words_of_california(of_text("status: truant"))
    page = "<p><code>truancy.minutes</code> counts {}</p>"
    assert words_of_california(of_page(page.format("minutes"))) == []
    assert words_of_california(of_page(page.format("truancy")))


# What code says by these keys in every state; the other sections differ from state to state.
ALIKE = (
    "day",
    "report",
    "steps",
    "words",
    "bands",
    "pages",
    "packet",
    "tasks",
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
