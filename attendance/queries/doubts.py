"""Days that are not counted for what is not known of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from attendance.choices import Why
from core import sql
from core.doubts import RecordDoubt
from students.rules import first_day_of, school_year_of

KEY = "days"
KEYS = frozenset({KEY})
UNKNOWN = (Why.NO_MINUTES, Why.NO_BIRTH_DATE)


def doubts(schools: Sequence[int], on: date) -> Iterator[RecordDoubt]:
    """Yield who has such days in the school year. One statement."""
    values = {
        "schools": list(schools),
        "on": on,
        "since": first_day_of(school_year_of(on)),
        "whys": [*UNKNOWN],
    }
    rows = sql.rows(sql.statement(__file__, "doubts"), values)
    for (student, school), days in groupby(
        rows, key=lambda row: (row["student_id"], row["school_id"])
    ):
        said = [f"{_days(day['days'])}: {Why(day['why']).label}" for day in days]
        yield RecordDoubt(KEY, student, school, "; ".join(said))


def _days(count: int) -> str:
    return f"{count:,} day" if count == 1 else f"{count:,} days"
