"""Following what calls for letters: each kind finds what is owed; a report that falls stops its own."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from attendance.choices import Verdict
from audit.rules import Act
from core import sql
from law.queries import pack_in_force
from letters.actions.events import happened
from letters.actions.reopening import go_on
from letters.actions.steps import complete_again, take_back
from letters.actions.stopping import stop
from letters.choices import CORRECTIONS, EventKind, Stage
from letters.models import LettersCursor, Notice
from letters.queries import kinds
from letters.queries.kinds import NoticeSpec
from letters.rules.stages import OPEN
from students.rules import school_year_of

CURSOR = "reports"
# A report is seen by when its row was written, and it shows only at the end of a transaction,
# which for a large import is half an hour: look back for longer than that.
LOOK_BACK = timedelta(hours=1)
FULL_LOOK_EVERY = timedelta(hours=20)
DECIDED = sql.statement(kinds.__file__, "decided")
MOVED = sql.statement(kinds.__file__, "moved")
MAKE = sql.statement(__file__, "make_notices")


def is_behind(act: Act) -> bool:
    """Return whether a report calls for a notice, or a verdict for a step, that is not there yet.

    Looks back as far as `follow` does, so that what is committed late is found within seconds.
    A statement for each kind and one more, from indexes.
    """
    cursor = LettersCursor.objects.filter(pk=CURSOR).first()
    if cursor is None or act.at - cursor.seen_at > FULL_LOOK_EVERY:
        return True
    values = _values(act, since=cursor.seen_at - LOOK_BACK, everything=False)
    return any(
        sql.exists(DECIDED, spec.owed_statement, values=values | _named(spec))
        for spec in kinds.that_are_found()
    )


@transaction.atomic
def follow(act: Act) -> int:
    """Make the notices due that are called for, and withdraw those whose report was withdrawn.

    A letter that is not mailed goes on at the school where its student is now. Returns how many
    notices are new. Safe to repeat and to run twice at once: a notice exists once for each cause.
    A few statements for each kind, however many reports.
    """
    cursor, made = LettersCursor.objects.get_or_create(pk=CURSOR, defaults={"seen_at": act.at})
    cursor = LettersCursor.objects.select_for_update().get(pk=CURSOR)
    everything = made or act.at - cursor.seen_at > FULL_LOOK_EVERY
    values = _values(act, since=cursor.seen_at - LOOK_BACK, everything=everything)
    _decide(act, values)
    _move(act, values)
    new = _make_all(act, values)
    cursor.seen_at = max(cursor.seen_at, act.at)
    cursor.save(update_fields=["seen_at"])
    return new


@transaction.atomic
def follow_verdict(act: Act) -> None:
    """Let letters follow a verdict that was given in this very act, without waiting for `follow`:
    what did not leave stops or goes on, and what was mailed leaves a correction due.
    """
    values = _values(act, since=act.at, everything=False)
    _decide(act, values)
    _make_all(act, values)


def _values(act: Act, *, since: datetime, everything: bool) -> dict[str, Any]:
    return {
        "school_year": school_year_of(act.on),
        "on": act.on,
        "zone": settings.TIME_ZONE,
        "since": since,
        "everything": everything,
        "open": list(OPEN),
        "corrections": list(CORRECTIONS),
        **sql.kinds(stage=Stage, event=EventKind),
        "verdict_withdrawn": Verdict.WITHDRAWN,
    }


def _named(spec: NoticeSpec) -> dict[str, Any]:
    return {"kind": spec.kind, "step": spec.step}


def _make_all(act: Act, values: dict[str, Any]) -> int:
    """Make due what is owed of each kind; return how many letters."""
    new = [key for spec in kinds.that_are_found() for key in _make(act, spec, values)]
    happened(act, EventKind.DUE, Notice.objects.filter(pk__in=new))
    return len(new)


def _make(act: Act, spec: NoticeSpec, values: dict[str, Any]) -> list[int]:
    """Make due what is owed of one kind; return the keys of the new notices."""
    owed = sql.rows(spec.owed_statement, values | _named(spec))
    if not owed:
        return []
    rows = [row | {"asked_on": row["asked_on"].isoformat()} for row in owed]
    return sql.column(
        MAKE,
        {
            "school_year": values["school_year"],
            "kind": spec.kind,
            "stage": Stage.DUE,
            "days": pack_in_force(act.on).parameters.notice.due_school_days,
            "owed": json.dumps(rows),
        },
    )


def _decide(act: Act, values: dict[str, Any]) -> None:
    """Let letters follow the newest verdict on their report."""
    becomes: dict[str, list[int]] = {}
    for row in sql.rows(DECIDED, values):
        becomes.setdefault(row["becomes"], []).append(row["id"])
    happened(act, EventKind.WITHDRAWN, stop(becomes.get(EventKind.WITHDRAWN, [])))
    _flag(act, becomes.get(EventKind.UNSUPPORTED, []))
    _unflag(act, becomes.get(EventKind.SUPPORTED, []))
    _reopen(act, becomes.get(EventKind.REOPENED, []))


def _flag(act: Act, keys: Sequence[int]) -> None:
    """Of what was sent, take back the step that judging reads."""
    if flagged := _mailed(keys):
        happened(act, EventKind.UNSUPPORTED, flagged)
        take_back(act, flagged)


def _unflag(act: Act, keys: Sequence[int]) -> None:
    """Of what was sent and rests on a report again, take the step again that judging reads."""
    if upheld := _mailed(keys):
        happened(act, EventKind.SUPPORTED, upheld)
        complete_again(act, upheld)


def _mailed(keys: Sequence[int]) -> list[Notice]:
    rows = Notice.objects.select_for_update().filter(pk__in=keys, stage=Stage.MAILED)
    return list(rows.order_by("pk")) if keys else []


def _reopen(act: Act, keys: Sequence[int]) -> None:
    """Let a notice go on where it stopped, if its report was upheld after all."""
    if not keys:
        return
    again = list(Notice.objects.select_for_update().filter(pk__in=keys, stage=Stage.WITHDRAWN))
    happened(act, EventKind.REOPENED, again)
    go_on(again)


def _move(act: Act, values: dict[str, Any]) -> None:
    moved = {row["id"]: row for row in sql.rows(MOVED, values)}
    here = Notice.objects.select_for_update().filter(pk__in=moved, stage__in=OPEN)
    notices = list(here.order_by("pk")) if moved else []
    for notice in notices:
        notice.school_id = moved[notice.pk]["school_id"]
    Notice.objects.bulk_update(notices, ["school"])
    details = {
        key: {"from": row["left_name"], "to": row["reached_name"]} for key, row in moved.items()
    }
    happened(act, EventKind.MOVED, notices, details=details)
