"""Following the reports: the first that stands in a school year leaves one notice due."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from attendance.queries.verdicts import STANDS
from audit.rules import Act
from core import sql
from law.queries import pack_in_force
from letters.actions.events import happened
from letters.actions.steps import take_back
from letters.actions.stopping import stop
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, LettersCursor, Notice
from students.rules import school_year_of

CURSOR = "reports"
# A report is seen by when its row was written, and it shows only at the end of a transaction,
# which for a large import is half an hour: look back for longer than that.
LOOK_BACK = timedelta(hours=1)
FULL_LOOK_EVERY = timedelta(hours=20)
OWED = (Path(__file__).parent / "sql" / "owed.sql").read_text().format(stands=STANDS)
MAKE = f"""
INSERT INTO letters_notice (student_id, school_id, school_year, kind, cause, due_by, stage)
SELECT o.student_id, o.school_id, o.school_year, o.kind, o.cause,
       coalesce((SELECT d.date FROM students_schoolday d
                 WHERE d.school_id = o.school_id AND d.is_school_day AND d.date > o.filed_on
                 ORDER BY d.date OFFSET greatest(%(days)s - 1, 0) LIMIT 1), o.filed_on + %(days)s),
       o.stage
FROM ({OWED}) o
ON CONFLICT (kind, cause) DO NOTHING
RETURNING id"""  # noqa: S608 - both parts are written here
# Notices at such a stage, on whose report a verdict was given since, and that stands or not.
DECIDED = """
SELECT n.id FROM (
  SELECT d.report_id FROM attendance_reportdecision d WHERE %(everything)s
  UNION
  SELECT d.report_id FROM attendance_reportdecision d WHERE d.decided_at >= %(since)s
) decided
JOIN attendance_truancyreport r ON r.id = decided.report_id
JOIN letters_notice n ON n.kind = 'first_notice' AND n.cause = 'report:' || r.id
WHERE {is_so}"""
UNSENT = [Stage.DUE, Stage.APPROVED, Stage.PRINTED]
FALLEN = DECIDED.format(is_so=f"n.stage = ANY(%(unsent)s) AND NOT ({STANDS})")
UPHELD = DECIDED.format(
    is_so=f"""n.stage = 'withdrawn' AND {STANDS} AND NOT EXISTS (
    SELECT FROM letters_letterevent e WHERE e.notice_id = n.id AND e.kind = 'not_sent')"""
)
UNSUPPORTED = DECIDED.format(
    is_so=f"""n.stage = 'mailed' AND NOT ({STANDS}) AND NOT EXISTS (
    SELECT FROM letters_letterevent e WHERE e.notice_id = n.id AND e.kind = 'unsupported')"""
)
# Letters that are not mailed, with the school where the student is enrolled now.
MOVED = """
SELECT n.id, t.school_id, was.name AS left_name, now.name AS reached_name
FROM letters_notice n
JOIN attendance_standing t
  ON t.student_id = n.student_id AND t.school_year = %(school_year)s AND t.is_enrolled
JOIN students_school was ON was.id = n.school_id
JOIN students_school now ON now.id = t.school_id
WHERE n.stage = ANY(%(unsent)s) AND n.school_id <> t.school_id"""
LOCKED = " FOR UPDATE OF n"
BEHIND = " OR ".join(f"EXISTS ({one})" for one in (OWED, FALLEN, UPHELD, UNSUPPORTED))


def is_behind(act: Act) -> bool:
    """Return whether a report calls for a notice, or a verdict for a step, that is not there yet.

    Looks back as far as `follow` does, so that what is committed late is found within seconds.
    Two statements, from indexes.
    """
    cursor = LettersCursor.objects.filter(pk=CURSOR).first()
    if cursor is None or act.at - cursor.seen_at > FULL_LOOK_EVERY:
        return True
    with connection.cursor() as asked:
        asked.execute(f"SELECT {BEHIND}", _values(act, cursor, everything=False))
        [(found,)] = asked.fetchall()
    return bool(found)


@transaction.atomic
def follow(act: Act) -> int:
    """Make the notices due that reports call for, and withdraw those whose report was withdrawn.

    A letter that is not mailed goes on at the school where its student is now. Returns how many
    notices are new. Safe to repeat and to run twice at once: a notice exists
    once for each report. A few statements, however many reports.
    """
    cursor, made = LettersCursor.objects.get_or_create(pk=CURSOR, defaults={"seen_at": act.at})
    cursor = LettersCursor.objects.select_for_update().get(pk=CURSOR)
    everything = made or act.at - cursor.seen_at > FULL_LOOK_EVERY
    values = _values(act, cursor, everything=everything)
    _withdraw(act, values)
    _reopen(act, values)
    _move(act, values)
    days = pack_in_force(act.on).parameters.notice.due_school_days
    new = Notice.objects.filter(pk__in=_ids(MAKE, {**values, "days": days}))
    happened(act, EventKind.DUE, new)
    cursor.seen_at = max(cursor.seen_at, act.at)
    cursor.save(update_fields=["seen_at"])
    return len(new)


def _values(act: Act, cursor: LettersCursor, *, everything: bool) -> dict[str, Any]:
    return {
        "school_year": school_year_of(act.on),
        "zone": settings.TIME_ZONE,
        "since": cursor.seen_at - LOOK_BACK,
        "everything": everything,
        "unsent": UNSENT,
    }


def _withdraw(act: Act, values: dict[str, Any]) -> None:
    """Stop what was not sent; of what was sent, take back the step that judging reads."""
    unsent = list(Notice.objects.filter(pk__in=_ids(FALLEN + LOCKED, values)))
    happened(act, EventKind.WITHDRAWN, unsent)
    stop(unsent)
    flagged = list(Notice.objects.filter(pk__in=_ids(UNSUPPORTED + LOCKED, values)))
    if flagged:
        happened(act, EventKind.UNSUPPORTED, flagged)
        take_back(act, flagged)


def _reopen(act: Act, values: dict[str, Any]) -> None:
    """Let a notice go on where it stopped, if its report was upheld after all."""
    again = Notice.objects.filter(pk__in=_ids(UPHELD + LOCKED, values))
    happened(act, EventKind.REOPENED, again)
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


def _move(act: Act, values: dict[str, Any]) -> None:
    moved = {row["id"]: row for row in sql.rows(MOVED + LOCKED, values)}
    notices = list(Notice.objects.filter(pk__in=moved))
    for notice in notices:
        notice.school_id = moved[notice.pk]["school_id"]
    Notice.objects.bulk_update(notices, ["school"])
    details = {
        key: {"from": row["left_name"], "to": row["reached_name"]} for key, row in moved.items()
    }
    happened(act, EventKind.MOVED, notices, details=details)


def _ids(statement: str, values: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [key for (key,) in cursor.fetchall()]
