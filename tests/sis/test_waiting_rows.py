"""Rows that wait for an answer: what replaces them, and what an answer is one to."""

from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest
from django.db import OperationalError, connection

from attendance.models import Mark
from core import clock
from psa.integrity import problems
from sis.actions import runs
from sis.actions.answers import SaysAnother
from sis.actions.bundle import ONE_IMPORT_AT_A_TIME
from sis.actions.turns import ImportRuns
from sis.actions.uploads import discard
from sis.actions.work import finish_approved
from sis.choices import ImportAnswer, QuestionKind
from sis.models import ImportQuestion, ImportRun, WaitingRow
from students.models import Enrollment, Student
from tests.factories import act
from tests.sis.bundles import import_sis, marks
from tests.sis.nights import (
    ENROLLED,
    RASHAD,
    STUDENTS,
    first_night,
    reply,
    second_night,
)

pytestmark = pytest.mark.usefixtures("worker_db", "store")

NOOR = "2,Noor,,Haddad,2017-02-02,F,7 Fir St,Riverton,CA,90220,\n"


def waiting():
    """How many rows wait of each student and file."""
    rows = WaitingRow.objects.order_by("question__student", "file")
    return [(row.question.student.first_name, row.file) for row in rows.select_related()]


def both_reused(bundle):
    """A night in which both ids name another child."""
    first_night(bundle)
    second_night(bundle, students=STUDENTS + RASHAD + NOOR)
    return ImportQuestion.objects.order_by("pk")


def test_an_answer_about_one_child_leaves_what_waits_of_another(bundle):
    both_reused(bundle)
    of_ben = [row for row in waiting() if row[0] == "Ben"]
    assert of_ben == [("Ben", f"{file}.csv") for file in ("enrollments", "marks", "students")]
    reply(ImportQuestion.objects.get(student__first_name="Ana"), ImportAnswer.ANOTHER)
    assert finish_approved(act()) == 1
    assert waiting() == of_ben
    reply(ImportQuestion.objects.get(student__first_name="Ben"), ImportAnswer.ANOTHER)
    assert finish_approved(act()) == 1
    assert Enrollment.objects.get(student__first_name="Noor").school.sis_id == "A"


def test_what_waited_says_nothing_of_marks_beside_it(bundle):
    first_night(bundle)
    second_night(
        bundle,
        enrollments=ENROLLED + "1,B,2026-09-16,,3,,\n2,A,2026-08-13,,6,,\n3,B,2026-08-13,,7,,\n",
        marks=marks("1,B,2026-09-17,,AU,,", "3,B,2026-09-17,,AU,,", "2,A,2026-09-14,,AU,,"),
    )
    reply(ImportQuestion.objects.get(), ImportAnswer.ANOTHER)
    assert finish_approved(act()) == 1
    found = Mark.objects.filter(school__sis_id="B").values_list("student__first_name", flat=True)
    assert sorted(found) == ["Cai", "Rashad"]


def of_a_part(folder, *rows, school=""):
    """Read a part of the enrollments."""
    folder.mkdir(exist_ok=True)
    (folder / "enrollments.csv").write_text(ENROLLED + "".join(rows))
    manifest = f"file,school_id,from,to,whole\nenrollments.csv,{school},,,N\n"
    (folder / "manifest.csv").write_text(manifest)
    assert import_sis(folder)["exit"] == 0
    kept = WaitingRow.objects.filter(
        file="enrollments.csv", question__student__first_name="Ana"
    ).order_by("values__entry_date")
    return [(row.values["entry_date"], row.values["grade"]) for row in kept]


@pytest.mark.parametrize("school", ["", "A"])
def test_a_part_of_a_file_leaves_what_waits_of_those_whom_it_lacks(bundle, tmp_path, school):
    both_reused(bundle)
    before = waiting()
    row = "1,B,2026-09-16,,4,,\n"
    assert of_a_part(tmp_path / "part", row, school=school) == [("2026-09-16", "4")]
    assert waiting() == before


def test_a_part_of_a_file_leaves_what_else_waits_of_a_student(bundle, tmp_path):
    both_reused(bundle)
    assert of_a_part(tmp_path / "part", "1,A,2026-09-18,,3,,\n") == [
        ("2026-09-16", "3"),
        ("2026-09-18", "3"),
    ]


def test_a_whole_file_takes_back_what_waits_and_is_not_in_it(bundle):
    both_reused(bundle)
    second_night(
        bundle,
        students=STUDENTS + RASHAD + NOOR,
        enrollments=ENROLLED + "1,B,2026-09-16,,3,,\n",
    )
    assert ("Ana", "enrollments.csv") in waiting()
    assert ("Ben", "enrollments.csv") not in waiting()


def test_an_answer_is_one_to_what_was_read(bundle):
    """Between reading and answering a later night names a third child."""
    first_night(bundle)
    second_night(bundle)
    question = ImportQuestion.objects.get()
    second_night(bundle, row=RASHAD.replace("Rashad", "Selim"))
    with pytest.raises(SaysAnother):
        reply(question, ImportAnswer.SAME)
    assert ImportQuestion.objects.get().answer == ImportAnswer.OPEN
    assert reply(ImportQuestion.objects.get(), ImportAnswer.SAME)


def test_nobody_answers_while_an_import_is_at_work():
    """Another connection holds what an import holds, and lets go of it."""
    asked = ImportQuestion.objects.create(
        kind=QuestionKind.IDENTITY,
        student=Student.objects.create(sis_id="1", first_name="Ana"),
        run=ImportRun.objects.create(state="applied", source_name="night"),
        asked_on=clock.today(),
    )
    other = psycopg2.connect(**connection.get_connection_params())
    with closing(other), other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
        with pytest.raises(ImportRuns, match="Answer again when it has ended"):
            reply(asked, ImportAnswer.SAME)
        other.rollback()  # a closed connection lets go a moment later
    assert ImportQuestion.objects.get().answer == ImportAnswer.OPEN
    reply(asked, ImportAnswer.SAME)
    assert ImportQuestion.objects.get().answer == ImportAnswer.SAME


def test_rows_wait_until_they_are_loaded(bundle, monkeypatch):
    """The worker fails between the answer and the loading; nothing of the child is lost."""
    first_night(bundle)
    second_night(bundle)
    before = waiting()
    run = reply(ImportQuestion.objects.get(), ImportAnswer.ANOTHER)
    assert waiting() == before

    def fails(*_, **__):
        assert WaitingRow.objects.count() == len(before)
        raise RuntimeError("power cut")

    monkeypatch.setattr(runs, "load_bundle", fails)
    with pytest.raises(RuntimeError):
        finish_approved(act())
    run.refresh_from_db()
    assert (run.state, waiting()) == ("failed", before)


def test_a_run_that_died_is_taken_up_again_with_its_rows(bundle, monkeypatch):
    first_night(bundle)
    second_night(bundle)
    reply(ImportQuestion.objects.get(), ImportAnswer.ANOTHER)
    with monkeypatch.context() as cut:
        cut.setattr(runs, "load_bundle", lambda _: (_ for _ in ()).throw(OperationalError))
        with pytest.raises(OperationalError):
            finish_approved(act())
    ImportRun.objects.update(lease_until=clock.now() - timedelta(minutes=1))
    assert finish_approved(act()) == 1
    assert waiting() == []
    assert Student.objects.get(sis_id="1").first_name == "Rashad"


def test_check_data_finds_rows_that_wait_for_nothing(bundle):
    def found():
        return {
            problem.name: problem.rows for problem in problems() if "wait for no" in problem.name
        }

    first_night(bundle)
    second_night(bundle)
    assert found() == {}
    run = reply(ImportQuestion.objects.get(), ImportAnswer.ANOTHER)
    assert found() == {}
    ImportRun.objects.filter(pk=run.pk).update(state="applied")
    rows = WaitingRow.objects.count()
    assert found() == {"rows of files that wait for no answer and for no import": rows}
    ImportRun.objects.filter(pk=run.pk).update(state="approved")
    ImportQuestion.objects.update(taken_up_by=None)
    assert found() == {"rows of files that wait for no answer and for no import": rows}


def test_rows_of_a_run_that_nobody_wants_are_let_go_of(bundle):
    first_night(bundle)
    second_night(bundle)
    run = reply(ImportQuestion.objects.get(), ImportAnswer.ANOTHER)
    ImportRun.objects.filter(pk=run.pk).update(state="refused")
    discard(act(), run=run)
    assert waiting() == []
