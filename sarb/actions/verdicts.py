"""A report is withdrawn or upheld, with everything that leans on it, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from attendance.actions.decisions import decide as decide_report
from attendance.choices import Verdict
from attendance.models import ReportDecision, TruancyReport
from audit.rules import Act
from cases.actions.tasks import dismiss_proposed, make_task, take_up_again
from core.clock import day_of
from letters.actions.follow import follow_verdict
from packets.actions.stamping import supersede
from packets.choices import Reader
from packets.queries.editions import superseded
from sarb.actions.packets import order_packets
from sarb.models import REFERRAL, Referral
from sarb.queries.untold import why_untold
from tasks.choices import TaskKind


@transaction.atomic
def decide(
    act: Act, *, report: TruancyReport, verb: str, reason: str, read: str
) -> ReportDecision:
    """Withdraw or uphold a report, then let each room above follow at once, in their order: letters,
    tasks, referrals, packets.

    A referral that rests on it waits for the chair by what is on file (`queries/shaken.py`). Raises
    NotNow, ReportChanged, DaysUsedTwice and NotAPerson, changing nothing.
    """
    filed, fell_at = day_of(report.filed_at), _fell_at(report)
    decision = decide_report(act, report=report, verb=verb, reason=reason, read=read)
    what = f"the report filed on {filed:%B} {filed.day} was {decision.verdict}"
    said = f"{what[0].upper()}{what[1:]}: {reason}"
    if decision.verdict == Verdict.WITHDRAWN:
        follow_withdrawal(act, reports=[report], said=said)
    else:
        _follow_upholding(act, report, said, fell_at)
    _tell(act, report, what)
    return decision


def follow_withdrawal(act: Act, *, reports: Sequence[TruancyReport], said: str) -> None:
    """Let each room above follow the withdrawal of reports that were filed together: what did not
    leave stops, and what was proposed on them is dismissed, with what was `said`.

    As many statements for any number.
    """
    follow_verdict(act)
    students = {report.student_id for report in reports}
    dismiss_proposed(act, students=students, kind=TaskKind.REPORT, reason=said)
    _packets(act, reports, said)


def _follow_upholding(
    act: Act, report: TruancyReport, said: str, fell_at: datetime | None
) -> None:
    follow_verdict(act)
    if fell_at:
        kind, student = TaskKind.REPORT, report.student_id
        take_up_again(act, student=student, kind=kind, dismissed_at=fell_at, reason=said)
    _packets(act, [report], said)


def _fell_at(report: TruancyReport) -> datetime | None:
    """Return when the report was withdrawn last, None if it never was."""
    withdrawals = report.decisions.filter(verdict=Verdict.WITHDRAWN)
    newest = withdrawals.order_by("decided_at", "pk").last()
    return newest.decided_at if newest else None


def _tell(act: Act, report: TruancyReport, what: str) -> None:
    """Leave a task to tell the family where no letter does."""
    if why := why_untold(report, at=act.at):
        title = f"Tell the family that {what}"
        kind = TaskKind.CONTACT
        make_task(act, student=report.student, kind=kind, title=title, due_on=act.on, reason=why)


def _packets(act: Act, reports: Sequence[TruancyReport], said: str) -> None:
    """Stamp the editions that tell reports filed together as they were, and order new ones of what
    is still open.

    While another report that a referral rests on waits, its packets wait too: they are ordered with
    the decision on the last of them.
    """
    students = {report.student_id for report in reports}
    since = min(report.filed_at for report in reports)
    supersede(act, students=students, told_since=since, reason=said)
    open_ones = {one.pk: one for one in Referral.objects.open().filter(student__in=students)}
    by_reader: dict[str, list[Referral]] = {}
    for edition in superseded(REFERRAL, open_ones):
        by_reader.setdefault(edition.reader, []).append(open_ones[edition.about_id])
    for reader, referrals in by_reader.items():
        order_packets(act, referrals=referrals, reader=Reader(reader))
