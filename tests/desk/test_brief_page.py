"""The page of a brief: who is told what, on one sheet, one click away, in few statements."""

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from cases.models import Case
from desk.queries.brief import PURPOSES, brief_of, purpose_of
from tests.desk.rows import statements, text_of
from tests.desk.said import MADE, attempt, mailed
from tests.desk.test_brief import told
from tests.factories import (
    TODAY,
    HelpRequestFactory,
    PlanFactory,
    PopulationFactory,
    SealedNoteFactory,
    StrategyFactory,
    TaskFactory,
)
from tests.world import hire, person

ALL = ("status", "call", "sibling", "program", "case", "task", "reached", "barrier", "request")
EVERYTHING = (*ALL, "letter_mailed", "hearing")
KEYS = [one.key for one in PURPOSES]


def everything(district):
    """Ana's record has something of every room to say."""
    for kind in EVERYTHING:
        MADE[kind](district)


def address(student, purpose="call"):
    return f"/students/{student.pk}/brief/?for={purpose}"


# --- Who is told what ----------------------------------------------------------------------------

OF_CASES = {"case", "task", "reached", "barrier", "request", "hearing"}


@pytest.mark.parametrize(
    ("role", "unseen"),
    [
        (Role.COUNSELOR, set()),
        (Role.SCHOOL_ADMINISTRATOR, set()),
        (Role.CLERK, {*OF_CASES, "program"}),
        (Role.INTERN, {*OF_CASES, "program", "letter_mailed"}),
        (Role.LIAISON, {"hearing"}),
    ],
)
def test_each_is_told_what_their_pages_show(district, role, unseen):
    everything(district)
    found = told(hire(role, district.oak), district.ana)
    assert {*EVERYTHING} - found.keys() == unseen


@pytest.mark.parametrize(
    "kind", ["foster", "homeless", "unaccompanied", "justice", "newcomer", "other"]
)
def test_no_brief_tells_what_no_paper_may(district, counselor, kind):
    without = [text_of(counselor, address(district.ana, key)) for key in KEYS]
    PopulationFactory(student=district.ana, kind=kind)
    SealedNoteFactory(student=district.ana, author=counselor.user)
    assert [text_of(counselor, address(district.ana, key)) for key in KEYS] == without


def test_whoever_fosters_is_a_caregiver_on_paper(district, counselor):
    MADE["call"](district)
    district.ana.guardianships.update(relation="foster_parent")
    assert "Foster" in text_of(counselor, f"/students/{district.ana.pk}/")
    assert "caregiver" in told(counselor.user, district.ana)["call"].text


def test_a_sibling_elsewhere_is_named_and_not_linked(district, counselor):
    MADE["sibling"](district)
    district.ben.enrollments.update(school=district.pine)
    sentence = told(counselor.user, district.ana)["sibling"]
    assert sentence.text == "Ben Ito lives in the same home, Pine. Not judged yet."
    assert sentence.href == f"/students/{district.ana.pk}/#household"


# --- The page ------------------------------------------------------------------------------------


def test_the_page_says_it_and_offers_it_as_text(district, counselor):
    everything(district)
    page = text_of(counselor, address(district.ana, "hand-off"))
    sentence = "Missed 6 of 60 school days this school year."
    assert page.count(sentence) == 2  # as a link, and among the words to copy
    assert 'aria-current="page">A hand-off</a>' in page


def test_an_empty_record_says_so_and_an_unknown_purpose_is_a_call(district, counselor):
    page = text_of(counselor, address(district.ana, "gossip"))
    assert "No record says anything yet" in page
    assert 'aria-current="page">A call</a>' in page


def test_it_is_one_click_from_the_student_and_from_today(district, counselor):
    TaskFactory(student=district.ana, owner=counselor.user)
    link = f'href="/students/{district.ana.pk}/brief/"'
    for page in (f"/students/{district.ana.pk}/", f"/students/{district.ana.pk}/work/", "/"):
        assert link in text_of(counselor, page), page


@pytest.mark.parametrize("purpose", KEYS)
def test_it_fits_a_sheet_of_paper(district, who, purpose):
    everything(district)
    for n in range(40):
        TaskFactory(student=district.ana, title=f"Task {n}")
        HelpRequestFactory(student=district.ana)
    told_of = brief_of(reach_of(who, on=TODAY), district.ana, purpose_of(purpose))
    lines = sum(len(part.sentences) for part in told_of.parts)
    assert lines <= purpose_of(purpose).room
    assert any(part.has_more for part in told_of.parts)


@pytest.mark.parametrize("purpose", KEYS)
def test_a_full_record_takes_few_statements_more_than_an_empty_one(district, purpose):
    director = person(hire(Role.DIRECTOR))
    empty = statements(director, address(district.ana, purpose))
    everything(district)
    plan = PlanFactory(student=district.ana, case=Case.objects.get(student=district.ana))
    for _ in range(10):
        attempt(district)
        TaskFactory(student=district.ana)
        HelpRequestFactory(student=district.ana)
        mailed(district)
        StrategyFactory(plan=plan)
        MADE["referral_heard"](district)
    assert empty <= 25
    assert statements(director, address(district.ana, purpose)) <= empty + 10
