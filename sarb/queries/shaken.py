"""Referrals whose ground moved: a report that they rest on was withdrawn, or waits for a decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from attendance.choices import Verdict
from attendance.models import TruancyReport
from attendance.queries.filed import FiledReport, filed_reports
from sarb.choices import Reason
from sarb.models import OPEN_STATES, Referral, ReferralReview


@dataclass(frozen=True)
class Shaken:
    """What moved under a referral. `withdrawn` are the reports that stood when it was made, were
    withdrawn since, and that the chair has not yet looked at: none once it has ended; `waiting` are
    those that wait.
    """

    withdrawn: tuple[FiledReport, ...]
    waiting: tuple[FiledReport, ...]

    @property
    def days(self) -> str:
        """The days on which the withdrawn reports were filed, in words."""
        return ", ".join(f"{one.filed_at:%B} {one.filed_at.day}" for one in self.withdrawn)


def moved_among(referrals: QuerySet[Referral]) -> set[int]:
    """Return the keys of the open ones among these referrals whose ground moved by a withdrawal.

    Only those of students of whom a report was ever withdrawn are looked at. Five statements.
    """
    fell = TruancyReport.objects.filter(decisions__verdict=Verdict.WITHDRAWN).values("student")
    asked = referrals.filter(state__in=OPEN_STATES, reason=Reason.TRUANCY, student__in=fell)
    return {key for key, shaken in shaken_of(list(asked)).items() if shaken.withdrawn}


def shaken_of(referrals: Iterable[Referral]) -> dict[int, Shaken]:
    """Return what moved under each of these referrals, by its key; the others are left out.

    Four statements, however many; none where no referral rests on reports.
    """
    resting = [one for one in referrals if one.reason == Reason.TRUANCY]
    if not resting:
        return {}
    reports = filed_reports({one.student_id for one in resting})
    reviewed: dict[int, set[int]] = {}
    for review in ReferralReview.objects.filter(referral__in=resting):
        reviewed.setdefault(review.referral_id, set()).update(review.reports)
    found = {}
    for one in resting:
        stood = [r for r in reports[one.student_id] if r.stood_at(one.made_at)]
        of_year = [r for r in stood if r.school_year == one.school_year]
        seen = reviewed.get(one.pk, set())
        shaken = Shaken(
            withdrawn=tuple(
                r for r in of_year if one.is_open and not r.stands and r.pk not in seen
            ),
            waiting=tuple(r for r in of_year if r.waits),
        )
        if shaken.withdrawn or shaken.waiting:
            found[one.pk] = shaken
    return found
