"""The first personal call, done by the contact that it asked for."""

from collections.abc import Sequence

from audit.rules import Act
from cases.actions import do
from contacts.choices import Came, WithWhom
from contacts.models import Note
from contacts.rules import came_of
from core.clock import day_of
from students.models import Student
from tasks.choices import TaskKind
from tasks.models import Task

CALLED = (Came.REACHED, Came.ATTEMPT)


def called(act: Act, note: Note, students: Sequence[Student]) -> None:
    """Say that these families were called, where a rule asked for it: by whoever reached somebody, or tried
    to, on the first of the days or since. What could reach nobody, a talk with the student alone and one
    of before the absences leave it to do.
    """
    came = came_of(note.kind, note.outcome, reached=note.reached)
    if came not in CALLED or note.with_whom == WithWhom.STUDENT:
        return
    day = day_of(note.happened_at).isoformat()
    asked = {"student__in": students, "kind": TaskKind.CONTACT, "evidence__absences__0__lte": day}
    for task in Task.objects.pending().filter(**asked).order_by("pk"):
        do(act, task=task, note=f"{note.get_kind_display()}: {note.get_outcome_display()}")
