"""The referrals of one student, as the student's page shows them."""

from dataclasses import dataclass
from typing import Any

from accounts.choices import Permission
from sarb.models import Referral
from students.models import Student


@dataclass(frozen=True)
class StudentReferral:
    """One referral on a student's page. `hearing` is its day and time, or None."""

    referral: Referral
    hearing: Any


@dataclass(frozen=True)
class StudentReferrals:
    """The referrals, the newest first, and whether the viewer may make one."""

    referrals: list[StudentReferral]
    may_refer: bool


def panel(student: Student, may: frozenset[str]) -> StudentReferrals:
    """Return what a viewer with these permissions over the student is shown. One statement."""
    rows = (
        Referral.objects.filter(student=student)
        .select_related("place__docket")
        .order_by("-made_at", "-pk")
    )
    return StudentReferrals(
        referrals=[StudentReferral(row, getattr(row, "place", None)) for row in rows],
        may_refer=Permission.REFERRAL_MAKE in may,
    )
