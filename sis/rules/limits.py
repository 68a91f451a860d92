"""Limits that stop a run: how much one bundle may drop or change without two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MINIMUM_ROWS = 20


@dataclass(frozen=True)
class ImportLimit:
    """A share that may not be passed. `of` says what the share is taken of. Nobody reads more than
    `most` of what is asked, whatever their share.
    """

    name: str
    percent: float
    what: str
    of: str
    most: int | None = None


BAD_ROWS = ImportLimit("bad-rows", 2, "rows of {where} are bad", "its rows")
ENDED_DISTRICT = ImportLimit(
    "ended-in-district", 2, "students would lose their open enrollment", "the district"
)
ENDED_SCHOOL = ImportLimit(
    "ended-at-school", 10, "students would lose their open enrollment at {where}", "the school"
)
MARKS_REMOVED = ImportLimit(
    "marks-removed", 0.5, "past marks would be removed", "the past marks on file"
)
BIRTH_DATES = ImportLimit(
    "birth-dates-changed", 5, "birth dates would change", "the students in the file"
)
MOST_QUESTIONS = 1_000
ODD_BIRTH_DATES = ImportLimit(
    "odd-birth-dates",
    5,
    "birth dates go with no grade of the student",
    "the students on file",
    MOST_QUESTIONS,
)
OTHER_CHILDREN = ImportLimit(
    "ids-of-another-child",
    1,
    "ids name another child than on file",
    "the students on file",
    MOST_QUESTIONS,
)
NAMES = ImportLimit("names-changed", 5, "names would change", "the students in the file")
ADULTS_ENDED = ImportLimit(
    "adults-ended", 2, "adults would no longer be adults of a student", "the adults on file"
)
ADULTS_ENDED_SCHOOL = ImportLimit(
    "adults-ended-at-school",
    10,
    "adults would no longer be adults of a student at {where}",
    "those at the school",
)
POPULATIONS_ENDED = ImportLimit(
    "populations-ended", 2, "memberships in populations would end", "the memberships on file"
)
POPULATIONS_ENDED_SCHOOL = ImportLimit(
    "populations-ended-at-school",
    10,
    "memberships in populations would end at {where}",
    "those at the school",
)
# From which share of those of whom it has said something before a file speaks for a school.
WHOLE_PERCENT = 50
SMALL_FILE_PERCENT, SMALL_FILE_RUNS = 80, 5
REMEDY = (
    "If this is right, have a second person override it on the import's page, "
    "or run the command with --allow-drop; else correct the file."
)


def passes(limit: ImportLimit, count: int, of: int) -> bool:
    """Return whether a count passes its share and is at least 20 rows, or passes the most there may
    be. On the line is allowed.

    Source: docs/import.md, limits.
    """
    if limit.most is not None and count > limit.most:
        return True
    return count >= MINIMUM_ROWS and count * 100 > limit.percent * of


def refusal(limit: ImportLimit, count: int, of: int, where: str = "") -> str:
    """Return the sentence that names the limit, the numbers and the remedy.

    Source: docs/import.md, limits.
    """
    what = limit.what.format(where=where)
    share = f"{100 * count / of:.1f}%" if of else "all"
    most = "" if limit.most is None else f", and at most {limit.most:,}"
    return (
        f"{count:,} {what}: {share} of {limit.of} ({of:,}); "
        f"the limit {limit.name} is {limit.percent:g}%{most}. {REMEDY}"
    )


def is_too_small(rows: int, earlier: Sequence[int]) -> bool:
    """Return whether a full file has under 80% of the median of its last ones.

    Said only after five earlier files and when at least 20 rows are missing; a header alone
    says nothing.

    Source: docs/import.md, limits.
    """
    if not rows or len(earlier) < SMALL_FILE_RUNS:
        return False
    middle = median(earlier)
    return rows * 100 < SMALL_FILE_PERCENT * middle and middle - rows >= MINIMUM_ROWS


def small_file_refusal(file: str, rows: int, earlier: Sequence[int]) -> str:
    """Return the sentence for a file that is too small.

    Source: docs/import.md, limits.
    """
    return (
        f"{file} has {rows:,} rows, the median of its last {len(earlier)} is "
        f"{median(earlier):,.0f}; the limit file-size is {SMALL_FILE_PERCENT}%. {REMEDY}"
    )
