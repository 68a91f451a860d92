"""Deciding whether a report that was filed stands, by a named person."""

from django.db import transaction

from attendance.actions.due import mark_due
from attendance.actions.reports import one_at_a_time
from attendance.choices import ReportState, Verdict
from attendance.models import ReportDecision, TruancyReport
from attendance.queries.verdicts import state_of_report
from attendance.rules.stages import REPORT_STAGES
from audit.actions import record
from audit.rules import Act
from core.stages import NotNow

VERDICTS = {ReportState.WITHDRAWN: Verdict.WITHDRAWN, ReportState.UPHELD: Verdict.UPHELD}


@transaction.atomic
def decide(act: Act, *, report: TruancyReport, verb: str, reason: str) -> ReportDecision:
    """Withdraw or uphold a report, as the table of its stages allows; its year is judged again.

    `verb` stands in that table. The report stays as it was filed. Raises NotNow, changing nothing,
    where it is so already, and NotAPerson: no job decides.
    """
    person = act.person
    one_at_a_time()  # a report is frozen, so its row cannot be locked
    if not REPORT_STAGES.allows(verb, state_of_report(report)):
        raise NotNow
    verdict = VERDICTS[ReportState(REPORT_STAGES.moves[verb].to)]
    decision = ReportDecision.objects.create(
        report=report,
        verdict=verdict,
        reason=reason,
        decided_by=act.actor.name,
        decided_at=act.at,
    )
    mark_due([(report.student_id, report.school_year)])
    record(
        act,
        action=f"report.{verdict}",
        target_kind="attendance.report",
        target_id=report.pk,
        student_id=report.student_id,
        detail={"reason": reason, "decided_by": person},
    )
    return decision
