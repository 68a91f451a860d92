"""Reports to the attendance supervisor that are due: what each lists, and what must be asked."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.access import REACHED, Reach, bounds_of, students_for
from accounts.choices import Permission
from attendance.choices import Outcome
from attendance.queries.explain import STORED, read
from attendance.queries.judging import Tables, judged
from attendance.queries.policies import pack_as_of, pack_in_force
from attendance.rules import GATES, gates_of, plural
from students.choices import PopulationKind
from students.queries import Family, families_of
from students.rules import first_day_of, school_year_of
from students.rules.mail import Home, Recipient, addressed_to

ASK_PUPIL_SERVICES = "On hold: ask Pupil Services."
# For filing it is enough to know that the letter goes through somebody; who is on the letterhead.
LIAISON = Recipient("liaison", "Liaison", "", "", Home(("Liaison",)))


@dataclass(frozen=True)
class ListedDay:
    """One day that a report lists, and what happened on it; minutes where a part was missed."""

    date: date
    outcome: str
    minutes: int | None
    not_taken: bool
    changed: bool

    @property
    def words(self) -> str:
        label = str(Outcome(self.outcome).label)
        if self.outcome == Outcome.ABSENT or self.minutes is None:
            return label
        return f"{label}, {self.minutes} {plural(self.minutes, 'minute')} at a stretch"


@dataclass(frozen=True)
class Hold:
    """Why something waits for a person. `needs` is the permission to know the reason, or ''.

    What words cannot answer has `advice` instead: what settles it.
    """

    text: str
    needs: str = ""
    advice: str = ""

    @property
    def is_answerable(self) -> bool:
        return not self.advice


def questions_of(holds: Sequence[Hold]) -> str:
    """Return a digest of holds, by which an answer names what was read."""
    told = json.dumps([(hold.text, hold.needs) for hold in holds])
    return sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    """A person's words, and the digest of the holds they were shown."""

    words: str
    questions: str

    def is_to(self, holds: Sequence[Hold]) -> bool:
        return bool(self.words) and self.questions == questions_of(holds)


@dataclass(frozen=True)
class DueReport:
    """A report that is due. `number` counts those that stand, `made` those ever filed this year."""

    student_id: int
    sis_id: str
    first_name: str
    middle_name: str
    last_name: str
    school_id: int
    school: str
    grade: str
    number: int
    made: int
    pending_days: int
    days: tuple[ListedDay, ...]
    holds: tuple[Hold, ...]

    @property
    def is_clean(self) -> bool:
        return not self.holds

    @property
    def questions(self) -> str:
        return questions_of(self.holds)

    @property
    def name(self) -> str:
        return f"{self.last_name}, {self.first_name}".strip(", ")

    @property
    def dates(self) -> list[date]:
        return [day.date for day in self.days]


def due_reports(*, today: date, reach: Reach | None = None) -> list[DueReport]:
    """Return the reports due, by school and name: everybody's, or those the person may file.

    Five statements, or four, however many there are.
    """
    values = _values(today)
    within = "true"
    if reach is not None:
        within = REACHED.format(student="t.student_id")
        values |= bounds_of(reach, Permission.REPORT_FILE, on=today)
    return _due(within, values, today)


def due_reports_of(student_ids: Iterable[int], *, today: date) -> list[DueReport]:
    """As `due_reports`, of these students only."""
    values = _values(today) | {"students": sorted(set(student_ids))}
    return _due("t.student_id = ANY(%(students)s)", values, today)


def due_reports_as_of(as_of: date, *, today: date) -> list[DueReport]:
    """Return everybody's reports as they would have been due on a day, judged for the asking."""
    with judged(pack=pack_as_of(as_of, today=today), as_of=as_of) as tables:
        return _due("true", _values(as_of), as_of, tables)


def holds_shown(
    reports: Sequence[DueReport], reach: Reach, *, on: date
) -> dict[int, tuple[Hold, ...]]:
    """Return the holds of each student in words the person may read: at most three statements.

    A reason that needs a permission they do not have over that student is not told.
    """
    asked = {hold.needs for report in reports for hold in report.holds if hold.needs}
    ids = [report.student_id for report in reports if report.holds]
    readers = {
        needed: set(
            students_for(reach, needed, on=on).filter(pk__in=ids).values_list("pk", flat=True)
        )
        for needed in sorted(asked)
    }
    return {
        report.student_id: tuple(
            dict.fromkeys(
                hold
                if not hold.needs or report.student_id in readers[hold.needs]
                else Hold(ASK_PUPIL_SERVICES, hold.needs)
                for hold in report.holds
            )
        )
        for report in reports
    }


def may_answer(holds: Sequence[Hold]) -> bool:
    """Return whether a person to whom these holds are told was told all of them."""
    return all(hold.text != ASK_PUPIL_SERVICES for hold in holds)


def gate_holds(populations: frozenset[str]) -> list[Hold]:
    """Return a hold for each population whose gate stands before filing and mailing."""
    return [
        Hold(
            f"{PopulationKind(kind).label}: has the plan or placement been looked at?", GATES[kind]
        )
        for kind in gates_of(populations)
    ]


def _values(today: date) -> dict[str, Any]:
    year = school_year_of(today)
    flat = pack_in_force(today).flat()
    return {
        "school_year": year,
        "start": first_day_of(year),
        "as_of": today,
        "zone": settings.TIME_ZONE,
        "occasions": flat["truancy.occasions"],
        "minutes": flat["truancy.minutes"],
        "second": flat["truancy.second_report_tardy_min"],
    }


def _due(
    within: str, values: dict[str, Any], today: date, tables: Tables = STORED
) -> list[DueReport]:
    text = read("due_reports").format(within=within, days=tables.days, standings=tables.standings)
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    families = families_of([row["student_id"] for row in rows], on=today)
    return [_report(row, families[row["student_id"]]) for row in rows]


def _report(row: dict[str, Any], family: Family) -> DueReport:
    days = tuple(
        ListedDay(**{**day, "date": date.fromisoformat(day["date"])}) for day in row["days"]
    )
    kept = {name: row[name] for name in DueReport.__dataclass_fields__ if name in row}
    holds = (*_holds_of_days(days), *_holds_of_record(row), *_holds_of_family(family))
    return DueReport(**{**kept, "days": days, "holds": holds})


def _holds_of_days(days: Sequence[ListedDay]) -> list[Hold]:
    not_taken = [f"{day.date:%B %-d}" for day in days if day.not_taken]
    changed = [f"{day.date:%B %-d}" for day in days if day.changed]
    found = []
    if not_taken:
        found.append(Hold(f"Attendance was not taken for part of {_and(not_taken)}. Was it?"))
    if changed:
        found.append(Hold(f"The mark of {_and(changed)} was changed later. Does it stand?"))
    return found


def _holds_of_record(row: dict[str, Any]) -> list[Hold]:
    asked = {
        "Marks have changed and are being judged again. Come back in a minute.": row["is_moving"],
        "Not enrolled here any more. Is the report still to be filed?": not row["is_enrolled"],
        "Has never attended. Did the student ever come to this school?": not row["ever_attended"],
        "A report from before go-live is known without its days. Was the student reported before?": (
            row["has_unknown"]
        ),
    }
    return [Hold(text) for text, holds in asked.items() if holds]


def _holds_of_family(family: Family) -> list[Hold]:
    found = gate_holds(family.populations)
    addressed = addressed_to(family.child, family.ties, LIAISON)
    return found + [
        Hold(question.text, Permission.CONTACT_READ) for question in addressed.questions
    ]


def _and(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
