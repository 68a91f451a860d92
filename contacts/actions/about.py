"""Whom a note is about: what hangs on each of its students."""

from collections.abc import Sequence

from audit.actions import record_many
from audit.rules import Act
from cases.actions import keep_reached
from cases.models import Case
from contacts.models import Note, NoteStudent
from contacts.queries.reached import last_reached_of
from students.models import Student


def cases_of(students: Sequence[Student]) -> dict[int, Case]:
    """Lock the students and their open cases; return the cases by student.

    The students too: who was reached last is kept also of those without a case, and of two notes
    at once the second must see the first. While an import changes a student, a note waits for it.
    """
    keys = [student.pk for student in students]
    held = Student.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    list(held.order_by("pk").values_list("pk"))
    found = Case.objects.open().select_for_update().filter(student__in=students).order_by("pk")
    return {case.student_id: case for case in found}


def attach_to(note: Note, students: Sequence[Student], cases: dict[int, Case]) -> None:
    NoteStudent.objects.bulk_create(
        NoteStudent(note=note, student=student, case=cases.get(student.pk)) for student in students
    )


def students_in(note: Note) -> list[Student]:
    return list(Student.objects.filter(pk__in=note.about.values("student")).order_by("pk"))


def keep_last_reached(students: Sequence[Student]) -> None:
    keys = [student.pk for student in students]
    keep_reached(students=keys, found=last_reached_of(keys))


def record_about(act: Act, action: str, note: Note, students: Sequence[Student]) -> None:
    detail: dict[str, object] = {
        "kind": note.kind,
        "purpose": note.purpose,
        "version": note.version,
        "amends": note.amends_id,
    }
    record_many(
        act,
        action=action,
        target_kind="note",
        targets=[(note.pk, student.pk, detail) for student in students],
    )
