"""What happened each school day, and what the law calls it."""

from attendance.models.automatic import AutomaticContact
from attendance.models.judged import (
    Assessment,
    DayOutcome,
    Finding,
    JudgementDue,
    Standing,
    StandingChange,
)
from attendance.models.marks import (
    AttendanceCode,
    BellPeriod,
    Mark,
    MarkChange,
    Marked,
    RivalMark,
    Submission,
    unproven,
)
from attendance.models.records import (
    ProcessStep,
    ReportDecision,
    ReportFlag,
    TruancyReport,
)
from attendance.models.weeks import SchoolWeek, WeeksCounted

__all__ = [
    "Assessment",
    "AttendanceCode",
    "AutomaticContact",
    "BellPeriod",
    "DayOutcome",
    "Finding",
    "JudgementDue",
    "Mark",
    "MarkChange",
    "Marked",
    "ProcessStep",
    "ReportDecision",
    "ReportFlag",
    "RivalMark",
    "SchoolWeek",
    "Standing",
    "StandingChange",
    "Submission",
    "TruancyReport",
    "WeeksCounted",
    "unproven",
]
