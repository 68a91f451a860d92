"""Which days a referral rests on: those of the reports that stood when it was made."""

from collections.abc import Iterator

from django.urls import reverse

from attendance.queries.filed import filed_reports
from core.uses import Use
from law.queries import named
from sarb.choices import Reason, ReferralState
from sarb.models import Referral


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
            counts=one.state != ReferralState.RETURNED,
        )
