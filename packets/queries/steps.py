"""The steps of the law that stand, each with its day, its person and what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from attendance.choices import EvidenceKind, StepKind
from attendance.rules.steps import OF_ANY_STEP
from contacts.models import Note
from law.packs import PolicyPack
from letters.choices import NoticeKind

# Notices of before this system: steps are all there is of them.
NOTICES = (StepKind.NOTICE_48260_5, StepKind.NOTICE)
LETTER = f"letters.{NoticeKind.FIRST_NOTICE}"
MEETINGS = (StepKind.SART, StepKind.CONFERENCE)


def steps_of(
    rows: Sequence[Mapping[str, Any]], pack: PolicyPack, *, mailed_by: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the steps of the rows of the packet's statement, in their order, as plain values.

    `mailed_by` says by the key of a notice who wrote down its mailing. One statement.
    """
    by = {EvidenceKind.NOTICE.value: mailed_by, EvidenceKind.NOTE.value: _authors(rows)}
    return [_step(row, pack, by.get(row["evidence"], {})) for row in rows]


def known_notices(steps: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the notices of before this system among the steps, as the packet's letters tell them."""
    return [
        {
            "id": None,
            "title": step["title"],
            "stage": "From before this system",
            "mailed_on": step["at"][:10],
            "channel": step["channel"],
            "mailed": {"at": step["at"], "by": step["by"]},
            "languages": step["language"],
            "is_known": True,
            "counts": True,
            "copies": [],
        }
        for step in steps
        if step["is_notice"]
    ]


def _step(
    row: Mapping[str, Any], pack: PolicyPack, written_by: Mapping[str, str]
) -> dict[str, Any]:
    detail, is_known = row["detail"] or {}, row["evidence"] in OF_ANY_STEP
    label = pack.sentence(f"steps.{row['kind']}")
    happened = localtime(datetime.fromisoformat(row["happened_at"]))
    return {
        "label": label,
        # What it is called among the letters, where it is one.
        "title": pack.sentence(LETTER) if row["kind"] == StepKind.NOTICE_48260_5 else label,
        "at": happened.isoformat(timespec="minutes"),
        "has_time": row["has_time"],
        "by": detail.get("by") or written_by.get(row["key"].partition(":")[0], ""),
        "channel": detail.get("channel", "") if is_known else "",
        "language": detail.get("language", "") if is_known else "",
        "is_known": is_known,
        # A meeting with the family of which no contact tells.
        "is_support": row["kind"] in MEETINGS and row["evidence"] != EvidenceKind.NOTE,
        "is_notice": is_known and row["kind"] in NOTICES,
    }


def _authors(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return by the key of a note who wrote it, of those that a step rests on."""
    keys = [int(row["key"]) for row in rows if row["evidence"] == EvidenceKind.NOTE]
    notes = Note.objects.filter(pk__in=keys).select_related("author") if keys else ()
    return {str(note.pk): str(note.author) for note in notes}
