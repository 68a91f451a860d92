"""Where a student is and was enrolled, with the days taught there in one school year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from students.rules import first_day_of, last_day_of, school_year_of


@dataclass(frozen=True)
class Stay:
    """One time at one school. `taught` are the school days of the year within it, `untaken` the
    dates on which the school took no attendance at all. `has_come_in` says whether the school sent
    anything of the last day judged.
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
    has_come_in: bool

    @property
    def never_came(self) -> bool:
        return self.exit_date is not None and self.exit_date < self.entry_date


def stays_from(rows: list[dict[str, Any]], *, school_year: int, on: date) -> list[Stay]:
    """Return every enrollment, in the order of the rows. No statement."""
    return [_stay(row, school_year, on) for row in rows]


def _stay(row: dict[str, Any], school_year: int, on: date) -> Stay:
    starts, ends = first_day_of(school_year), last_day_of(school_year)
    entry_date = date.fromisoformat(row["entry_date"])
    exit_date = date.fromisoformat(row["exit_date"]) if row["exit_date"] else None
    gone = exit_date is not None and exit_date < starts
    return Stay(
        school_id=row["school_id"],
        school=row["school"],
        grade=row["grade"],
        entry_date=entry_date,
        exit_date=exit_date,
        entry_type=row["entry_type"],
        exit_type=row["exit_type"],
        is_open=entry_date <= on and (exit_date is None or exit_date >= on),
        in_year=entry_date <= ends and not gone,
        taught=[date.fromisoformat(day) for day in row["taught"]],
        untaken=[date.fromisoformat(day) for day in row["untaken"]],
        has_come_in=bool(row["has_come_in"]),
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
