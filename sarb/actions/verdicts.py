"""A report is withdrawn or upheld, with everything that leans on it, in one transaction."""

from django.db import transaction

from attendance.actions.decisions import decide as decide_report
from attendance.choices import Verdict
from attendance.models import ReportDecision, TruancyReport
from audit.rules import Act
from cases.actions.tasks import dismiss_proposed, make_task
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
    NotNow, SaysOther, DaysUsedTwice and NotAPerson, changing nothing.
    """
    decision = decide_report(act, report=report, verb=verb, reason=reason, read=read)
    follow_verdict(act)
    filed = day_of(report.filed_at)
    what = f"the report filed on {filed:%B} {filed.day} was {decision.verdict}"
    said = f"{what[0].upper()}{what[1:]}: {reason}"
    _tell(act, report, what)
    if decision.verdict == Verdict.WITHDRAWN:
        dismiss_proposed(act, student=report.student_id, kind=TaskKind.REPORT, reason=said)
    _packets(act, report, said)
    return decision


def _tell(act: Act, report: TruancyReport, what: str) -> None:
    """Leave a task to tell the family where no letter does."""
    if why := why_untold(report, at=act.at):
        title = f"Tell the family that {what}"
        kind = TaskKind.CONTACT
        make_task(act, student=report.student, kind=kind, title=title, due_on=act.on, reason=why)


def _packets(act: Act, report: TruancyReport, said: str) -> None:
    """Stamp the editions that tell the report as it was, and order new ones of what is still open.

    While another report that a referral rests on waits, its packets wait too: they are ordered with
    the decision on the last of them.
    """
    supersede(act, student=report.student_id, told_since=report.filed_at, reason=said)
    open_ones = {one.pk: one for one in Referral.objects.open().filter(student=report.student_id)}
    by_reader: dict[str, list[Referral]] = {}
    for edition in superseded(REFERRAL, open_ones):
        by_reader.setdefault(edition.reader, []).append(open_ones[edition.about_id])
    for reader, referrals in by_reader.items():
        order_packets(act, referrals=referrals, reader=Reader(reader))
