"""Reports to the attendance supervisor that are due: what each lists, and what must be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from attendance.choices import Outcome
from attendance.queries.holds import Hold, gate_holds, questions_of
from attendance.queries.judging import in_front, judged
from attendance.queries.kinds import KINDS
from attendance.queries.sought import holds_of_sought
from attendance.rules import plural
from core import sql
from law.packs import PolicyPack
from law.queries import pack_as_of, pack_in_force
from students.queries import Family, families_of
from students.rules import first_day_of, listed_name, name_and_id, school_year_of
from students.rules.envelope import OF_THE_LETTER, AddressLines
from students.rules.mail import Recipient, addressed_to

# For filing it is enough to know that the letter goes through somebody; who is on the letterhead.
ONE_STEP = "One absence, one step: withdraw that report first."
WAITS = Hold(
    "An earlier report of this year waits for a decision.",
    "",
    "Withdraw or uphold it first.",
)
LIAISON = Recipient("liaison", "Liaison", "", "", AddressLines(("Liaison",)))


@dataclass(frozen=True)
class ListedDay:
    """One day that a report lists, and what happened on it; minutes where a part was missed.

    `is_used` is true where a report that stands lists it already.
    """

    date: date
    outcome: str
    minutes: int | None
    not_taken: bool
    changed: bool
    is_used: bool = False

    @property
    def words(self) -> str:
        label = str(Outcome(self.outcome).label)
        if self.outcome == Outcome.ABSENT or self.minutes is None:
            return label
        return f"{label}, {self.minutes} {plural(self.minutes, 'minute')} at a stretch"


@dataclass(frozen=True)
class DueReport:
    """A report that is due. `number` counts those that stand, `made` those ever filed this year."""

    student_id: int
    sis_id: str
    first_name: str
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
        return listed_name(self.last_name, self.first_name)

    @property
    def name_and_id(self) -> str:
        return name_and_id(self.name, self.sis_id)

    @property
    def dates(self) -> list[date]:
        return [day.date for day in self.days]

    @property
    def as_read(self) -> str:
        """Stand for what whoever files has read: whose report, which one, its days and what they were."""
        told = f"{self.number} {[(day.date.isoformat(), day.words) for day in self.days]}"
        return f"{self.student_id}:{sha256(told.encode()).hexdigest()[:8]}"


def due_reports(
    *, on: date, reach: Reach | None = None, school: int | None = None
) -> list[DueReport]:
    """Return the reports due, by school and name: everybody's, or those the person may file; of one
    school only where it is named.

    Six statements, however many there are.
    """
    return _due(pack_in_force(on), on, school=school, **_reached(reach, on))


@dataclass(frozen=True)
class SchoolDue:
    """How many reports are due at a school."""

    school_id: int
    school: str
    reports: int


def due_by_school(*, on: date, reach: Reach | None = None) -> list[SchoolDue]:
    """Return how many `due_reports` there are at each school, the most first. One statement."""
    values = {**_values(on, pack_in_force(on)), **_reached(reach, on)}
    rows = sql.rows(sql.statement(__file__, "due_by_school"), values)
    return [SchoolDue(**row) for row in rows]


def _reached(reach: Reach | None, on: date) -> dict[str, Any]:
    return {} if reach is None else bounds_of(reach, Permission.REPORT_FILE, on=on)


def due_reports_of(student_ids: Iterable[int], *, on: date) -> list[DueReport]:
    """As `due_reports`, of these students only."""
    return _due(pack_in_force(on), on, students=sorted(set(student_ids)))


def due_reports_as_of(as_of: date, *, today: date) -> list[DueReport]:
    """Return everybody's reports as they would have been due on a day, judged for the asking."""
    pack = pack_as_of(as_of, today=today)
    with judged(pack=pack, as_of=as_of), in_front():
        return _due(pack, as_of)


def _values(as_of: date, pack: PolicyPack) -> dict[str, Any]:
    """What the statement is asked with: the day, and the policy the standings were judged by."""
    year, flat = school_year_of(as_of), pack.flat()
    return {
        **KINDS,
        **_everybody(as_of),
        "students": None,
        "school": None,
        "school_year": year,
        "start": first_day_of(year),
        "as_of": as_of,
        "zone": settings.TIME_ZONE,
        "occasions": flat["truancy.occasions"],
        "minutes": flat["truancy.minutes"],
        "second": flat["truancy.second_report_tardy_min"],
    }


def _everybody(on: date) -> dict[str, Any]:
    """The values of students' `reached` for whoever asks for the whole district."""
    ids: list[int] = []
    reach = {"reach_students": ids, "reach_schools": ids, "reach_regions": ids}
    return {**reach, "reach_all": True, "reach_on": on, "reach_since": on}


def _due(pack: PolicyPack, on: date, **asked: Any) -> list[DueReport]:
    rows = sql.rows(sql.statement(__file__, "due_reports"), {**_values(on, pack), **asked})
    ids = [row["student_id"] for row in rows]
    families, sought = families_of(ids, on=on), holds_of_sought(ids, pack=pack, on=on)
    return [
        _report(row, families[row["student_id"]], sought.get(row["student_id"], ()))
        for row in rows
    ]


def _report(row: dict[str, Any], family: Family, sought: Sequence[Hold]) -> DueReport:
    days = tuple(
        ListedDay(**{**day, "date": date.fromisoformat(day["date"])}) for day in row["days"]
    )
    kept = {name: row[name] for name in DueReport.__dataclass_fields__ if name in row}
    holds = (
        *sought,
        *_holds_of_days(days),
        *_holds_of_record(row),
        *_holds_of_family(family),
    )
    return DueReport(**{**kept, "days": days, "holds": holds})


def _holds_of_days(days: Sequence[ListedDay]) -> list[Hold]:
    not_taken = [f"{day.date:%B %-d}" for day in days if day.not_taken]
    changed = [f"{day.date:%B %-d}" for day in days if day.changed]
    used = [f"{day.date:%B %-d}" for day in days if day.is_used]
    found = []
    if not_taken:
        found.append(Hold(f"Attendance was not taken for part of {_and(not_taken)}. Was it?"))
    if changed:
        found.append(Hold(f"The mark of {_and(changed)} was changed later. Does it stand?"))
    if used:
        found.append(Hold(f"A report that stands lists {_and(used)} already.", "", ONE_STEP))
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
    found = [Hold(text) for text, holds in asked.items() if holds]
    return [WAITS, *found] if row["waits"] else found


def _holds_of_family(family: Family) -> list[Hold]:
    found = gate_holds(family.populations)
    addressed = addressed_to(family.child, family.ties, LIAISON)
    return found + [
        Hold(question.text, Permission.CONTACT_READ)
        for question in addressed.questions
        if question.code not in OF_THE_LETTER
    ]


def _and(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
