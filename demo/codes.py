"""Attendance codes and bell schedules in the style of a Californian district."""

from attendance.choices import Excuse, MarkKind
from attendance.models import AttendanceCode

CODES = (
    # code, label, kind, excuse, minutes where the mark is silent
    ("P", "Present", MarkKind.PRESENT, "", None),
    ("A", "Absent, no reason yet", MarkKind.ABSENT, Excuse.UNVERIFIED, None),
    ("I", "Illness", MarkKind.ABSENT, Excuse.EXCUSED, None),
    ("M", "Medical appointment or verified illness", MarkKind.ABSENT, Excuse.EXCUSED, None),
    ("E", "Excused, other", MarkKind.ABSENT, Excuse.EXCUSED, None),
    ("U", "Unexcused", MarkKind.ABSENT, Excuse.UNEXCUSED, None),
    ("T", "Tardy", MarkKind.TARDY, Excuse.UNEXCUSED, None),
    ("T30", "Tardy over 30 minutes", MarkKind.TARDY, Excuse.UNEXCUSED, 31),
    ("TE", "Tardy, excused", MarkKind.TARDY, Excuse.EXCUSED, None),
    ("L", "Left early", MarkKind.EARLY, Excuse.UNEXCUSED, None),
    ("LE", "Left early, excused", MarkKind.EARLY, Excuse.EXCUSED, None),
    ("S", "Suspended out of school", MarkKind.OSS, "", None),
    ("ISS", "Suspended in school", MarkKind.ISS, "", None),
    ("IC", "Independent study, complete", MarkKind.IS_COMPLETE, "", None),
    ("II", "Independent study, incomplete", MarkKind.IS_INCOMPLETE, "", None),
)
# Minutes of periods 1 to 6; every one is long enough to count by itself.
BELLS = {"middle": (52, 50, 50, 50, 50, 54), "high": (58, 56, 56, 56, 56, 60)}


def make() -> None:
    AttendanceCode.objects.bulk_create(
        AttendanceCode(code=code, label=label, kind=kind, excuse=excuse, minutes=minutes)
        for code, label, kind, excuse, minutes in CODES
    )
