"""How far a student is from a diploma, as far as the records say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FAILED = frozenset({"F"})


@dataclass(frozen=True)
class CreditStanding:
    """Credits earned and those that a diploma asks for; `due` is how many would be on track by now, `failed` of
    how many `courses` of the last grades. None is what the records do not say.
    """

    earned: float | None
    required: float | None
    due: float | None
    failed: int
    courses: int

    @property
    def missing(self) -> float | None:
        """How many credits are still to be earned; none where they are all there."""
        if self.earned is None or self.required is None:
            return None
        return max(self.required - self.earned, 0)

    @property
    def behind(self) -> float | None:
        """By how many credits the student is behind, 0 for nobody who is ahead."""
        if self.earned is None or self.due is None:
            return None
        return max(self.due - self.earned, 0)


def credit_standing(
    earned: Iterable[Mapping[str, Any]], grades: Iterable[Mapping[str, Any]]
) -> CreditStanding:
    """Return what rows of credits and of grades say, by the names that the published files have: `earned`,
    `required` and `on_track_at` of the first row of credits, `mark` of each grade. What is no number is not
    known, and a mark that is no F is no failed course.

    Source: product rule; the student information system says what counts, and this counts nothing anew.
    """
    row = next(iter(earned), {})
    marks = [str(one.get("mark") or "").strip().upper() for one in grades]
    return CreditStanding(
        earned=_number(row.get("earned")),
        required=_number(row.get("required")),
        due=_number(row.get("on_track_at")),
        failed=sum(mark in FAILED for mark in marks),
        courses=sum(bool(mark) for mark in marks),
    )


def _number(value: Any) -> float | None:
    try:
        found = float(str(value))
    except ValueError:
        return None
    return found if 0 <= found < float("inf") else None
