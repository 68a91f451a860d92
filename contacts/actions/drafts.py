"""What was typed and not saved yet, kept for whoever typed it."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from audit.rules import Act
from contacts.models import Note, NoteDraft
from core import sql

KEEP = sql.statement(__file__, "keep_draft")


@transaction.atomic
def save_draft(
    act: Act,
    *,
    client_uuid: UUID,
    seq: int,
    payload: Mapping[str, object],
    note: Note | None = None,
) -> bool:
    """Keep what was typed, of a new note or of a change of `note`; return whether it is kept now.
    Sent twice, it is kept once.

    A draft that comes late, after a later one or after the note or the change, changes nothing
    and is not kept: its words need a uuid of their own.
    """
    values = {
        "user": act.person,
        "uuid": client_uuid,
        "note": note.pk if note else None,
        "seq": seq,
        "payload": NoteDraft._meta.get_field("payload").get_db_prep_value(
            dict(payload), connection
        ),
        "now": act.at,
    }
    return sql.run(KEEP, values) == 1


def drop_draft(act: Act, *, client_uuid: UUID) -> None:
    """Throw away one's own draft."""
    NoteDraft.objects.filter(user=act.person, client_uuid=client_uuid).delete()


def forget_old_drafts(act: Act, *, days: int) -> int:
    """Delete drafts that nobody touched for so many days; return how many."""
    return NoteDraft.objects.filter(saved_at__lt=act.at - timedelta(days=days)).delete()[0]
