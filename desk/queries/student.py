"""Everything the student page shows, for one viewer."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.access import Reach, permissions_on, veil_of
from accounts.choices import Permission
from attendance.queries import explain
from attendance.queries.reasons import DayReason
from attendance.queries.siblings import SiblingConcern, siblings_with_concern
from core import sql
from desk.queries.facts import Facts, facts_from, kinds_for, sheets_for
from desk.queries.places import Stay, stays_from, years_of
from desk.queries.year import Year, year_of
from students.models import Student
from students.queries import adults_from
from students.rules import first_day_of, last_day_of, school_year_of
from students.rules.around import Adult, FormerAdult, first_to_call, former_seen, hides_home
from students.rules.people import age_on, written_address

# A year of more days with marks than a week of school is folded: its reasons come when they are asked
# for, and whoever looks at one day waits for no other.
MOST_WHOLE, NEWEST = 5, 10
# Written out: to build the same queries takes longer than to run them.
STUDENT = sql.statement(__file__, "student")


@dataclass(frozen=True)
class Reached:
    """The last day on which a person was reached about the student, and by what kind of contact."""

    on: date
    how: str


@dataclass(frozen=True)
class StudentFile:
    """One student's record as one viewer may read it. `year` is None until it is judged. `reached` is
    None of somebody about whom nobody was reached, and for who may not read cases.

    `is_whole` says that every reason stands on the page, however many days have marks.
    """

    student: Student
    today: date
    school_year: int
    years: list[int]
    is_this_year: bool
    place: Stay | None
    age: int | None
    stays: list[Stay]
    year: Year | None
    reads_contacts: bool
    reads_cases: bool
    reached: Reached | None
    address: str
    address_is_hidden: bool
    adults: list[Adult]
    former: list[FormerAdult]
    siblings: list[SiblingConcern]
    facts: Facts
    is_whole: bool

    @cached_property
    def days(self) -> list[DayReason]:
        """Every day with marks, newest first."""
        return self.year.days[::-1] if self.year else []

    @cached_property
    def is_folded(self) -> bool:
        return not self.is_whole and len(self.days) > MOST_WHOLE

    @cached_property
    def shown(self) -> list[DayReason]:
        """The days with marks that stand on the page, newest first."""
        return self.days[:NEWEST] if self.is_folded else self.days

    @property
    def whole(self) -> str:
        """The address of the same page with every reason on it."""
        return f"?year={self.school_year}&whole=1"

    def way_to(self, day: date) -> str:
        """Return where the reasons of a day stand: on this page, or on the whole one."""
        is_elsewhere = self.is_folded and all(one.date != day for one in self.shown)
        return f"{self.whole if is_elsewhere else ''}#day-{day.isoformat()}"

    @property
    def first_call(self) -> Adult | None:
        """The first adult who may be called and has a telephone."""
        return first_to_call(self.adults)


def student_file(
    scope: Reach, student: Student, *, school_year: int | None, is_whole: bool = False
) -> StudentFile:
    """Return the record for a school year; this one, unless the student was enrolled in that one.

    At most three statements, one more with siblings. What the viewer may not read is not fetched.
    """
    on, now = scope.on, school_year_of(scope.on)
    may = permissions_on(scope, student, on=on)
    chosen = now if school_year is None else min(school_year, now)
    rows = _rows(student, school_year=chosen, may=may)
    stays = stays_from(rows["stays"], school_year=chosen, on=on)
    reasons = explain(student.pk, school_year=chosen, on=on)
    veil = veil_of(scope, may)
    adults = adults_from(rows["adults"], veil=veil, on=on)
    hidden = hides_home(adults)
    reads_contacts = Permission.CONTACT_READ in may
    return StudentFile(
        student=student,
        today=on,
        school_year=chosen,
        years=sorted({*years_of(stays, on=on), chosen}, reverse=True),
        is_this_year=chosen == now,
        place=next((stay for stay in stays if stay.is_open), stays[0] if stays else None),
        age=age_on(student.birth_date, on),
        stays=stays,
        year=year_of(reasons, stays, on=on) if reasons else None,
        reads_contacts=reads_contacts,
        reads_cases=Permission.CASE_READ in may,
        reached=_reached(rows["reached"]),
        address="" if hidden or not reads_contacts else written_address(vars(student)),
        address_is_hidden=hidden,
        adults=adults,
        former=former_seen(rows["former"], veil=veil),
        siblings=siblings_with_concern(scope, student, may),
        facts=facts_from(rows["populations"], rows["records"], on=on),
        is_whole=is_whole,
    )


def _reached(row: dict[str, Any] | None) -> Reached | None:
    return Reached(date.fromisoformat(row["on"]), row["how"]) if row else None


def _rows(student: Student, *, school_year: int, may: frozenset[str]) -> dict[str, Any]:
    """Return the rows of `student.sql`. What the permissions do not cover stays in the database."""
    values = {
        "student": student.pk,
        "school_year": school_year,
        "first_day": first_day_of(school_year),
        "last_day": last_day_of(school_year),
        "populations": kinds_for(may),
        "records": sheets_for(may),
        "reads_contacts": Permission.CONTACT_READ in may,
        "reads_cases": Permission.CASE_READ in may,
    }
    [found] = sql.rows(STUDENT, values)
    return found
