"""What is judged, and the values that the statements of judging name."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from attendance.queries.kinds import KINDS
from law.packs import PolicyPack, StatuteTest
from students.rules import first_day_of, last_day_of, school_year_of

NEVER = 32_767  # occasions; more than any school year has


@dataclass(frozen=True)
class Question:
    """What is judged: under which pack, as of which day, for which school year.

    `as_of` never lies after the school year; what people filed and did counts through
    `known_by`, also in the summer after it.
    """

    pack: PolicyPack
    school_year: int
    as_of: date
    known_by: date

    @classmethod
    def ask(cls, pack: PolicyPack, as_of: date, school_year: int | None = None) -> "Question":
        year = school_year_of(as_of) if school_year is None else school_year
        return cls(pack, year, min(as_of, last_day_of(year)), as_of)

    @property
    def has_window(self) -> bool:
        return bool(self.pack.value("truancy.pending_window_school_days") > 0)

    @property
    def reads_days(self) -> bool:
        """Whether some test of the pack needs more than a standing's own numbers."""
        return any(not test.summary for test in self.pack.tests)

    def values(self) -> dict[str, Any]:
        """Return the values that the statements name."""
        return {
            **KINDS,
            "start": first_day_of(self.school_year),
            "year_end": last_day_of(self.school_year),
            "as_of": self.as_of,
            "known_by": self.known_by,
            "school_year": self.school_year,
            "zone": settings.TIME_ZONE,
            "policy": self.pack.label,
            "tests": json.dumps([_test(test) for test in self.pack.tests]),
            "periods": json.dumps(
                [
                    {"within": within, "period": name, "first": str(first), "last": str(last)}
                    for within, name, first, last in periods_of(self.pack, self.school_year)
                ]
            ),
            **_parameters(self.pack),
        }


def _parameters(pack: PolicyPack) -> dict[str, Any]:
    get = pack.flat()
    window = get["truancy.pending_window_school_days"]
    absent = get["truancy.pending_window_if_not_returned"]
    uncleared = get["truancy.uncleared_counts"]
    uncleared = window > 0 if uncleared == "auto" else uncleared
    return {
        "window": window,
        "window_absent": window if absent == "same" else absent,
        "uncleared": uncleared,
        "chronic_uncleared": uncleared and get["truancy.chronic_truant_uncleared"],
        "minutes": get["truancy.minutes"],
        # Minutes are whole: as many or more is more than one less.
        "too_long": get["truancy.minutes"] - (get["truancy.minutes_operator"] == ">="),
        "occasions": get["truancy.occasions"] if get["truancy.reports"] else NEVER,
        "has_reports": get["truancy.reports"],
        "sums_gaps": get["truancy.gap_basis"] == "sum",
        "by_incident": get["truancy.occasion_unit"] == "incident",
        "early_counts": get["truancy.early_leave"] == "absent",
        "second": get["truancy.second_report_tardy_min"],
        "age_filter": get["truancy.age_filter"],
        "age_from": get["truancy.age_from"],
        "age_below": get["truancy.age_below"],
        "charter": get["truancy.charter"],
        "habitual_reports": get["truancy.habitual_reports"],
        "exit_gone": get["enrollment.exit_day"] == "gone",
        "weekends": get["enrollment.weekends"] == "count",
        "conflict_last": get["marks.conflict"] == "last",
        "conflict_first": get["marks.conflict"] == "first",
        "chronic_percent": get["chronic.percent"],
        "state_min_days": get["chronic.state_min_days"],
        "chronic_truant_percent": get["truancy.chronic_truant_percent"],
        "at_risk_percent": get["bands.at_risk_percent"],
        "moderate_percent": get["bands.moderate_percent"],
        "severe_percent": get["bands.severe_percent"],
        "tier_early_percent": get["tier.early_absent_percent"],
        "tier_early_counted": get["tier.early_counted_days"],
        "tier_intensive_percent": get["tier.intensive_absent_percent"],
        "tier_intensive_report": get["tier.intensive_report"],
    }


PORTIONS = {"none": 0, "half": 1, "whole": 2}  # in half days


def _test(test: StatuteTest) -> dict[str, Any]:
    return {
        "test": test.key,
        "within": test.within,
        "is_occasions": test.counts == "occasions",
        "is_unexcused": test.counts == "unexcused",
        "is_share": test.share_of is not None,
        "is_whole": test.share_of == "period",
        "school_days": test.school_days,
        "amount": test.limit,
        "is_beyond": test.more_than is not None,
        "near": test.near,
        "portion": PORTIONS[test.portion],
        "portion_minutes": test.portion_minutes,
        "citation": test.citation,
        "is_told": bool(test.summary),
    }


def periods_of(pack: PolicyPack, school_year: int) -> list[tuple[str, str, date, date]]:
    """Return the stretches of a school year that tests are applied to: what kind, its name, first
    and last day. Semesters and marking periods are the pack's, and numbered from 1.
    """
    first, last = first_day_of(school_year), last_day_of(school_year)
    months = [_on(f"{month:02d}-01", school_year) for month in (*range(7, 13), *range(1, 7))]
    found = [("year", "year", first, last)]
    found += [
        ("month", f"{start:%Y-%m}", start, end) for start, end in _stretches(months, first, last)
    ]
    for within in ("semester", "marking"):
        starts = [_on(day, school_year) for day in getattr(pack.periods, within)]
        found += [
            (within, str(number), start, end)
            for number, (start, end) in enumerate(_stretches(starts, first, last), 1)
        ]
    return found


def _on(month_and_day: str, school_year: int) -> date:
    month, day = map(int, month_and_day.split("-"))
    return date(school_year + (month < 7), month, day)


def _stretches(starts: list[date], first: date, last: date) -> list[tuple[date, date]]:
    """Each from its start to the day before the next; the first reaches back to the year's first."""
    ends = [start - timedelta(days=1) for start in starts[1:]] + [last]
    return list(zip([first, *starts[1:]], ends, strict=True)) if starts else []
