"""Reports that are due, and filing them: what they list, what holds them, once."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from attendance.actions.reports import file_reports
from attendance.models import (
    DayOutcome,
    JudgementDue,
    MarkChange,
    ReportDecision,
    Standing,
    Submission,
    TruancyReport,
)
from attendance.queries.holds import ASK_PUPIL_SERVICES, Answer
from attendance.queries.reports import due_reports
from audit.models import AuditEvent
from audit.rules import Actor
from core.commands import BadUsage
from students.choices import PopulationKind, Relation
from students.models import Guardian, Guardianship, Student
from tests.factories import (
    TODAY,
    YEAR,
    DayOutcomeFactory,
    EnrollmentFactory,
    GuardianshipFactory,
    PopulationFactory,
    StandingFactory,
    StudentFactory,
)
from tests.world import hire, person

BY = Actor(kind="user", id="7", name="Ana Reyes")
NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))
DAYS = (date(2026, 9, 3), date(2026, 9, 16), date(2026, 10, 1))


def home(student, **tie):
    """A mother with whom the student lives and who holds education rights."""
    values = {
        "relation": Relation.MOTHER,
        "lives_with": True,
        "holds_education_rights": True,
        "guardian__street": "1 Elm St",
        "guardian__city": "Los Angeles",
        **tie,
    }
    return GuardianshipFactory(student=student, **values)


def owing(student, school, days=DAYS, **standing):
    """A student whose counted days call for a report, with a home to write to."""
    for day in days:
        DayOutcomeFactory(student=student, school=school, date=day)
    values = {"days_absent": len(days), "counted_days": len(days), "reports_due": 1, **standing}
    return StandingFactory(student=student, school=school, **values)


@pytest.fixture
def ana(district):
    owing(district.ana, district.oak)
    home(district.ana)
    return district.ana


def file(*students, at=NOON, answers=None):
    """File; answers are words for students whose questions were read just now."""
    given = {key: Answer(words, questions_about(key)) for key, words in (answers or {}).items()}
    return file_reports(students=[s.pk for s in students], at=at, by=BY, answers=given)


def questions_about(key):
    (report,) = [r for r in due_reports(today=TODAY) if r.student_id == key]
    return report.questions


def answer(student, words):
    return {"student": student.pk, "answer": words, "questions": questions_about(student.pk)}


def filed(student, *days, on=date(2026, 10, 5)):
    at = datetime.combine(on, NOON.timetz())
    key = f"old:{student.pk}:{on}"
    return TruancyReport.objects.create(
        student=student,
        school_year=YEAR,
        filed_at=at,
        source="filed",
        source_key=key,
        listed_dates=list(days),
    )


def test_the_first_report_lists_every_counted_day(ana):
    (report,) = due_reports(today=TODAY)
    assert (report.number, report.dates, report.is_clean) == (1, list(DAYS), True)
    assert report.days[0].words == "Absent all day"


def test_they_are_read_in_five_statements(ana, district, django_assert_num_queries):
    for other in (district.ben, district.cleo):
        with django_assert_num_queries(5):
            due_reports(today=TODAY)
        owing(other, district.oak)


def test_two_counted_days_are_not_enough(ana):
    DayOutcome.objects.filter(student=ana, date=DAYS[2]).delete()
    assert due_reports(today=TODAY) == []


def test_a_day_whose_window_is_open_is_not_listed(ana, district):
    DayOutcomeFactory(
        student=ana, school=district.oak, date=TODAY, countable_on=TODAY + timedelta(days=9)
    )
    assert due_reports(today=TODAY)[0].dates == list(DAYS)


def test_filing_names_the_receiver_the_days_and_the_person(ana):
    (report,) = file(ana).reports
    report.refresh_from_db()
    assert report.listed_dates == list(DAYS)
    assert (report.receiver, report.filed_by) == ("attendance supervisor", "Ana Reyes")
    assert (report.filed_at, report.school_year) == (NOON, YEAR)
    assert report.policy_version.startswith("california")
    audit = AuditEvent.objects.get(action="report.filed")
    assert (audit.target_id, audit.student_id, audit.actor_id) == (str(report.pk), ana.pk, "7")
    assert audit.detail["listed"] == [day.isoformat() for day in DAYS]
    assert JudgementDue.objects.filter(student=ana, school_year=YEAR).exists()


def test_filing_twice_files_once(ana):
    assert len(file(ana).reports) == 1
    again = file(ana)
    assert (again.reports, again.held) == ([], [])
    assert TruancyReport.objects.count() == 1


def test_a_later_report_lists_what_came_after_the_filing_and_nothing_before(ana, district):
    filed(ana, *DAYS)
    Standing.objects.update(reports_due=2)
    assert due_reports(today=TODAY) == []
    after = date(2026, 10, 20)
    DayOutcomeFactory(student=ana, school=district.oak, date=after)
    (report,) = due_reports(today=TODAY)
    assert (report.number, report.dates) == (2, [after])


def test_a_day_before_the_filing_that_counts_later_is_an_orphan(ana, district):
    filed(ana, *DAYS)
    Standing.objects.update(reports_due=2)
    DayOutcomeFactory(
        student=ana, school=district.oak, date=date(2026, 10, 2), countable_on=date(2026, 10, 20)
    )
    assert due_reports(today=TODAY) == []


def test_a_withdrawn_report_lists_nothing_any_more(ana):
    old = filed(ana, *DAYS)
    ReportDecision.objects.create(report=old, verdict="withdrawn", reason="x", decided_by="y")
    (report,) = due_reports(today=TODAY)
    assert (report.number, report.made, report.dates) == (1, 1, list(DAYS))
    assert file(ana).reports[0].source_key == f"filed:{ana.pk}:{YEAR}:2"


def hold_of(student):
    (report,) = [r for r in due_reports(today=TODAY) if r.student_id == student.pk]
    return " ".join(hold.text for hold in report.holds)


def test_what_holds_a_report(ana, district):
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


@pytest.mark.parametrize(
    ("change", "question"),
    [
        ({"holds_education_rights": None}, "does not say"),
        ({"holds_education_rights": False}, "Nobody on file"),
        ({"no_contact": True}, "no contact"),
        ({"court_order": "Custody", "order_ends": None}, "court order"),
        ({"lives_with": None}, "with which adult"),
    ],
)
def test_adults_that_are_not_certain_hold_it(ana, change, question):
    Guardianship.objects.filter(student=ana).update(**change)
    assert question in hold_of(ana)


def test_no_address_holds_it(ana):
    Guardian.objects.update(street="")
    assert "no address" in hold_of(ana)


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


# --- The page -----------------------------------------------------------------------------

PAGE, FILE = reverse("attendance:reports"), reverse("attendance:file")


def test_a_batch_is_filed_in_two_clicks(ana, district, counselor):
    owing(district.ben, district.oak)
    home(district.ben)
    page = counselor.client.get(PAGE)
    assert "File all 2 clean" in page.content.decode()
    sure = counselor.client.get(PAGE, {"confirm": "clean"})
    assert f'value="{ana.pk},{district.ben.pk}"' in sure.content.decode()
    done = counselor.client.post(FILE, {"student": f"{ana.pk},{district.ben.pk}"}, follow=True)
    assert "2 reports were filed" in done.content.decode()
    assert set(TruancyReport.objects.values_list("filed_by", flat=True)) == {counselor.user.name}


def test_a_student_out_of_reach_files_none(ana, district, counselor):
    owing(district.dov, district.pine)
    home(district.dov)
    assert counselor.client.post(FILE, {"student": [ana.pk, district.dov.pk]}).status_code == 404
    assert not TruancyReport.objects.exists()


def test_the_outsider_sees_and_files_nothing(ana, outsider):
    assert str(ana) not in outsider.client.get(PAGE).content.decode()
    assert outsider.client.post(FILE, {"student": ana.pk}).status_code == 404
    assert not TruancyReport.objects.exists()


def test_the_kind_of_a_gate_is_told_only_to_those_who_may_know(ana, district, counselor):
    PopulationFactory(student=ana, kind=PopulationKind.FOSTER)
    assert "Foster youth" in counselor.client.get(PAGE).content.decode()
    principal = person(hire(Role.SCHOOL_ADMINISTRATOR, district.oak))
    text = principal.client.get(PAGE).content.decode()
    assert ASK_PUPIL_SERVICES in text
    assert "Foster" not in text
    assert "Answer and file" not in text
    principal.client.post(FILE, answer(ana, "Surely fine."))
    assert not TruancyReport.objects.exists()
    counselor.client.post(FILE, answer(ana, "The worker knows."))
    assert TruancyReport.objects.count() == 1


def test_an_answer_is_to_the_questions_that_were_read(ana, counselor):
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    read = answer(ana, "The case manager agrees.")
    assert read["questions"] in counselor.client.get(PAGE).content.decode()
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)
    counselor.client.post(FILE, read)
    assert not TruancyReport.objects.exists()
    counselor.client.post(FILE, answer(ana, "Both agree."))
    assert TruancyReport.objects.count() == 1


def test_an_answer_is_for_one_student_only(ana, district, counselor):
    owing(district.ben, district.oak)
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    asked = {"student": [ana.pk, district.ben.pk], "answer": "All fine."}
    counselor.client.post(FILE, asked)
    assert not TruancyReport.objects.exists()


@pytest.mark.parametrize("student", ["", "x", "1,x", "1" * 20, "-4"])
def test_nonsense_files_nothing_and_says_so(ana, counselor, student):
    done = counselor.client.post(FILE, {"student": student}, follow=True)
    assert done.status_code == 200
    assert not TruancyReport.objects.exists()


@pytest.mark.parametrize("show", ["clean", "held"])
def test_statements_do_not_grow_with_the_rows(district, counselor, show, more_students, count_of):
    def page():
        assert counselor.client.get(PAGE, {"show": show}).status_code == 200

    more_students(10, gate=show == "held")
    few = count_of(page)
    more_students(40, gate=show == "held")
    assert count_of(page) == few


@pytest.fixture
def more_students(district):
    def make(count, *, gate):
        for _ in range(count):
            student = StudentFactory()
            EnrollmentFactory(student=student, school=district.oak)
            owing(student, district.oak)
            home(student)
            if gate:
                PopulationFactory(student=student, kind=PopulationKind.IEP)

    return make


@pytest.fixture
def count_of():
    def count(call):
        call()
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count


# --- The command --------------------------------------------------------------------------


def say(capsys, *words):
    call_command("file_reports", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_lists_then_files_the_clean_ones(ana, district, capsys):
    owing(district.ben, district.oak)
    PopulationFactory(student=district.ben, kind=PopulationKind.IEP)
    held = [{"student": district.ben.sis_id, "reason": hold_words(district.ben)}]
    assert say(capsys) == {"due": 2, "filed": 0, "held": held}
    assert say(capsys, "--yes") == {"due": 2, "filed": 1, "held": held}
    assert TruancyReport.objects.get().student_id == ana.pk
    assert say(capsys, "--yes") == {"due": 1, "filed": 0, "held": held}


def hold_words(student):
    assert "Individualized" in hold_of(student)
    return ASK_PUPIL_SERVICES


@pytest.mark.parametrize("words", [["--as-of", "2026-12-24"], ["--as-of", "2026-10-01", "--yes"]])
def test_a_wrong_use_of_the_command(ana, words):
    with pytest.raises(BadUsage):
        call_command("file_reports", *words)
    assert not TruancyReport.objects.exists()
