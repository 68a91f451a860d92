"""The page of reports: whom it shows and files, what it tells whom, and in how many statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from attendance.choices import Outcome
from attendance.models import DayOutcome, TruancyReport
from attendance.queries.holds import ASK_PUPIL_SERVICES
from students.choices import PopulationKind
from tests.attendance.reports import answer, choice, home, owing
from tests.factories import DayOutcomeFactory, EnrollmentFactory, PopulationFactory, StudentFactory
from tests.world import hire, person

PAGE, FILE = reverse("attendance:reports"), reverse("attendance:file")


def test_a_batch_is_filed_in_two_clicks(ana, district, counselor):
    owing(district.ben, district.oak)
    home(district.ben)
    page = counselor.client.get(PAGE)
    assert "File all 2 clean" in page.content.decode()
    sure = counselor.client.get(PAGE, {"confirm": "clean"})
    assert f'value="{ana.pk},{district.ben.pk}"' in sure.content.decode()
    sent = choice(ana, district.ben)
    assert f'name="read" value="{sent["read"]}"' in sure.content.decode()
    done = counselor.client.post(FILE, sent, follow=True)
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


@pytest.mark.parametrize("wrong", [{"questions": "others"}, {"student": "x"}])
def test_an_answer_that_files_nothing_was_not_saved(ana, counselor, wrong):
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    mark = "0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11"
    sent = answer(ana, "The case manager agrees.") | {"typed_by": "x", "typed_mark": mark}
    assert "typed_saved" not in counselor.client.post(FILE, {**sent, **wrong}).cookies
    assert "typed_saved" in counselor.client.post(FILE, sent).cookies


def test_only_the_days_that_were_read_are_filed(ana, district, counselor):
    """A clearance or an import came between the page and the click: others go on."""
    owing(district.ben, district.oak)
    home(district.ben)
    read = choice(ana, district.ben)
    DayOutcome.objects.filter(student=ana).order_by("-date")[0].delete()
    DayOutcomeFactory(student=ana, school=district.oak, date=date(2026, 10, 8))
    done = counselor.client.post(FILE, read, follow=True).content.decode()
    assert "1 not filed: its days are others since you looked" in done
    assert "1 report was filed" in done
    assert TruancyReport.objects.get().student_id == district.ben.pk
    counselor.client.post(FILE, choice(ana))
    assert date(2026, 10, 8) in TruancyReport.objects.get(student=ana).listed_dates


def test_what_a_day_was_is_part_of_what_was_read(ana, counselor):
    read = choice(ana)
    day = DayOutcome.objects.filter(student=ana).order_by("-date")[0]
    DayOutcome.objects.filter(pk=day.pk).update(outcome=Outcome.TARDY, gap_minutes=45)
    counselor.client.post(FILE, read)
    assert not TruancyReport.objects.exists()
    counselor.client.post(FILE, choice(ana))
    assert TruancyReport.objects.exists()


def test_what_no_page_named_is_not_filed(ana, counselor):
    done = counselor.client.post(FILE, {"student": ana.pk}, follow=True).content.decode()
    assert "1 not filed" in done
    assert not TruancyReport.objects.exists()


def test_an_answer_is_for_one_student_only(ana, district, counselor):
    owing(district.ben, district.oak)
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    asked = {**choice(ana, district.ben), "answer": "All fine."}
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
