"""Which grounds of a referral hold by the standing and the findings on file."""

from dataclasses import dataclass

from attendance.choices import FindingVerdict, Status
from attendance.models import Finding, Standing
from attendance.queries.findings import finding_of
from law.packs import PolicyPack
from sarb.rules.grounds import Precondition, precondition_of, reasons_in


@dataclass(frozen=True)
class Grounds:
    """Whether each ground holds, by its reason, and the policy that judged it; '' for none."""

    by_reason: dict[str, Precondition]
    policy: str


def grounds_of(
    student_id: int, *, school_year: int, pack: PolicyPack, stated: str = ""
) -> Grounds:
    """Return all grounds that the pack knows, by what is on file and what the person stated. One statement, and one more
    where tests of the law found a ground.
    """
    found = Standing.objects.filter(student=student_id, school_year=school_year).first()
    met = _tests_met(student_id, school_year, pack)
    by_reason = {
        reason.value: precondition_of(
            reason,
            status=found.status if found else Status.NONE,
            reports=found.reports_filed if found else 0,
            chronic_absentee=bool(found and found.chronic_absentee),
            days_absent=found.days_absent if found else 0,
            days_enrolled=found.days_enrolled if found else 0,
            tests_met=met.get(reason.value, []),
            stated=stated,
            pack=pack,
        )
        for reason in reasons_in(pack)
    }
    return Grounds(by_reason, found.policy_version if found else "")


def _tests_met(student_id: int, school_year: int, pack: PolicyPack) -> dict[str, list[str]]:
    """Return by reason the tests that the student meets, each in a sentence."""
    grounds = {test.key: test.ground for test in pack.tests if test.ground}
    if not grounds:
        return {}
    rows = Finding.objects.filter(
        student=student_id,
        school_year=school_year,
        verdict=FindingVerdict.MET,
        test__in=grounds,
    ).order_by("test", "period")
    met: dict[str, list[str]] = {}
    for row in rows.values("test", "period", "verdict", "numbers", "citation"):
        told = finding_of(row, pack)
        met.setdefault(grounds[told.test], []).append(
            f"{told.label}: {told.because} ({told.citation})"
        )
    return met
