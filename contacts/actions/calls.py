"""The first personal call, done by the contact that it asked for."""

from collections.abc import Sequence

from django.db import transaction

from attendance.queries.kinds import KINDS
from audit.actions import record_many
from audit.rules import Act
from cases.actions import do
from cases.actions.summaries import refresh
from contacts.choices import Came, WithWhom
from contacts.models import Note
from contacts.rules import came_of, words_of_call
from core import sql
from core.clock import day_of
from law.queries import pack_in_force
from students.models import Student
from tasks.choices import PENDING, TaskKind
from tasks.models import Task

EXPLAINED = sql.statement(__file__, "explained")
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


@transaction.atomic
def leave_explained(act: Act) -> int:
    """Let the days whose reason is known by now leave the calls home that wait; where too few are left the call
    says so, and a person dismisses it. Return how many say another thing now: run twice, it is none.
    """
    least = pack_in_force(act.on).value("first_call.absences")
    values = {**KINDS, "task_contact": TaskKind.CONTACT, "pending": [one.value for one in PENDING]}
    said = {
        row["id"]: words_of_call(row["days"], least=least) for row in sql.rows(EXPLAINED, values)
    }
    waiting = Task.objects.pending().filter(pk__in=said).select_for_update().order_by("pk")
    changed = [one for one in waiting if (one.title, one.reason) != said[one.pk]]
    for task in changed:
        task.title, task.reason = said[task.pk]
    Task.objects.bulk_update(changed, ["title", "reason"])
    record_many(
        act,
        action="task.explained",
        target_kind="task",
        targets=[(one.pk, one.student_id, {"title": one.title}) for one in changed],
    )
    refresh({one.student_id for one in changed})
    return len(changed)
