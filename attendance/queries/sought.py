"""Whom to find before anything about them is filed or mailed."""

from collections.abc import Collection
from datetime import date

from accounts.choices import Permission
from attendance.queries.holds import Hold
from attendance.rules.locate import words_of_absent, words_of_sought
from core import sql
from law.packs import PolicyPack
from students.rules import first_day_of, school_year_of


def holds_of_sought(
    students: Collection[int], *, pack: PolicyPack, on: date
) -> dict[int, list[Hold]]:
    """Return a hold for each of these students whom somebody looks for, and for each who is absent
    now for as many unexplained days as ask to locate. One statement; none where the pack does not
    ask to locate first.
    """
    if not students or not pack.value("contact.locate_first"):
        return {}
    year = school_year_of(on)
    values = {
        "students": sorted(set(students)),
        "school_year": year,
        "first_day": first_day_of(year),
        "as_of": on,
    }
    least = pack.value("contact.unexplained_days")
    found = {}
    for row in sql.rows(sql.statement(__file__, "sought"), values):
        holds = []
        if row["is_sought"]:
            holds.append(Hold(words_of_sought(), Permission.CASE_READ))
        if row["days"] >= least:
            holds.append(Hold(words_of_absent(row["days"])))
        if holds:
            found[row["student_id"]] = holds
    return found
