"""Writing down what happened to notices, beside the audit row of who did it."""

from collections.abc import Iterable, Mapping
from typing import Any

from audit.actions import record_many
from audit.rules import Actor
from letters.choices import NOTICE, EventKind
from letters.models import LetterEvent, Notice


def happened(
    kind: EventKind,
    notices: Iterable[Notice],
    *,
    by: Actor,
    details: Mapping[int, dict[str, Any]] | None = None,
) -> None:
    """Write an event and an audit row for each notice, in two statements."""
    rows = [(notice, (details or {}).get(notice.pk, {})) for notice in notices]
    LetterEvent.objects.bulk_create(
        LetterEvent(
            notice=notice,
            kind=kind,
            actor_kind=by.kind,
            actor_id=by.id,
            actor_name=by.name,
            detail=detail,
        )
        for notice, detail in rows
    )
    record_many(
        by=by,
        action=f"letter.{kind}",
        target_kind=NOTICE,
        targets=[(notice.pk, notice.student_id, detail) for notice, detail in rows],
    )
