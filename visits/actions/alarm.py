"""The alarm: who is not back in time is looked for by the colleague whom they named."""

from django.db import transaction
from django.utils.timezone import localtime

from audit.rules import Act
from cases.actions import ask_once, do
from tasks.choices import TaskKind
from tasks.models import Task
from visits.choices import VisitState
from visits.models import Visit, VisitStudent


@transaction.atomic
def ring(act: Act) -> int:
    """Ask the colleague of each visit that is late to reach whoever went: once for each moment by which
    they were to be back, however often this runs. Return how many are asked. A few statements for any
    number.
    """
    late = Visit.objects.filter(state=VisitState.THERE, back_by__lt=act.at, rung_at=None)
    locked = late.select_for_update(of=("self",), skip_locked=True).select_related("goes")
    visits = list(locked.order_by("pk"))
    if not visits:
        return 0
    about = VisitStudent.objects.filter(visit__in=visits).order_by("visit", "-pk")
    first = {row.visit_id: row.student_id for row in about}
    made = ask_once(act, [_asked(act, visit, first[visit.pk]) for visit in visits])
    Visit.objects.filter(pk__in=[visit.pk for visit in visits]).update(rung_at=act.at)
    return len(made)


def settle(act: Act, visit: Visit) -> None:
    """Say that the colleague was told, once somebody is back, or stays longer. No statement more where
    nobody was asked.
    """
    if visit.watcher_id is None:
        return
    asked = {"kind": TaskKind.COLLEAGUE, "evidence__visit": visit.pk}
    for task in Task.objects.pending().filter(owner=visit.watcher_id, **asked).order_by("pk"):
        do(act, task=task, note=str(visit.get_state_display()))


def _asked(act: Act, visit: Visit, student: int) -> Task:
    by = localtime(visit.back_by)
    return Task(
        student_id=student,
        owner_id=visit.watcher_id,
        kind=TaskKind.COLLEAGUE,
        title=f"Reach {visit.goes}: not back from a visit",
        reason=f"Was to be back at {by:%-I:%M %p}. Call them, then who leads you; if nobody answers, call"
        " 911 yourself.",
        evidence={"visit": visit.pk},
        due_on=act.on,
        key=f"visit:{visit.pk}:{visit.back_by:%Y%m%dT%H%M%S%fZ}",
        made_at=act.at,
        made_on=act.on,
    )
