"""Rules D1-D6 and C1-C4 restated for one student-day, slowly and in the order of the text."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.attendance.plain import Mark, School, World, sis_id

MISSED = {"absent", "oss", "is_incomplete"}
ATTENDED = {"present", "tardy", "early", "partial", "iss", "is_complete"}
EXCUSABLE = {"absent", "tardy", "early", "partial"}
WHOLE_DAY_MISSED = {"absent", "oss", "is_incomplete"}
SAYS_SO = {
    "not_taken": "not_taken",
    "oss": "suspension",
    "iss": "suspension",
    "is_complete": "study",
    "is_incomplete": "study",
    "attended": "attended",
}


@dataclass(frozen=True)
class Row:
    """One mark with what its code says."""

    period: str
    kind: str
    excuse: str
    minutes: int | None


@dataclass(frozen=True)
class AtSchool:
    """What one school's marks say of one student-day; `gaps` in no order.

    `is_guess`: missed by all marked periods of a school without a bell schedule.
    """

    school: int
    outcome: str
    excuse: str
    rows: tuple[Row, ...]
    gaps: tuple[int, ...]
    is_guess: bool = False
    is_tardy: bool = False


def row_of(mark: Mark, world: World, school: School) -> Row:
    """C1: minutes of the mark, else of the code, else for a missed period its bell length.

    A blank excuse of kinds absent, tardy, early or partial reads unverified.
    """
    code = world.codes[mark.code]
    minutes = mark.minutes
    if minutes is None:
        minutes = code.minutes
    if minutes is None and code.kind in MISSED:
        minutes = dict(school.bell).get(mark.period)
    excuse = (code.excuse or "unverified") if code.kind in EXCUSABLE else ""
    return Row(mark.period, code.kind, excuse, minutes)


def day_not_taken(world: World, school: int, day: date) -> bool:
    """D1: the roll of the whole school was not submitted (EC 48260: no roll, no absence)."""
    return any(
        (s.school, s.date, s.period, s.section, s.taken) == (school, day, "", "", False)
        for s in world.submissions
    )


def periods_not_taken(world: World, school: int, day: date) -> set[str]:
    """D1: the periods whose roll was not submitted for all sections."""
    return {
        s.period
        for s in world.submissions
        if (s.school, s.date, s.section, s.taken) == (school, day, "", False) and s.period
    }


def at_school(
    world: World, school: School, day: date, marks: list[Mark], parameters: dict[str, Any]
) -> AtSchool | None:
    """D1-D4 at one school; None if no mark is left to go by."""
    if day_not_taken(world, school.id, day):
        return AtSchool(school.id, "not_taken", "", (), ())
    unknown = periods_not_taken(world, school.id, day)
    rows = tuple(row_of(mark, world, school) for mark in marks if mark.period not in unknown)
    if not rows:
        return None
    if marked := whole_day(rows):
        return AtSchool(school.id, *marked, rows, ())
    missed = by_periods(rows, school, unknown)
    outcome, excuse = missed or otherwise(rows)
    is_guess = missed is not None and not school.bell
    is_tardy = not missed and any(row.kind == "tardy" for row in rows)
    gaps = gaps_of(rows, school, parameters)
    return AtSchool(school.id, outcome, excuse, rows, gaps, is_guess, is_tardy)


def whole_day(rows: tuple[Row, ...]) -> tuple[str, str] | None:
    """D2: a whole-day mark of a missed kind decides, whatever period marks say beside it."""
    for row in rows:
        if row.period == "" and row.kind in MISSED:
            return row.kind, row.excuse
    return None


def by_periods(rows: tuple[Row, ...], school: School, unknown: set[str]) -> tuple[str, str] | None:
    """D3: absent by periods: all of the bell schedule missed and nothing attended."""
    missed = [row for row in rows if row.kind in MISSED]
    if not missed or unknown or any(row.kind in ATTENDED for row in rows):
        return None
    if not {period for period, _ in school.bell} <= {row.period for row in missed}:
        return None
    kinds = {row.kind for row in missed}
    if kinds in ({"oss"}, {"is_incomplete"}):
        return kinds.pop(), ""
    if kinds != {"absent"}:
        return "absent", "mixed"
    return "absent", agreed(row.excuse for row in missed)


def otherwise(rows: tuple[Row, ...]) -> tuple[str, str]:
    """D4, and D6 for the excuse of what it gives."""
    kinds = {row.kind for row in rows}
    if kinds & (MISSED | {"early", "partial"}):
        outcome = "partial"
    elif "tardy" in kinds:
        outcome = "tardy"
    elif "iss" in kinds:
        outcome = "iss"
    elif "is_complete" in kinds:
        outcome = "is_complete"
    else:
        outcome = "attended"
    if outcome not in ("partial", "tardy"):
        return outcome, ""
    return outcome, agreed(row.excuse for row in rows if row.kind in EXCUSABLE)


def agreed(excuses: Any) -> str:
    """The excuse all agree on, else mixed; none if there is none."""
    different = set(excuses)
    if not different:
        return ""
    return different.pop() if len(different) == 1 else "mixed"


def between_schools(found: list[AtSchool], parameters: dict[str, Any]) -> AtSchool:
    """D5: several schools on one day; a child who sat at one was not truant at the other."""
    found = sorted(found, key=lambda one: sis_id(one.school))
    deciding = [one for one in found if one.outcome != "not_taken"]
    if not deciding:
        return found[0]
    seated = [one for one in deciding if one.outcome not in WHOLE_DAY_MISSED]
    if seated:
        best = min(seated, key=lambda one: missed_at(one, parameters))
        return replace(best, is_tardy=any(one.is_tardy for one in deciding))
    outcomes = {one.outcome for one in deciding}
    outcome = outcomes.pop() if len(outcomes) == 1 else None
    if outcome is None:
        outcome, excuse = "absent", "mixed"
    else:
        excuse = agreed(one.excuse for one in deciding)
    rows = tuple(row for one in deciding for row in one.rows)
    gaps = tuple(gap for one in deciding for gap in one.gaps)
    is_guess = any(one.is_guess for one in deciding)
    return AtSchool(deciding[0].school, outcome, excuse, rows, gaps, is_guess)


def missed_at(day: AtSchool, parameters: dict[str, Any]) -> tuple[int, int, bool]:
    """D5: how much was missed without excuse where the child sat."""
    gaps = gaps_that_matter(day, parameters)
    passing = sum(passes(gap, parameters) for gap in gaps)
    return max(gaps, default=0), passing, any(is_open(row, parameters) for row in day.rows)


def uncleared_counts(parameters: dict[str, Any]) -> bool:
    """C2: whether unverified absences are open; auto = where families have a window to clear."""
    setting = parameters["truancy.uncleared_counts"]
    if setting == "auto":
        return parameters["truancy.pending_window_school_days"] >= 1
    return setting


def is_open_excuse(excuse: str, parameters: dict[str, Any]) -> bool:
    """C2: without valid excuse (EC 48260(a))."""
    return excuse == "unexcused" or (excuse == "unverified" and uncleared_counts(parameters))


def is_open(row: Row, parameters: dict[str, Any]) -> bool:
    """C2: a row that is absence or tardiness without valid excuse."""
    if row.kind == "early" and parameters["truancy.early_leave"] != "absent":
        return False
    return row.kind in EXCUSABLE and is_open_excuse(row.excuse, parameters)


def gaps_of(rows: tuple[Row, ...], school: School, parameters: dict[str, Any]) -> tuple[int, ...]:
    """C3: the stretches missed without valid excuse at one school, each in minutes."""
    loose = [row for row in rows if is_open(row, parameters)]
    gaps = []
    for run in runs_of(loose, school):
        loose = [row for row in loose if row not in run]
        gaps.append(sum(row.minutes or 0 for row in run))
    return tuple(gaps + [row.minutes for row in loose if row.minutes is not None])


def runs_of(rows: list[Row], school: School) -> list[list[Row]]:
    """C3: adjoining missed periods of the bell schedule, with the early row in the period just
    before and the tardy row in the period just after."""
    order = [period for period, _ in school.bell]
    at = {order.index(row.period): row for row in rows if row.period in order}
    runs: list[list[Row]] = []
    for place in range(len(order)):
        if place not in at or at[place].kind != "absent":
            continue
        if place - 1 in at and at[place - 1].kind == "absent":
            runs[-1].append(at[place])
        elif place - 1 in at and at[place - 1].kind == "early":
            runs.append([at[place - 1], at[place]])
        else:
            runs.append([at[place]])
        if place + 1 in at and at[place + 1].kind == "tardy":
            runs[-1].append(at[place + 1])
    return runs


def gaps_that_matter(day: AtSchool, parameters: dict[str, Any]) -> tuple[int, ...]:
    """C4: each gap, or under `gap_basis` sum the one gap that they sum to."""
    if parameters["truancy.gap_basis"] == "sum" and day.gaps:
        return (sum(day.gaps),)
    return day.gaps


def passes(gap: int, parameters: dict[str, Any]) -> bool:
    """C4: more than a 30-minute period (EC 48260(a)), or 30 and more where the pack says so."""
    if parameters["truancy.minutes_operator"] == ">":
        return gap > parameters["truancy.minutes"]
    return gap >= parameters["truancy.minutes"]


def occasions_of(day: AtSchool, parameters: dict[str, Any]) -> int:
    """C4: what the day adds to the counted days, before age and charter."""
    if day.outcome not in ("absent", "partial", "tardy"):
        return 0
    if day.outcome == "absent" and day.excuse != "mixed":
        return int(is_open_excuse(day.excuse, parameters))
    passing = sum(passes(gap, parameters) for gap in gaps_that_matter(day, parameters))
    if parameters["truancy.occasion_unit"] == "incident":
        return passing
    return min(passing, 1)


def why_not(day: AtSchool, parameters: dict[str, Any]) -> str:
    """C4: why a day that is no occasion is none."""
    if day.outcome in SAYS_SO:
        return SAYS_SO[day.outcome]
    if day.outcome == "absent" and day.excuse != "mixed":
        return day.excuse
    if any(is_open(row, parameters) for row in day.rows):
        return "too_short" if day.gaps else "no_minutes"
    excuses = Counter(row.excuse for row in day.rows if row.kind in EXCUSABLE)
    if excuses["unverified"]:
        return "unverified"
    return "attended" if excuses["unexcused"] else "excused"


def quality(day: AtSchool, parameters: dict[str, Any]) -> str:
    """D3, C3: what is missing to judge the day well: the bell schedule, else minutes."""
    if day.is_guess:
        return "no_bell"
    counted = occasions_of(day, parameters) > 0
    return "no_minutes" if not counted and why_not(day, parameters) == "no_minutes" else ""


def founds_later_report(day: AtSchool, parameters: dict[str, Any]) -> bool:
    """S4: whether the day, before age and charter, founds a report after the first (EC 48261)."""
    is_occasion = occasions_of(day, parameters) > 0
    if day.outcome not in ("partial", "tardy"):
        return is_occasion
    least = parameters["truancy.second_report_tardy_min"]
    gap = gap_minutes(day, parameters)
    if least == 0 and gap is None and any(is_open(row, parameters) for row in day.rows):
        return True  # the text names no minutes
    if is_occasion and least <= parameters["truancy.minutes"]:
        return True
    return gap is not None and gap > least


def gap_minutes(day: AtSchool, parameters: dict[str, Any]) -> int | None:
    """C3: the longest gap of the day, or their sum."""
    return max(gaps_that_matter(day, parameters), default=None)


def is_full_day(day: AtSchool) -> bool:
    """C4: absent the full day, as against a gap in it."""
    return day.outcome == "absent" and day.excuse != "mixed"
