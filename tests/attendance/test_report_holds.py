"""What holds a report until a person has answered, and what does not."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from accounts.access import reach_of
from accounts.choices import Permission, Role
from attendance.models import (
    JudgementDue,
    MarkChange,
    ReportDecision,
    Standing,
    Submission,
    TruancyReport,
)
from attendance.queries.holds import (
    ASK_PUPIL_SERVICES,
    Answer,
    Hold,
    may_answer,
    may_go,
    questions_of,
    visible_holds,
)
from audit.models import AuditEvent
from students.choices import PopulationKind
from students.models import Guardian, Guardianship, Student
from tests.attendance.reports import DAYS, file, filed, hold_of, home
from tests.factories import TODAY, YEAR, PopulationFactory
from tests.world import hire


def test_what_holds_a_report(ana, district):
    assert hold_of(ana) == ""
    # One class of a period says nothing of the others.
    Submission.objects.create(
        school=district.oak, date=DAYS[0], period="2", section="ALG-1", taken=False
    )
    assert hold_of(ana) == ""
    Submission.objects.create(school=district.oak, date=DAYS[0], period="3", taken=False)
    assert "not taken for part of September 3" in hold_of(ana)
    MarkChange.objects.create(
        student=ana,
        school=district.oak,
        date=DAYS[1],
        old_code="U",
        new_code="A",
        withdrawn=False,
        changed_by="Kim",
    )
    assert "September 16 was changed later" in hold_of(ana)
    Standing.objects.update(is_enrolled=False, days_absent=60)
    assert "Not enrolled" in hold_of(ana)
    assert "never attended" in hold_of(ana)
    JudgementDue.objects.create(student=ana, school_year=YEAR)
    assert "judged again" in hold_of(ana)
    assert file(ana).reports == []
    assert not TruancyReport.objects.exists()


def test_only_words_to_what_was_read_let_it_go_and_no_words_answer_advice():
    asked, settled = Hold("Is it?"), Hold("No address.", "", "Correct the record.")
    read = questions_of([asked])
    assert may_go([asked], Answer("It is.", read))
    assert not may_go([asked], None)
    assert not may_go([asked], Answer("", read))
    assert not may_go([asked, Hold("Since when?")], Answer("It is.", read))
    assert not may_go([settled], Answer("It is.", questions_of([settled])))
    assert may_go([], None)


def test_a_reason_is_told_of_the_students_of_whom_one_may_know_it(district):
    """Counselor of Oak and clerk of Pine: what holds a student of Pine is for Pupil Services."""
    both = hire(Role.CLERK, district.pine, to=hire(Role.COUNSELOR, district.oak))
    asked = (Hold("IEP: looked at?", Permission.POPULATION_READ), Hold("Is it?"))
    held = [
        SimpleNamespace(student_id=one.pk, holds=asked) for one in (district.ana, district.dov)
    ]
    told = visible_holds(held, reach_of(both, on=TODAY), on=TODAY)
    veiled = Hold(ASK_PUPIL_SERVICES, Permission.POPULATION_READ)
    assert told == [asked, (veiled, asked[1])]
    assert [may_answer(asked, one) for one in told] == [True, False]


def test_a_report_known_without_its_days_holds_the_next_until_it_is_withdrawn(ana):
    known = filed(ana, is_countable=False)
    assert "is known without its days" in hold_of(ana)
    ReportDecision.objects.create(report=known, verdict="withdrawn", reason="x", decided_by="y")
    assert hold_of(ana) == ""


@pytest.mark.parametrize(
    ("change", "question"),
    [
        ({"holds_education_rights": None}, "does not say"),
        ({"holds_education_rights": False}, "Nobody on file"),
        ({"lives_with": None}, "with which adult"),
    ],
)
def test_adults_that_are_not_certain_hold_it(ana, change, question):
    Guardianship.objects.filter(student=ana).update(**change)
    assert question in hold_of(ana)


@pytest.mark.parametrize(
    "change", [{"court_order": "Custody"}, {"receives_mail": False}, {"no_contact": True}]
)
def test_what_a_person_decides_on_the_letter_holds_no_report(ana, change):
    """Filing is not mailing: the letter asks by itself."""
    home(ana, relation="father", **change)
    assert hold_of(ana) == ""
    assert len(file(ana).reports) == 1


def test_no_address_holds_it(ana):
    Guardian.objects.update(street="")
    assert "no address" in hold_of(ana)


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        (Guardian, {"first_name": "", "last_name": ""}),
        (Guardian, {"street": "12345 Southeast Martin Luther King Boulevard " * 4}),
        (Student, {"first_name": "", "middle_name": "", "last_name": ""}),
    ],
    ids=["adult without a name", "no room in the window", "student without a name"],
)
def test_what_the_letter_alone_lacks_holds_no_report(ana, rows, change):
    """The letter waits, and says whose record is to be corrected."""
    rows.objects.update(**change)
    assert hold_of(ana) == ""


def test_half_an_address_holds_it(ana):
    Guardian.objects.update(zip="")
    assert "lacks the state or the ZIP code" in hold_of(ana)


def test_an_order_that_has_ended_holds_nothing(ana):
    Guardianship.objects.filter(student=ana).update(
        court_order="Custody", order_ends=TODAY - timedelta(days=1)
    )
    assert hold_of(ana) == ""


@pytest.mark.parametrize(
    ("model", "change", "question"),
    [
        (Guardian, {"language": ""}, "is not on file. Which is it?"),
        (Student, {"birth_date": None}, "The birth date is not on file."),
    ],
)
def test_what_is_not_known_of_who_reads_the_notice_is_asked_before_filing(
    ana, model, change, question
):
    model.objects.update(**change)
    (held,) = file(ana).held
    assert [hold.needs for hold in held.holds] == ["contact.read"]
    assert question in held.holds[0].text
    assert not TruancyReport.objects.exists()
    assert len(file(ana, answers={ana.pk: "Asked at home."}).reports) == 1


def test_the_language_on_file_for_the_home_is_enough(ana):
    Guardian.objects.update(language="")
    Student.objects.filter(pk=ana.pk).update(home_language="Spanish")
    assert file(ana).held == []


@pytest.mark.parametrize("kind", [PopulationKind.IEP, PopulationKind.FOSTER])
def test_a_gate_holds_it_until_a_person_answers(ana, kind):
    PopulationFactory(student=ana, kind=kind)
    assert [held.student_id for held in file(ana).held] == [ana.pk]
    (report,) = file(ana, answers={ana.pk: "The case manager has looked at it."}).reports
    audit = AuditEvent.objects.get(action="report.filed", target_id=str(report.pk))
    assert audit.detail["answer"] == "The case manager has looked at it."
    assert audit.detail["asked"] == []  # what the gate is about stays where it was


def test_populations_without_a_gate_hold_nothing(ana):
    PopulationFactory(student=ana, kind=PopulationKind.ENGLISH_LEARNER)
    PopulationFactory(student=ana, kind=PopulationKind.IEP, end=TODAY - timedelta(days=1))
    assert hold_of(ana) == ""
