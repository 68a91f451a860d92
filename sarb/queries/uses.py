"""Which days a referral rests on: those of the reports that stood when it was made."""

from collections.abc import Iterator

from django.urls import reverse

from attendance.queries.filed import filed_reports
from core.uses import Use
from law.queries import named
from sarb.choices import Reason, ReferralState
from sarb.models import Referral


def is_heard(student_id: int, *, level: str, school_year: int) -> bool:
    """Return whether the team has heard the student's case on all reports that stand by now; false
    where none stands. One statement, and three where it has heard one.
    """
    heard = Referral.objects.filter(
        student=student_id,
        school_year=school_year,
        level=level,
        reason=Reason.TRUANCY,
        state=ReferralState.HEARD,
    )
    last = heard.order_by("-made_at", "-pk").first()
    if last is None:
        return False
    reports = filed_reports([student_id], school_year=school_year)[student_id]
    standing = [report for report in reports if report.stands]
    return bool(standing) and all(report.stood_at(last.made_at) for report in standing)


def uses(student_id: int, school_year: int) -> Iterator[Use]:
    """Tell the referrals of a school year whose ground are reports. Four statements, and that of
    the policy.
    """
    rows = Referral.objects.filter(
        student=student_id, school_year=school_year, reason=Reason.TRUANCY
    )
    referrals = list(rows.order_by("made_at", "pk"))
    if not referrals:
        return
    reports = filed_reports([student_id], school_year=school_year)[student_id]
    for one in referrals:
        stood = [report for report in reports if report.stood_at(one.made_at)]
        yield Use(
            kind="referral",
            row=one.pk,
            at=one.made_at,
            step=f"Referral, {named(one.level, 'teams')}",
            days=frozenset(day for report in stood for day in report.listed_dates),
            by=one.made_by,
            href=reverse("sarb:referral", args=[one.pk]),
            counts=one.state not in (ReferralState.RETURNED, ReferralState.WITHDRAWN),
        )
