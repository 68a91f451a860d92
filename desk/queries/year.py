"""One student's school year: its numbers with what is behind each, and its patterns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from attendance.choices import Excuse, Outcome, Tier
from attendance.queries import Explanation
from attendance.queries.kinds import MISSED
from attendance.queries.reasons import DayReason, ReportReason
from attendance.queries.states import state_of
from attendance.rules import percent
from desk.queries.places import Stay, untaken_of
from law.packs import PolicyPack
from students.rules import school_year_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

COUNTS = {
    "days_enrolled": "Days enrolled",
    "days_absent": "Days absent",
    "days_absent_excused": "Excused",
    "days_absent_unexcused": "Unexcused",
    "days_absent_unverified": "No reason yet",
    "days_absent_mixed": "Partly excused",
    "days_suspended_out": "Suspended out of school",
    "days_study_incomplete": "Independent study, incomplete",
    "days_suspended_in": "Suspended in school (attended)",
    "tardy_days": "Days tardy",
    "not_taken_days": "Attendance not taken",
}
PARTS = {  # of the days absent
    "days_absent_excused",
    "days_absent_unexcused",
    "days_absent_unverified",
    "days_absent_mixed",
    "days_suspended_out",
    "days_study_incomplete",
}
HELD_ONLY = ("chronic_truant", "chronic_truant_arithmetic")


@dataclass(frozen=True)
class YearNumber:
    """One number or word with its rule and the days behind it; `dates` are days without marks."""

    key: str
    label: str
    value: Any
    because: str
    rule: str
    citation: str
    days: list[DayReason]
    dates: list[date]
    is_part: bool
    is_zero: bool


@dataclass(frozen=True)
class Weekday:
    """How often the student was absent all day on one weekday, of the days taught."""

    name: str
    absent: int
    taught: int


@dataclass(frozen=True)
class Patterns:
    """`streak` are the latest school days in a row absent all day, up to the last one judged."""

    weekdays: list[Weekday]
    periods: list[tuple[str, int]]
    streak: list[date]
    longest: list[date]


@dataclass(frozen=True)
class Year:
    """A judged school year. `taught` are the days enrolled and taught, judged or still to come;
    `unknown` those judged on which attendance was not taken and nothing marked; `is_due` where
    something changed since, and it is judged again soon.
    """

    as_of: date
    is_now: bool
    is_due: bool
    policy: str
    state: str
    because: str
    counted_days: int
    reports_due: int
    reports_filed: int
    more_due: int
    days_absent: int
    days_enrolled: int
    share: str
    band: str
    taught: list[date]
    unknown: list[date]
    days: list[DayReason]
    reports: list[ReportReason]
    counts: list[YearNumber]
    ladder: list[YearNumber]
    conclusions: list[YearNumber]
    patterns: Patterns

    @property
    def waits(self) -> bool:
        """Whether a report of it waits for a decision, and the state with it."""
        return any(report.waits for report in self.reports)

    @property
    def absent_now(self) -> int:
        """School days in a row absent up to the last one judged; none of a year that is over, or of
        somebody who has left.
        """
        return len(self.patterns.streak) if self.is_now else 0


def year_of(explanation: Explanation, stays: list[Stay], *, on: date) -> Year:
    """Return a year ready to be shown on a day. No statement."""
    found, days = explanation.standing, explanation.days
    taught = sorted({day for stay in stays for day in stay.taught})
    judged = [day for day in taught if day <= found.as_of]
    by_date = {day.date: day for day in days}
    untaken = set(untaken_of(stays))
    unknown = [day for day in judged if day in untaken and day not in by_date]
    unheard = _unheard(found.as_of, stays) - by_date.keys()
    silent = {*unknown, *unheard}
    without_marks = {"not_taken_days": unknown}
    shown = {
        group: [
            _number(key, label, explanation, by_date, without_marks.get(key, []))
            for key, label in keys
        ]
        for group, keys in _groups(explanation).items()
    }
    return Year(
        as_of=found.as_of,
        is_now=found.is_enrolled and found.school_year == school_year_of(on),
        is_due=explanation.is_due,
        policy=found.policy_version,
        state=state_of(
            found.status, reports_due=found.reports_due, reports_filed=found.reports_filed
        ),
        because=explanation.flags["status"].because,
        counted_days=found.counted_days,
        reports_due=found.reports_due,
        reports_filed=found.reports_filed,
        more_due=max(0, found.reports_due - found.reports_filed),
        days_absent=found.days_absent,
        days_enrolled=found.days_enrolled,
        share=percent(found.days_absent, found.days_enrolled),
        band=found.band,
        taught=taught,
        unknown=unknown,
        days=days,
        reports=explanation.reports,
        patterns=patterns_of(days, [day for day in judged if day not in silent]),
        **shown,
    )


def _unheard(as_of: date, stays: list[Stay]) -> set[date]:
    """Return the last day judged while no school of the student has sent anything of it: nobody knows
    yet who came.
    """
    there = [stay for stay in stays if as_of in stay.taught]
    return (
        {as_of}
        if there and not any(stay.has_come_in and as_of not in stay.untaken for stay in there)
        else set()
    )


def _groups(explanation: Explanation) -> dict[str, list[tuple[str, str]]]:
    """Return what is shown in each group. A word of the law is left out while it does not hold.

    What tests of the law found that no number of the year tells stands with the conclusions.
    """
    flags, pack = explanation.flags, explanation.pack
    unheld = {name for name in HELD_ONLY if name in flags and not flags[name].value}
    if "chronic_truant" in flags and flags["chronic_truant"].value:
        unheld.add("chronic_truant_arithmetic")
    named = {name: pack.section(name) for name in ("ladder", "conclusions")}
    found = {one.key: one.label for one in explanation.findings if one.key in flags}
    named["conclusions"] = named["conclusions"] | found
    return {
        group: [(key, label) for key, label in keys.items() if key not in unheld]
        for group, keys in ({"counts": COUNTS} | named).items()
    }


def _number(
    key: str,
    label: str,
    explanation: Explanation,
    by_date: dict[date, DayReason],
    dates: list[date],
) -> YearNumber:
    flag = explanation.flags[key]
    return YearNumber(
        key=key,
        label=label,
        value=_words(key, flag.value, explanation.pack),
        because="" if flag.because == flag.rule else flag.because,
        rule=flag.rule,
        citation=flag.citation,
        days=[] if key == "reports_filed" else [by_date[day] for day in flag.dates],
        dates=dates,
        is_part=key in PARTS,
        is_zero=flag.value in (0, None),
    )


def _words(key: str, value: Any, pack: PolicyPack) -> object:
    if key == "band":
        return pack.sentence(f"bands.{value}")
    if key == "tier":
        return Tier(value).label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None and key == "chronic_absentee_state":
        return "Too few days to say"
    return value


def patterns_of(days: Sequence[DayReason], judged: Sequence[date]) -> Patterns:
    """Return what repeats, over the days judged. Days not taken are unknown and break nothing."""
    absent = {day.date for day in days if day.outcome in MISSED}
    unknown = {day.date for day in days if day.outcome == Outcome.NOT_TAKEN}
    known = [day for day in judged if day not in unknown]
    taught = Counter(day.weekday() for day in known)
    missed = Counter(day.weekday() for day in known if day in absent)
    return Patterns(
        weekdays=[
            Weekday(name, missed[number], taught[number])
            for number, name in enumerate(WEEKDAYS)
            if taught[number]
        ],
        periods=_periods(days),
        streak=sorted(takewhile(absent.__contains__, reversed(known))),
        longest=_longest(known, absent),
    )


def _longest(known: Sequence[date], absent: set[date]) -> list[date]:
    best: list[date] = []
    run: list[date] = []
    for day in known:
        run = [*run, day] if day in absent else []
        best = run if len(run) > len(best) else best
    return best


def _periods(days: Sequence[DayReason]) -> list[tuple[str, int]]:
    """Return how often each period was missed or late without excuse, in the order of the day."""
    missed: dict[str, int] = {}
    for day in days:
        if day.excuse == Excuse.EXCUSED:
            continue
        for mark in day.marks:
            if mark.period and mark.kind in ("absent", "tardy", "early", "partial"):
                missed[mark.period] = missed.get(mark.period, 0) + 1
    return sorted(missed.items(), key=lambda item: (len(item[0]), item[0]))
