"""Writing down what happened to notices, beside the audit row of who did it."""

from collections.abc import Iterable, Mapping
from typing import Any

from audit.actions import record_many
from audit.rules import Act
from letters.choices import NOTICE, EventKind
from letters.models import LetterEvent, Notice


def happened(
    act: Act,
    kind: EventKind,
    notices: Iterable[Notice],
    *,
    details: Mapping[int, dict[str, Any]] | None = None,
) -> None:
    """Write an event and an audit row for each notice, in two statements."""
    rows = [(notice, (details or {}).get(notice.pk, {})) for notice in notices]
    if not rows:
        return
    LetterEvent.objects.bulk_create(
        LetterEvent(
            notice=notice,
            kind=kind,
            at=act.at,
            **act.actor.columns,
            detail=detail,
        )
        for notice, detail in rows
    )
    record_many(
        act,
        action=f"letter.{kind}",
        target_kind=NOTICE,
        targets=[(notice.pk, notice.student_id, detail) for notice, detail in rows],
    )
