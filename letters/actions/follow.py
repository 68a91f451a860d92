"""Following the reports: the first that stands in a school year leaves one notice due."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from attendance.actions.due import mark_due
from attendance.choices import StepKind
from attendance.models import ProcessStep, ReportDecision, TruancyReport
from attendance.queries.policies import pack_in_force
from audit.rules import Actor
from letters.actions.events import happened
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, LettersCursor, Notice
from students.rules import school_year_of

SQL = Path(__file__).parent / "sql"
CURSOR = "reports"
EVIDENCE = "letters.notice"
# A report is seen by when its row was written, and it shows only at the end of a transaction,
# which for a large import is half an hour: look back for longer than that.
LOOK_BACK = timedelta(hours=1)
FULL_LOOK_EVERY = timedelta(hours=20)
STANDS = """coalesce((SELECT d.verdict FROM attendance_reportdecision d WHERE d.report_id = r.id
    ORDER BY d.decided_at DESC, d.id DESC LIMIT 1), 'upheld') <> 'withdrawn'"""
NEW = (SQL / "follow.sql").read_text().format(stands=STANDS)
DECIDED = """
SELECT n.id FROM letters_notice n
JOIN attendance_truancyreport r ON 'report:' || r.id = n.cause
WHERE n.stage = ANY(%(stages)s) AND {is_so}
  AND EXISTS (SELECT FROM attendance_reportdecision d
              WHERE d.report_id = r.id AND (%(everything)s OR d.decided_at >= %(since)s))
FOR UPDATE OF n"""
FALLEN = DECIDED.format(is_so=f"NOT ({STANDS})")
UPHELD = DECIDED.format(is_so=f"({STANDS})")
UNSENT = [Stage.DUE, Stage.APPROVED, Stage.PRINTED]


def is_behind(*, now: datetime) -> bool:
    """Return whether a report was filed or decided since the last look. Three look-ups."""
    cursor = LettersCursor.objects.filter(pk=CURSOR).first()
    if cursor is None or now - cursor.seen_at > FULL_LOOK_EVERY:
        return True
    since = cursor.seen_at - timedelta(minutes=2)
    return (
        TruancyReport.objects.filter(created_at__gte=since).exists()
        or ReportDecision.objects.filter(decided_at__gte=since).exists()
    )


@transaction.atomic
def follow(*, by: Actor, now: datetime | None = None) -> int:
    """Make the notices due that reports call for, and withdraw those whose report was withdrawn.

    Returns how many notices are new. Safe to repeat and to run twice at once: a notice exists
    once for each report. A few statements, however many reports.
    """
    now = now or timezone.now()
    cursor, made = LettersCursor.objects.get_or_create(pk=CURSOR, defaults={"seen_at": now})
    cursor = LettersCursor.objects.select_for_update().get(pk=CURSOR)
    today = timezone.localdate(now)
    values: dict[str, Any] = {
        "school_year": school_year_of(today),
        "zone": settings.TIME_ZONE,
        "days": pack_in_force(today).parameters.notice.due_school_days,
        "since": cursor.seen_at - LOOK_BACK,
        "everything": made or now - cursor.seen_at > FULL_LOOK_EVERY,
    }
    _withdraw(values, by=by, now=now)
    _reopen(values, by=by)
    new = Notice.objects.filter(pk__in=_ids(NEW, values))
    happened(EventKind.DUE, new, by=by)
    cursor.seen_at = max(cursor.seen_at, now)
    cursor.save(update_fields=["seen_at"])
    return len(new)


def _withdraw(values: dict[str, Any], *, by: Actor, now: datetime) -> None:
    """Stop what was not sent; of what was sent, take back the step that judging reads."""
    unsent = Notice.objects.filter(pk__in=_ids(FALLEN, {**values, "stages": UNSENT}))
    happened(EventKind.WITHDRAWN, unsent, by=by)
    fallen = [notice.pk for notice in unsent]
    Copy.objects.filter(notice__in=fallen).exclude(state=CopyState.PRINTED).update(
        state=CopyState.WITHDRAWN, lease_token="", lease_until=None
    )
    Notice.objects.filter(pk__in=fallen).update(stage=Stage.WITHDRAWN)
    sent = Notice.objects.filter(pk__in=_ids(FALLEN, {**values, "stages": [Stage.MAILED]}))
    flagged = list(sent.exclude(events__kind=EventKind.UNSUPPORTED).select_for_update())
    if not flagged:
        return
    happened(EventKind.UNSUPPORTED, flagged, by=by)
    ProcessStep.objects.filter(
        kind=StepKind.NOTICE_48260_5,
        evidence_kind=EVIDENCE,
        evidence_id__in=[str(notice.pk) for notice in flagged],
        withdrawn_at=None,
    ).update(withdrawn_at=now)
    with connection.cursor() as cursor:
        mark_due(
            cursor,
            "SELECT student_id, school_year FROM letters_notice WHERE id = ANY(%(ids)s)",
            {"ids": [notice.pk for notice in flagged]},
        )


def _reopen(values: dict[str, Any], *, by: Actor) -> None:
    """Let a notice go on where it stopped, if its report was upheld after all."""
    again = Notice.objects.filter(pk__in=_ids(UPHELD, {**values, "stages": [Stage.WITHDRAWN]}))
    happened(EventKind.REOPENED, again, by=by)
    ids = [notice.pk for notice in again]
    stopped = Copy.objects.filter(notice__in=ids, state=CopyState.WITHDRAWN)
    waiting = set(stopped.values_list("notice_id", flat=True))
    stopped.update(state=CopyState.QUEUED, attempts=0)
    for stage, keys in (
        (Stage.DUE, {notice.pk for notice in again if notice.batch_id is None}),
        (Stage.APPROVED, {n.pk for n in again if n.batch_id and n.pk in waiting}),
        (Stage.PRINTED, {n.pk for n in again if n.batch_id and n.pk not in waiting}),
    ):
        Notice.objects.filter(pk__in=keys).update(stage=stage)


def _ids(statement: str, values: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [key for (key,) in cursor.fetchall()]
