"""Which grounds of a referral hold by the standing on file."""

from dataclasses import dataclass

from attendance.choices import Status
from attendance.models import Standing
from law.packs import PolicyPack
from sarb.rules.grounds import Precondition, precondition_of, reasons_in


@dataclass(frozen=True)
class Grounds:
    """Whether each ground holds, by its reason, and the policy that judged it; '' for none."""

    by_reason: dict[str, Precondition]
    policy: str


def grounds_of(student_id: int, *, school_year: int, pack: PolicyPack) -> Grounds:
    """Return all grounds that the pack knows, by the standing on file. One statement."""
    found = Standing.objects.filter(student=student_id, school_year=school_year).first()
    by_reason = {
        reason.value: precondition_of(
            reason,
            status=found.status if found else Status.NONE,
            reports=found.reports_filed if found else 0,
            chronic_absentee=bool(found and found.chronic_absentee),
            days_absent=found.days_absent if found else 0,
            days_enrolled=found.days_enrolled if found else 0,
            pack=pack,
        )
        for reason in reasons_in(pack)
    }
    return Grounds(by_reason, found.policy_version if found else "")
