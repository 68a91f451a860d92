"""The page of questions: both children side by side, and who may answer."""

from datetime import date

import pytest

from accounts.choices import Role
from audit.models import AccessEvent
from sis.actions.work import finish_approved
from sis.choices import ImportAnswer, QuestionKind
from sis.models import ImportQuestion
from students.models import Student
from tests.factories import GuardianshipFactory, QuestionFactory, act
from tests.sis.pages import page
from tests.world import hire, sign_in

pytestmark = pytest.mark.usefixtures("committed", "store")


def send(browser, question, **data):
    said = {"read": question.given_sha256, **data}
    return browser.post(f"/imports/questions/{question.pk}", said)


def test_both_children_stand_side_by_side(director, district):
    question = QuestionFactory(student=district.ana)
    GuardianshipFactory(student=district.ana, guardian__first_name="Petra")
    GuardianshipFactory(student=district.ana, guardian__first_name="Former", is_current=False)
    adult = {"first_name": "Selma", "last_name": "Tillman", "relation": "Mother"}
    question.rows.create(file="guardians.csv", line=2, values=adult)
    shown = page(director, "questions").content.decode()
    for words in ("Ana Ito", "Petra", "Rashad Tillman", "9 Sep 2016", "Selma Tillman (Mother)"):
        assert words in shown
    assert "Former" not in shown
    assert "1 row since" in shown
    assert AccessEvent.objects.filter(student_ids__contains=[district.ana.pk]).exists()


def test_an_answered_question_is_gone(director, district):
    question = QuestionFactory(student=district.ana)
    assert send(director, question, answer="another-child").status_code == 302
    question.refresh_from_db()
    assert question.answer == ImportAnswer.ANOTHER
    assert Student.objects.get(pk=district.ana.pk).sis_id.endswith(")")
    assert "No question is open" in page(director, "questions").content.decode()
    assert finish_approved(act()) == 0  # no row waited


def test_a_birth_date_has_a_button_of_its_own(director, district):
    given = {"birth_date": "1916-03-01", "grade": "5"}
    question = QuestionFactory(student=district.ana, kind=QuestionKind.BIRTH_DATE, given=given)
    shown = page(director, "questions").content.decode()
    assert "1 Mar 1916" in shown
    assert "is right" in shown
    assert "Same child" not in shown.replace("Same child: the record", "")
    send(director, question, answer="another-child")
    question.refresh_from_db()
    assert question.answer == ImportAnswer.OPEN
    send(director, question, answer="right")
    assert Student.objects.get(pk=district.ana.pk).birth_date == date(1916, 3, 1)


@pytest.mark.parametrize("said", ["", "right", "settled", "maybe"])
def test_what_is_no_answer_changes_nothing(director, district, said):
    question = QuestionFactory(student=district.ana)
    assert send(director, question, answer=said).status_code == 302
    assert ImportQuestion.objects.get().answer == ImportAnswer.OPEN


@pytest.mark.parametrize("read", ["", "0" * 64])
def test_an_answer_to_what_the_files_no_longer_say_changes_nothing(director, district, read):
    question = QuestionFactory(student=district.ana)
    assert question.given_sha256 in page(director, "questions").content.decode()
    send(director, question, answer="same-child", read=read)
    assert ImportQuestion.objects.get().answer == ImportAnswer.OPEN
    assert "a later file says something else" in page(director, "questions").content.decode()


def test_whoever_runs_the_system_and_sees_no_student_reads_and_answers_nothing(district):
    question = QuestionFactory(student=district.ana)
    browser = sign_in(hire(Role.SYSTEM_ADMINISTRATOR))
    assert "Ito" not in page(browser, "questions").content.decode()
    assert send(browser, question, answer="same-child").status_code == 403
    assert ImportQuestion.objects.get().answer == ImportAnswer.OPEN


def test_a_coordinator_reads_those_of_the_region_and_has_no_buttons(district):
    QuestionFactory(student=district.ana)
    QuestionFactory(student=district.dov, given={"first_name": "Rashid", "last_name": "X"})
    shown = page(
        sign_in(hire(Role.FIELD_COORDINATOR, district.north)), "questions"
    ).content.decode()
    assert "Rashad" in shown
    assert "Rashid" not in shown
    assert "Same child" not in shown


def test_however_many_questions_the_page_asks_as_often(
    director, district, django_assert_max_num_queries
):
    QuestionFactory(student=district.ana)
    page(director, "questions")
    for student in (district.ben, district.cleo, district.dov):
        QuestionFactory(student=student)
        GuardianshipFactory(student=student)
    with django_assert_max_num_queries(16):
        page(director, "questions")
