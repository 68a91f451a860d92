"""Deciding whether a report that was filed stands, by a named person."""

from collections.abc import Sequence

from django.db import transaction

from attendance.actions.due import mark_due
from attendance.actions.flags import store_flags
from attendance.actions.reports import one_at_a_time
from attendance.actions.steps import settle_notices
from attendance.choices import ReportState, Verdict
from attendance.models import ReportDecision, TruancyReport
from attendance.queries.filed import filed_report
from attendance.queries.verdicts import withdrawn_among
from attendance.rules.stages import REPORT_STAGES
from audit.actions import record, record_many
from audit.rules import Act
from core.refusals import Refusal
from core.stages import NotNow
from law.queries import pack_as_of
from students.rules import last_day_of

VERDICTS = {ReportState.WITHDRAWN: Verdict.WITHDRAWN, ReportState.UPHELD: Verdict.UPHELD}


class DaysUsedTwice(Refusal):
    """Another report that stands lists a day of this one: one absence, one step."""

    advice = "Nothing was done: another report that stands lists one of its days. Withdraw that one first."


class ReportChanged(Refusal):
    """The report waits for other reasons, or was decided otherwise, than whoever decides has read."""

    advice = (
        "Nothing was done: what is said of this report changed since the page was opened. Read it as"
        " it is now, and decide again."
    )


@transaction.atomic
def decide(
    act: Act, *, report: TruancyReport, verb: str, reason: str, read: str
) -> ReportDecision:
    """Withdraw or uphold a report, as the table of its stages allows; its year is judged again, and
    the reports after it are looked at anew at once.

    `verb` stands in that table, `read` is that of the report as the person read it. The report stays
    as it was filed. Raises NotNow, changing nothing, where it is so already; ReportChanged; DaysUsedTwice
    for one that was withdrawn, as one that waits stands anyway; and NotAPerson: no job decides.
    """
    person = act.person
    one_at_a_time()  # a report is frozen, so its row cannot be locked
    found = filed_report(report)
    if not REPORT_STAGES.allows(verb, found.state):
        raise NotNow
    if found.read != read:
        raise ReportChanged
    verdict = VERDICTS[ReportState(REPORT_STAGES.moves[verb].to)]
    is_back = verdict == Verdict.UPHELD and found.state == ReportState.WITHDRAWN
    if is_back and _is_used_twice(report):
        raise DaysUsedTwice
    decision = ReportDecision.objects.create(
        report=report,
        verdict=verdict,
        reason=reason,
        answered=list(found.reasons),
        decided_by=act.actor.name,
        decided_at=act.at,
    )
    mark_due([(report.student_id, report.school_year)])
    _look_again(act, [report])
    record(
        act,
        action=f"report.{verdict}",
        target_kind="attendance.report",
        target_id=report.pk,
        student_id=report.student_id,
        detail={"reason": reason, "decided_by": person},
    )
    return decision


@transaction.atomic
def withdraw_all(act: Act, *, reports: Sequence[TruancyReport], reason: str) -> None:
    """Withdraw reports that stand and that nobody decided yet, of one school year, with one reason.

    A few statements for any number. Raises NotNow, changing nothing, if one was decided meanwhile.
    """
    person = act.person
    one_at_a_time()
    if ReportDecision.objects.filter(report__in=reports).exists():
        raise NotNow
    ReportDecision.objects.bulk_create(
        ReportDecision(
            report=report,
            verdict=Verdict.WITHDRAWN,
            reason=reason,
            answered=[],
            decided_by=act.actor.name,
            decided_at=act.at,
        )
        for report in reports
    )
    mark_due((report.student_id, report.school_year) for report in reports)
    _look_again(act, reports)
    record_many(
        act,
        action=f"report.{Verdict.WITHDRAWN}",
        target_kind="attendance.report",
        targets=[
            (one.pk, one.student_id, {"reason": reason, "decided_by": person}) for one in reports
        ],
    )


def _is_used_twice(report: TruancyReport) -> bool:
    others = TruancyReport.objects.filter(
        student=report.student_id,
        school_year=report.school_year,
        is_countable=True,
        listed_dates__overlap=report.listed_dates,
    ).exclude(pk=report.pk)
    keys = set(others.values_list("pk", flat=True))
    return bool(keys - withdrawn_among(keys))


def _look_again(act: Act, reports: Sequence[TruancyReport]) -> None:
    """Settle and flag what leaned on these reports of one school year without waiting for the next
    judging.
    """
    students = sorted({report.student_id for report in reports})
    settle_notices(act, students=students)
    school_year = reports[0].school_year
    as_of = min(act.on, last_day_of(school_year))
    store_flags(
        pack_as_of(as_of, today=act.on),
        school_year=school_year,
        as_of=as_of,
        students=students,
    )
