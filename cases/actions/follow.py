"""Following what judging changed: tasks with their reasons, once for each crossing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from attendance.models import Assessment, StandingChange
from audit.actions import record
from audit.rules import Act
from cases.actions.summaries import follow_schools, refresh
from core import sql
from law.queries import pack_in_force
from students.rules import first_day_of, school_year_of
from tasks.models import FollowCursor

CURSOR = "tasks"
CHANGES = sql.statement(__file__, "follow")
LOCATE = sql.statement(__file__, "locate")


def is_behind() -> bool:
    """Return whether anything was judged that `follow` has not read. Three look-ups."""
    cursor = FollowCursor.objects.filter(pk=CURSOR).first() or FollowCursor(pk=CURSOR)
    change, assessment = _newest()
    return change > cursor.change or assessment > cursor.assessment


@transaction.atomic
def follow(act: Act, *, every: int = 0) -> int:
    """Propose tasks for what changed since the last time; return how many are new.

    A crossing proposes a task once, however often this runs. The look through the district's
    last days, for students to locate, is taken at most once in `every` seconds. Four statements
    for any number of students.
    """
    cursor, _ = FollowCursor.objects.select_for_update().get_or_create(pk=CURSOR)
    change, assessment = _newest()
    made: list[int] = []
    if change > cursor.change:
        made += _propose(CHANGES, change=cursor.change, today=act.on)
    waited = cursor.scanned_at is None or (act.at - cursor.scanned_at).total_seconds() >= every
    if assessment > cursor.assessment and waited:
        as_of = Assessment.objects.get(pk=assessment).as_of
        made += _propose(LOCATE, as_of=as_of, today=act.on)
        follow_schools()
        cursor.assessment, cursor.scanned_at = assessment, act.at
    cursor.change = max(change, cursor.change)
    cursor.save()
    refresh(set(made))
    if made:
        record(
            act,
            action="task.proposed",
            target_kind="follow",
            target_id=CURSOR,
            detail={"tasks": len(made), "change": change},
        )
    return len(made)


def _newest() -> tuple[int, int]:
    change = StandingChange.objects.aggregate(at=Max("pk"))["at"]
    judged = Assessment.objects.filter(finished_at__isnull=False)
    return change or 0, judged.aggregate(at=Max("pk"))["at"] or 0


def _propose(statement: str, *, today: date, **values: Any) -> list[int]:
    """Run one statement that inserts tasks; return the student of each."""
    pack = pack_in_force(today)
    year = school_year_of(today)
    names = ("first", "report", "support")
    values |= {f"{name}_school_days": pack.value(f"contact.{name}_school_days") for name in names}
    values |= {
        name: pack.value(f"contact.{name}") for name in ("unexplained_days", "first_look_days")
    }
    values |= {"school_year": year, "first_day": first_day_of(year), "today": today}
    return sql.column(statement, values)
