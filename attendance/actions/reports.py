"""Filing reports to the attendance supervisor: by a person, with the days listed, once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from attendance.actions.due import mark_due
from attendance.choices import ReportSource
from attendance.models import TruancyReport
from attendance.queries.holds import Answer, may_go
from attendance.queries.reports import DueReport, due_reports_of
from audit.actions import record_many
from audit.rules import Act
from core import sql
from law.packs import PolicyPack
from law.queries import pack_in_force
from students.rules import school_year_of

ONE_AT_A_TIME = 4_826_001  # advisory lock; the next after judging's
LISTED = "attendance.report"


@dataclass(frozen=True)
class Filed:
    """What was filed, what was held because a question is open, and what `moved` since it was read."""

    reports: list[TruancyReport]
    held: list[DueReport]
    moved: list[DueReport]


@transaction.atomic
def file_reports(
    act: Act,
    *,
    students: Sequence[int],
    answers: Mapping[int, Answer] | None = None,
    read: Collection[str] | None = None,
) -> Filed:
    """File the reports that are due for these students and name the receiver.

    What is due is read again under a lock, so that a second click files nothing. With `read`, what
    a person saw (`DueReport.as_read`), none is filed that is another by now. A report with an
    open question is held, unless `answers` has the person's words for that student and they were
    shown just these questions; the words are kept in the audit row. Each filed student-year becomes due for judging.
    """
    one_at_a_time()
    answers = answers or {}
    pack = pack_in_force(act.on)
    due, moved = _parted(
        due_reports_of(students, on=act.on), lambda one: read is None or one.as_read in read
    )
    ready, held = _parted(due, lambda one: may_go(one.holds, answers.get(one.student_id)))
    reports = TruancyReport.objects.bulk_create(_report(act, report, pack) for report in ready)
    if reports:
        _write_down(act, reports, ready, answers)
    return Filed(reports, held, moved)


def _parted(
    due: Iterable[DueReport], goes: Callable[[DueReport], bool]
) -> tuple[list[DueReport], list[DueReport]]:
    """Return those that go on, and the others."""
    parts: tuple[list[DueReport], list[DueReport]] = ([], [])
    for report in due:
        parts[not goes(report)].append(report)
    return parts


def one_at_a_time() -> None:
    """Let nobody else file or decide until this transaction ends."""
    sql.hold_turn(ONE_AT_A_TIME)


def _report(act: Act, due: DueReport, pack: PolicyPack) -> TruancyReport:
    year = school_year_of(act.on)
    return TruancyReport(
        student_id=due.student_id,
        school_year=year,
        filed_at=act.at,
        receiver=pack.parameters.report.receiver,
        filed_by=act.actor.name,
        source=ReportSource.FILED,
        source_key=f"filed:{due.student_id}:{year}:{due.made + 1}",
        listed_dates=due.dates,
        policy_version=pack.label,
    )


def _write_down(
    act: Act,
    reports: list[TruancyReport],
    ready: list[DueReport],
    answers: Mapping[int, Answer],
) -> None:
    mark_due((report.student_id, report.school_year) for report in reports)
    record_many(
        act,
        action="report.filed",
        target_kind=LISTED,
        targets=[
            (
                report.pk,
                report.student_id,
                {
                    "number": due.number,
                    "receiver": report.receiver,
                    "listed": [day.isoformat() for day in report.listed_dates],
                    **_answered(due, answers),
                },
            )
            for report, due in zip(reports, ready, strict=True)
        ],
    )


def _answered(due: DueReport, answers: Mapping[int, Answer]) -> dict[str, object]:
    """The questions that were open and the person's answer; of gates only that there was one."""
    if due.is_clean:
        return {}
    asked = [hold.text for hold in due.holds if not hold.needs]
    return {"held": len(due.holds), "asked": asked, "answer": answers[due.student_id].words}
