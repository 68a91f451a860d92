"""An id that is given to another child: the rows wait, a person answers, nothing is mixed or lost."""

from datetime import date, timedelta

import pytest

from attendance.models import JudgementDue, Mark
from audit.models import AuditEvent
from core import clock
from sis.actions.answers import IsAnswered
from sis.actions.work import finish_approved
from sis.choices import ImportAnswer
from sis.models import ImportQuestion, ImportRun, WaitingRow
from students.models import Enrollment, Guardian, Guardianship, Student
from tests.factories import act
from tests.sis.bundles import BASE, import_sis, marks
from tests.sis.nights import (
    ADULTS,
    ANA,
    BEN,
    PETRA,
    RASHAD,
    STUDENTS,
    first_night,
    reply,
    second_night,
)

pytestmark = pytest.mark.usefixtures("worker_db", "store")


def on_file():
    """All that is known of whoever has the id 1."""
    student = Student.objects.get(sis_id="1")
    return (
        Student.objects.values("first_name", "last_name", "birth_date", "street").get(
            pk=student.pk
        ),
        list(student.guardianships.values_list("guardian__sis_id", flat=True)),
        list(student.enrollments.values_list("school__sis_id", "entry_date", "exit_date")),
        list(Mark.objects.filter(student=student).values_list("school__sis_id", "date")),
    )


def test_nothing_of_the_second_child_is_shown_as_the_firsts(bundle):
    first_night(bundle)
    before = on_file()
    report = second_night(bundle)
    assert report["exit"] == 0
    assert on_file() == before
    assert not Guardian.objects.filter(sis_id="G2").exists()
    [warning] = [one for one in report["warnings"] if "another child" in one]
    assert warning.startswith("students.csv: 1 id names another child than on file (line 2)")
    for file in ("students", "guardians", "enrollments", "populations", "grades", "marks"):
        counts = report["files"][f"{file}.csv"]
        assert (counts["set_aside"], counts["rejected"]) == (1, 0), file
    question = ImportQuestion.objects.get()
    assert (question.answer, question.given["first_name"]) == (ImportAnswer.OPEN, "Rashad")
    assert WaitingRow.objects.filter(question=question).count() == 6


def test_the_same_night_again_asks_once(bundle):
    first_night(bundle)
    second_night(bundle)
    second_night(bundle)
    assert ImportQuestion.objects.count() == 1
    assert WaitingRow.objects.count() == 6


def test_what_waits_waits_in_a_bundle_without_students_too(bundle, tmp_path):
    first_night(bundle)
    second_night(bundle)
    lone = tmp_path / "lone"
    lone.mkdir()
    (lone / "marks.csv").write_text(marks("1,B,2026-09-18,,AU,,", "2,A,2026-09-18,,AU,,"))
    assert import_sis(lone)["files"]["marks.csv"]["set_aside"] == 1
    dates = WaitingRow.objects.filter(file="marks.csv").order_by("pk")
    assert [row.values["date"] for row in dates] == ["2026-09-17", "2026-09-18"]


def test_a_preview_asks_nobody(bundle):
    first_night(bundle)
    folder = bundle(students=STUDENTS + RASHAD + BEN)
    report = import_sis(folder, dry_run=True)
    assert any("another child" in warning for warning in report["warnings"])
    assert not ImportQuestion.objects.exists()


def test_another_child_gets_a_record_of_its_own(bundle):
    first_night(bundle)
    first = Student.objects.get(sis_id="1")
    second_night(bundle)
    JudgementDue.objects.all().delete()
    run = reply(ImportQuestion.objects.get(), ImportAnswer.ANOTHER)
    assert finish_approved(act()) == 1
    run.refresh_from_db()
    assert run.state == "applied"
    today = clock.today()
    first.refresh_from_db()
    assert (first.sis_id, first.first_name) == (f"1 (until {today.isoformat()})", "Ana")
    assert list(first.guardianships.values_list("guardian__sis_id", flat=True)) == ["G1"]
    assert list(Mark.objects.filter(student=first).values_list("date")) == [(date(2026, 9, 14),)]
    assert first.enrollments.get().exit_date == today - timedelta(days=1)
    second = Student.objects.get(sis_id="1")
    assert second.pk != first.pk
    assert on_file() == (
        {
            "first_name": "Rashad",
            "last_name": "Tillman",
            "birth_date": date(2018, 9, 9),
            "street": "88 Pine Ave",
        },
        ["G2"],
        [("B", date(2026, 9, 16), None)],
        [("B", date(2026, 9, 17))],
    )
    assert second.populations.get().kind == "iep"
    assert second.records.get().data == {"course": "Art", "mark": "A"}
    assert set(JudgementDue.objects.values_list("student", flat=True)) == {first.pk, second.pk}
    # Nobody else lost anything by the rows that came late, and the next night brings no more.
    assert Enrollment.objects.get(student__sis_id="2").exit_date is None
    assert Mark.objects.filter(student__sis_id="2").count() == 1
    assert not WaitingRow.objects.exists()
    assert sum(c["created"] for c in second_night(bundle)["files"].values()) == 0
    assert Student.objects.filter(pk=first.pk, sis_id__startswith="1 (until").exists()


def test_the_same_child_is_corrected_with_all_that_waited(bundle):
    first_night(bundle)
    first = Student.objects.get(sis_id="1")
    second_night(bundle)
    reply(ImportQuestion.objects.get(), ImportAnswer.SAME)
    assert finish_approved(act()) == 1
    again = Student.objects.get(sis_id="1")
    assert (again.pk, again.first_name) == (first.pk, "Rashad")
    assert Guardianship.objects.filter(student=again, guardian__sis_id="G2").exists()
    assert Mark.objects.filter(student=again).count() == 2
    second_night(bundle)
    assert ImportQuestion.objects.count() == 1


def test_an_answer_is_audited_and_given_once(bundle):
    first_night(bundle)
    second_night(bundle)
    question = ImportQuestion.objects.get()
    reply(question, ImportAnswer.SAME)
    event = AuditEvent.objects.get(action="import.answered")
    assert (event.student_id, event.detail["answer"]) == (question.student_id, "same-child")
    for again in (ImportAnswer.ANOTHER, ImportAnswer.SAME):
        with pytest.raises(IsAnswered):
            reply(question, again)
    assert ImportRun.objects.filter(is_partial=True).count() == 1


def test_the_sis_can_take_it_back(bundle):
    first_night(bundle)
    second_night(bundle)
    report = second_night(bundle, row=ANA)
    assert not any("another child" in warning for warning in report["warnings"])
    assert ImportQuestion.objects.get().answer == ImportAnswer.SETTLED
    assert not WaitingRow.objects.exists()
    assert Student.objects.get(sis_id="1").first_name == "Ana"


@pytest.mark.parametrize(
    "row",
    [
        ANA.replace("Núñez", "Reyes"),  # a married name
        ANA.replace("Ana", "Anna"),  # a corrected spelling
        ANA.replace("2015-03-01", "2016-11-20"),  # a corrected birth date
    ],
)
def test_a_correction_alone_is_the_same_child(bundle, row):
    first_night(bundle)
    second_night(bundle, row=row, guardians=ADULTS + PETRA)
    assert not ImportQuestion.objects.exists()
    assert BASE["students.csv"].splitlines()[1] + "\n" == ANA
    assert Student.objects.filter(sis_id="1", first_name__startswith="An").count() == 1


def test_two_children_of_a_reused_id_of_long_ago_are_kept_apart_too(bundle):
    first_night(bundle)
    taken = f"1 (until {clock.today().isoformat()})"
    Student.objects.create(sis_id=taken, first_name="Earlier")
    second_night(bundle)
    question = ImportQuestion.objects.get()
    reply(question, ImportAnswer.ANOTHER)
    assert Student.objects.get(pk=question.student_id).sis_id == f"{taken} #{question.pk}"
