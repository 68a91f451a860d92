"""Birth dates that cannot be: asked about, and not known until somebody answers."""

from sis.actions.load import BundleLoad
from sis.choices import ImportAnswer, QuestionKind
from sis.models import ImportQuestion
from sis.rules import limits
from students.models import Student
from students.rules.ages import ages

KIND = QuestionKind.BIRTH_DATE


def leave_out_doubted(load: BundleLoad) -> None:
    """Take a birth date that is asked about as not known; settle what the SIS says otherwise."""
    if not ImportQuestion.objects.filter(kind=KIND, answer=ImportAnswer.OPEN).exists():
        return
    load.run("people/settle_births", kind=KIND, settled=ImportAnswer.SETTLED, at=load.act.at)
    load.run("people/doubt_births", kind=KIND)


def ask_about_births(load: BundleLoad) -> None:
    """Ask about each birth date that goes with no grade of its student."""
    grades = ages()
    found = load.all(
        "people/odd_births",
        kind=KIND,
        right=ImportAnswer.RIGHT,
        today=load.act.on,
        grades=list(grades),
        youngest=[youngest for youngest, _ in grades.values()],
        oldest=[oldest for _, oldest in grades.values()],
    )
    odd = [row for row in found if row[1] is None]
    settled = [question for _, question, *_ in found if question is not None]
    if settled:
        load.run("people/known_births", questions=settled)
        ImportQuestion.objects.filter(pk__in=settled).update(
            answer=ImportAnswer.SETTLED, answered_at=load.act.at
        )
    if odd:
        _ask(load, odd)
    load.run("people/due_by_births", students=[student for student, *_ in found])


def _ask(load: BundleLoad, odd: list[tuple[int, int | None, str, str]]) -> None:
    ImportQuestion.objects.bulk_create(
        ImportQuestion(
            kind=KIND,
            student_id=student,
            run_id=load.run_id,
            given={"birth_date": born, "grade": grade},
            asked_on=load.act.on,
        )
        for student, _, born, grade in odd
    )
    Student.objects.filter(pk__in=[student for student, *_ in odd]).update(birth_date=None)
    load.warnings.append(
        f"students.csv: {len(odd):,} birth dates go with no grade of the student; they are not known "
        "until somebody answers: Imports, Questions"
    )
    on_file = Student.objects.count() if len(odd) >= limits.MINIMUM_ROWS else 0
    if limits.passes(limits.ODD_BIRTH_DATES, len(odd), on_file):
        load.refusals.append(limits.refusal(limits.ODD_BIRTH_DATES, len(odd), on_file))
