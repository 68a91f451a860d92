"""Where a student is and was enrolled, with the days taught there in one school year."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Value
from django.db.models.functions import Coalesce

from attendance.models import Submission
from students.models import Enrollment, SchoolDay
from students.rules import first_day_of, last_day_of, school_year_of


@dataclass(frozen=True)
class Stay:
    """One time at one school. `taught` are the school days of the year within it, `untaken` the
    dates on which the school took no attendance at all.
    """

    school_id: int
    school: str
    grade: str
    entry_date: date
    exit_date: date | None
    entry_type: str
    exit_type: str
    is_open: bool
    in_year: bool
    taught: list[date]
    untaken: list[date]


def stays_of(student_id: int, *, school_year: int, on: date) -> list[Stay]:
    """Return every enrollment, newest first. One statement."""
    days = SchoolDay.objects.filter(
        school=OuterRef("school_id"),
        school_year=school_year,
        is_school_day=True,
        date__gte=OuterRef("entry_date"),
        date__lte=Coalesce(OuterRef("exit_date"), Value(last_day_of(school_year))),
    ).order_by("date")
    untaken = Submission.objects.filter(
        school=OuterRef("school_id"),
        date__range=(first_day_of(school_year), last_day_of(school_year)),
        taken=False,
        period="",
        section="",
    )
    rows = (
        Enrollment.objects.filter(student=student_id)
        .annotate(
            school_name=F("school__name"),
            taught=ArraySubquery(days.values("date")),
            untaken=ArraySubquery(untaken.values("date")),
        )
        .order_by("-entry_date", "-pk")
    )
    return [_stay(row, school_year, on) for row in rows]


def _stay(row: Enrollment, school_year: int, on: date) -> Stay:
    starts, ends = first_day_of(school_year), last_day_of(school_year)
    gone = row.exit_date is not None and row.exit_date < starts
    return Stay(
        school_id=row.school_id,
        school=row.school_name,  # type: ignore[attr-defined]
        grade=row.grade,
        entry_date=row.entry_date,
        exit_date=row.exit_date,
        entry_type=row.entry_type,
        exit_type=row.exit_type,
        is_open=row.entry_date <= on and (row.exit_date is None or row.exit_date >= on),
        in_year=row.entry_date <= ends and not gone,
        taught=row.taught,  # type: ignore[attr-defined]
        untaken=row.untaken,  # type: ignore[attr-defined]
    )


def untaken_of(stays: list[Stay]) -> list[date]:
    """Return the days taught on which no school of the student took attendance, in order."""
    taken = {day for stay in stays for day in set(stay.taught) - set(stay.untaken)}
    return sorted({day for stay in stays for day in stay.taught} - taken)


def years_of(stays: list[Stay], *, on: date) -> list[int]:
    """Return the school years of the enrollments and the year of `on`, newest first."""
    now = school_year_of(on)
    years = {now}
    for stay in stays:
        last = min(stay.exit_date, on) if stay.exit_date else on
        years.update(range(school_year_of(stay.entry_date), school_year_of(last) + 1))
    return sorted((year for year in years if year <= now), reverse=True)
