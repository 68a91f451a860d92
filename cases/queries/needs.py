"""What each child of one person needs most today, first: with the reasons, whom to call, what is next
and who was reached last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from accounts.access import Reach, Who, bounds_of, reach_of
from accounts.choices import Permission
from cases.queries.caseload import Contacted
from cases.rules.needs import Known, Pressed, rank_of, reasons_of
from core import sql
from core.morning import Morning
from core.numbers import Number
from law.queries import pack_in_force
from students.queries import adults_of_many
from students.rules import first_day_of, listed_name, school_year_of
from students.rules.around import Adult, Veil, first_to_call
from tasks.choices import TaskKind, TaskState
from tasks.queries import TaskLine, own_bounds

NEEDS = sql.statement(__file__, "needs")
# What is looked at before children are ranked if there are more than so many; how many are shown, and how
# many of the tasks of each.
RANKED, SHOWN, EACH = 100, 20, 3
Ranked = tuple[tuple[Pressed, ...], dict[str, Any]]
FIRST = (TaskKind.LOCATE, TaskKind.ANSWER)


@dataclass(frozen=True)
class Need:
    """A child who needs somebody. `call` is the adult to call first, None without one whom the person
    may know of; `tasks` are the first of those that wait today, of `tasks_of`.
    """

    student_id: int
    student: str
    sis_id: str
    school: str
    grade: str
    reasons: tuple[Pressed, ...]
    tasks: Sequence[TaskLine]
    tasks_of: int
    has_case: bool
    last_reached: Contacted | None
    days_since_reached: int | None
    call: Adult | None = None

    @property
    def more(self) -> int:
        return self.tasks_of - len(self.tasks)


@dataclass(frozen=True)
class Needs:
    """The first 20 children, of how many there are; each task that is new (proposed since yesterday),
    due or overdue is counted once, as `own_tasks` has them.
    """

    shown: Sequence[Need]
    of: int
    overdue: int
    fresh: int
    due: int

    @property
    def student_ids(self) -> tuple[int, ...]:
        return tuple(sorted(one.student_id for one in self.shown))


def morning(scope: Reach) -> Morning | None:
    """Return what each child needs most, for whoever works cases."""
    if not scope.carrying(Permission.CASE_MANAGE):
        return None
    found = needs_of(scope, on=scope.on)
    return Morning(
        part="cases/_needs.html",
        found=found,
        student_ids=found.student_ids,
        counts=_counts(found),
    )


def _counts(found: Needs) -> tuple[Number, ...]:
    tasks = f"{reverse('tasks')}?show="
    return (
        Number("Students who need you", found.of, reverse("today")),
        Number("Overdue tasks", found.overdue, f"{tasks}overdue", tone="warn"),
        Number("New tasks", found.fresh, f"{tasks}new"),
        Number("Tasks due today", found.due, f"{tasks}today"),
    )


def needs_of(who: Who, *, on: date) -> Needs:
    """Return who needs the person today, who needs most first. Two statements, those of the policy and
    the grants of somebody who is not a Reach yet, for any number of children.
    """
    reach = reach_of(who, on=on)
    ranked = _ranked(reach, on)
    shown = [_need(row, reasons, on) for reasons, row in ranked[:SHOWN]]
    counts = (ranked[0][1]["counts"] if ranked else None) or {}
    return Needs(
        shown=_with_calls(shown, reach, on),
        of=_count(ranked),
        overdue=counts.get("overdue", 0),
        fresh=counts.get("fresh", 0),
        due=counts.get("now", 0),
    )


def place_among(
    who: Who, student: int, *, on: date
) -> tuple[int | None, int, tuple[Pressed, ...]]:
    """Return in which place the student stands among those who need the person today, None in none, how
    many do, and the student's reasons. One statement, and those of `needs_of`.
    """
    ranked = _ranked(reach_of(who, on=on), on)
    for place, (reasons, row) in enumerate(ranked, 1):
        if row["student_id"] == student:
            return place, _count(ranked), reasons
    return None, _count(ranked), ()


def _ranked(reach: Reach, on: date) -> list[Ranked]:
    limits = _limits(on)
    rows = sql.rows(NEEDS, _values(reach, on, limits["reach_days"]))
    return sorted(((_reasons(row, limits, on), row) for row in rows), key=_place)


def _count(ranked: Sequence[Ranked]) -> int:
    return ranked[0][1]["children"] if ranked else 0


def _limits(on: date) -> dict[str, int]:
    pack = pack_in_force(on)
    return {
        "absent_from": pack.value("contact.unexplained_days"),
        "reach_days": pack.value("contact.reach_days"),
    }


def _values(reach: Reach, on: date, reach_days: int) -> dict[str, Any]:
    year = school_year_of(on)
    return {
        **own_bounds(reach, on=on),
        **sql.kinds(kind=TaskKind),
        "state_open": TaskState.OPEN,
        "yesterday": on - timedelta(days=1),
        "since": on - timedelta(days=reach_days),
        "first": list(FIRST),
        "others": len(FIRST) + 1,
        "most": RANKED,
        "each": EACH,
        "year": year,
        "first_day": first_day_of(year),
    }


def _reasons(row: Mapping[str, Any], limits: Mapping[str, int], on: date) -> tuple[Pressed, ...]:
    silent_from = row["opened_on"] and (row["reached_on"] or row["opened_on"])
    known = Known(
        seeks=row["seeks"],
        asks=row["asks"],
        absent_now=row["absent_now"],
        silent_days=(on - silent_from).days if silent_from else None,
        was_reached=row["reached_on"] is not None,
        reports_owed=row["reports_owed"],
        late_days=max((on - row["due_on"]).days, 0) if row["due_on"] else 0,
        is_fresh=row["is_fresh"],
        is_due=row["is_due"],
    )
    return reasons_of(known, **limits)


def _place(found: Ranked) -> tuple[object, ...]:
    reasons, row = found
    return rank_of(reasons), row["due_on"] or date.max, row["name_order"], row["student_id"]


def _need(row: Mapping[str, Any], reasons: tuple[Pressed, ...], on: date) -> Need:
    name, reached = listed_name(row["last_name"], row["first_name"]), row["reached_on"]
    last = Contacted(reached, row["reached_who"], row["reached_how"]) if reached else None
    return Need(
        student_id=row["student_id"],
        student=name,
        sis_id=row["sis_id"],
        school=row["school"],
        grade=row["grade"],
        reasons=reasons,
        tasks=[_line(one, name, row["sis_id"]) for one in row["tasks"]],
        tasks_of=row["tasks_of"],
        has_case=row["has_case"],
        last_reached=last,
        days_since_reached=(on - reached).days if reached else None,
    )


def _line(one: Mapping[str, Any], student: str, sis_id: str) -> TaskLine:
    due_on = date.fromisoformat(one["due_on"])
    return TaskLine(student=student, sis_id=sis_id, **{**one, "due_on": due_on})


def _with_calls(shown: list[Need], reach: Reach, on: date) -> list[Need]:
    """Add the adult to call first, of those students over whom the person may know the adults. Nothing
    tells of a placement here: a list is read over many shoulders.
    """
    if not shown or not reach.carrying(Permission.CONTACT_READ):
        return shown
    found = adults_of_many(
        [one.student_id for one in shown],
        bounds=bounds_of(reach, Permission.CONTACT_READ, on=on),
        veil=Veil(contacts=True),
        on=on,
    )
    return [replace(one, call=first_to_call(found.get(one.student_id, ()))) for one in shown]
