"""What every conclusion about a school year rests on, ready to be shown."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from attendance.models import Standing
from law.packs import PolicyPack


@dataclass(frozen=True)
class MarkDetail:
    """One mark of the day, with the words of its code; `minutes` is None when not known."""

    period: str
    code: str
    label: str
    kind: str
    minutes: int | None
    reason: str


@dataclass(frozen=True)
class ChangeDetail:
    """One mark that was changed or withdrawn later."""

    period: str
    old_code: str
    new_code: str
    withdrawn: bool
    changed_by: str
    changed_at: dt.datetime


@dataclass(frozen=True)
class DayReason:
    """One day with marks: what it comes to, whether it counts as of now, and why."""

    date: dt.date
    school_id: int
    school: str
    outcome: str
    excuse: str
    gap_minutes: int | None
    occasions: int
    countable_on: dt.date | None
    pending_until: dt.date | None
    counted: bool
    pending: bool
    why: str
    because: str
    rule: str
    citation: str
    quality: str
    is_tardy: bool
    marks: list[MarkDetail]
    changes: list[ChangeDetail]


@dataclass(frozen=True)
class ReportReason:
    """One report to the attendance supervisor; `number` counts those that stand, else None. One that
    waits stands until it is decided.
    """

    number: int | None
    filed_at: dt.datetime
    listed_dates: list[dt.date]
    source: str
    receiver: str
    filed_by: str
    stands: bool
    waits: bool
    because: str
    citation: str


@dataclass(frozen=True)
class FindingReason:
    """What one test found in one stretch of the year: its rule, and the numbers in a sentence."""

    test: str
    period: str
    verdict: str
    numbers: dict[str, Any]
    citation: str
    label: str
    rule: str
    because: str

    @property
    def key(self) -> str:
        """Its name among the flags."""
        return f"{self.test}.{self.period}"


@dataclass(frozen=True)
class FlagReason:
    """One number or word of the standing, with its rule and the dates behind it."""

    value: Any
    rule: str
    citation: str
    because: str
    dates: list[dt.date] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    standing: Standing
    days: list[DayReason]
    reports: list[ReportReason]
    flags: dict[str, FlagReason]
    findings: list[FindingReason]
    pack: PolicyPack  # whose words these are
    is_due: bool  # something changed since it was judged
