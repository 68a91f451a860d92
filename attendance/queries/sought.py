"""Whom to find before anything about them is filed or mailed."""

from collections.abc import Collection
from datetime import date
from typing import Any

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
    least = pack.value("contact.unexplained_days")
    return {
        row["student_id"]: holds
        for row in _rows(students, on)
        if (holds := _holds(least, is_sought=row["is_sought"], days=row["days"]))
    }


def _rows(students: Collection[int], on: date) -> list[dict[str, Any]]:
    year = school_year_of(on)
    days = {"school_year": year, "first_day": first_day_of(year), "as_of": on}
    return sql.rows(sql.statement(__file__, "sought"), {"students": sorted(set(students)), **days})


def _holds(least: int, *, is_sought: bool, days: int) -> list[Hold]:
    sought = [Hold(words_of_sought(), Permission.CASE_READ)] if is_sought else []
    return sought + ([Hold(words_of_absent(days))] if days >= least else [])
