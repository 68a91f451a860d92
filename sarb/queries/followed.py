"""What has followed from something that was done for several students: while nothing has, it can be
undone.
"""

from collections.abc import Collection
from datetime import datetime

from attendance.choices import StepKind
from attendance.models import ProcessStep, ReportDecision, TruancyReport
from letters.choices import Stage
from letters.models import Notice
from letters.rules.stages import OPEN
from packets.models import Packet
from sarb.choices import ReferralState
from sarb.models import Referral

BEGUN = [stage for stage in OPEN if stage != Stage.DUE] + [Stage.MAILED]


def followed_from_reports(reports: Collection[TruancyReport]) -> list[str]:
    """Return in words what has followed from these reports, filed together; empty for nothing.

    Seven statements, however many reports.
    """
    keys = [report.pk for report in reports]
    filed_at = max(report.filed_at for report in reports)
    students = {report.student_id for report in reports}
    begun = Notice.objects.filter(report__in=keys, stage__in=BEGUN).count()
    later = TruancyReport.objects.filter(student__in=students, filed_at__gt=filed_at)
    efforts = ProcessStep.objects.filter(
        student__in=students,
        kind=StepKind.EFFORT_48262,
        withdrawn_at=None,
        recorded_at__gt=filed_at,
    )
    return [
        *_said(begun, "letter about them was approved", "letters about them were approved"),
        *_said(later.count(), "later report was filed", "later reports were filed"),
        *_said(efforts.count(), "conference was offered", "conferences were offered"),
        *_since(students, keys, filed_at),
    ]


def followed_from_mailing(notices: Collection[Notice], mailed_at: datetime) -> list[str]:
    """Return in words what has followed since these letters were marked as mailed together.

    Four statements, however many letters.
    """
    keys = [notice.report_id for notice in notices if notice.report_id is not None]
    later = TruancyReport.objects.filter(
        student__in={notice.student_id for notice in notices}, filed_at__gt=mailed_at
    )
    return [
        *_said(later.count(), "later report was filed", "later reports were filed"),
        *_since({notice.student_id for notice in notices}, keys, mailed_at),
    ]


def _since(students: Collection[int], reports: Collection[int], moment: datetime) -> list[str]:
    decided = ReportDecision.objects.filter(report__in=reports, decided_at__gte=moment)
    made = Referral.objects.exclude(state=ReferralState.WITHDRAWN)
    referred = made.filter(student__in=students, made_at__gt=moment)
    built = Packet.objects.frozen().filter(student__in=students, frozen_at__gt=moment)
    return [
        *_said(decided.count(), "report was decided", "reports were decided"),
        *_said(referred.count(), "student was referred", "students were referred"),
        *_said(built.count(), "packet was built", "packets were built"),
    ]


def _said(count: int, one: str, many: str) -> list[str]:
    return [f"{count} {one if count == 1 else many}"] if count else []
