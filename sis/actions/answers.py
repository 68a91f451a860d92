"""What a person answers to a question about a student, and what becomes of the rows that waited."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from attendance.actions.due import mark_due
from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from sis.actions.runs import begin
from sis.actions.turns import hold_imports
from sis.choices import ImportAnswer, QuestionKind, RunState
from sis.models import ImportQuestion, ImportRun, WaitingRow
from sis.readers.formats import AUTO
from sis.rules.ids import LONGEST
from students.models import Enrollment, Student
from students.rules import school_year_of

ANSWERS = {
    QuestionKind.IDENTITY: (ImportAnswer.SAME, ImportAnswer.ANOTHER),
    QuestionKind.BIRTH_DATE: (ImportAnswer.RIGHT,),
}


class SaysAnother(Refusal):
    """A later file says something else than whoever answers has read."""

    advice = (
        "Nothing was done: a later file says something else of this student by now. Read what it "
        "says, and answer again."
    )


class IsAnswered(Refusal):
    """Somebody was quicker, or the SIS says something else by now."""

    advice = "Nothing was done: this question is answered by now."


@transaction.atomic
def answer(
    act: Act, *, question: ImportQuestion, answer: ImportAnswer, read: str
) -> ImportRun | None:
    """Write down the answer, keep two children apart, and leave the rows that waited to be loaded.

    `read` is the digest of what the files said when whoever answers read it. Raises ImportRuns,
    IsAnswered or SaysAnother.
    """
    hold_imports()
    asked = ImportQuestion.objects.select_for_update(of=("self",)).select_related("student")
    found = asked.get(pk=question.pk)
    if found.answer != ImportAnswer.OPEN or answer not in ANSWERS[QuestionKind(found.kind)]:
        raise IsAnswered
    if found.given_sha256 != read:
        raise SaysAnother
    detail: dict[str, object] = {"answer": answer, "id": found.student.sis_id}
    if answer == ImportAnswer.ANOTHER:
        detail["kept_as"] = _keep_apart(found)
    if answer == ImportAnswer.RIGHT:
        _know_birth(act, found)
    ImportQuestion.objects.filter(pk=found.pk).update(
        answer=answer,
        answered_at=act.at,
        answered_by_id=act.actor.id,
        answered_by=act.actor.name,
    )
    record(
        act,
        action="import.answered",
        target_kind="question",
        target_id=found.pk,
        student_id=found.student_id,
        detail=detail,
    )
    return _take_up(act, found)


def _keep_apart(question: ImportQuestion) -> str:
    """Give the child on file an id of its own, and end what was open when the id was reused."""
    student, last = question.student, question.asked_on - timedelta(days=1)
    kept_as = _id_until(student.sis_id, question)
    Student.objects.filter(pk=student.pk).update(sis_id=kept_as)
    open_then = Enrollment.objects.filter(Q(exit_date=None) | Q(exit_date__gt=last))
    ended = open_then.filter(student=student)
    years = {school_year_of(day) for day in (last, question.asked_on)}
    years |= {school_year_of(entry) for entry in ended.values_list("entry_date", flat=True)}
    ended.update(exit_date=Greatest(F("entry_date"), last))
    mark_due((student.pk, year) for year in sorted(years))
    return kept_as


def _know_birth(act: Act, question: ImportQuestion) -> None:
    """Take the birth date as the SIS says it, and judge the student's years by it."""
    student = question.student
    Student.objects.filter(pk=student.pk).update(birth_date=question.given["birth_date"])
    stays = Enrollment.objects.filter(student=student).values_list("entry_date", "exit_date")
    mark_due(
        (student.pk, year)
        for first, last in stays
        for year in range(school_year_of(first), school_year_of(last or act.on) + 1)
    )


def _id_until(sis_id: str, question: ImportQuestion) -> str:
    """Return an id that tells whose it was and until when."""
    ending = f" (until {question.asked_on.isoformat()})"
    again = f" #{question.pk}"
    plain = sis_id[: LONGEST - len(ending)] + ending
    if not Student.objects.filter(sis_id=plain).exists():
        return plain
    return sis_id[: LONGEST - len(ending) - len(again)] + ending + again


def _take_up(act: Act, question: ImportQuestion) -> ImportRun | None:
    """Leave an import of the rows that waited, approved; None when there are none."""
    if not WaitingRow.objects.filter(question=question).exists():
        return None
    run = begin(
        act,
        source_name=f"rows that waited for an answer about {question.student.sis_id}",
        state=RunState.APPROVED,
        shape=AUTO,
        is_partial=True,
    )
    ImportQuestion.objects.filter(pk=question.pk).update(taken_up_by=run)
    return run
