"""What was typed and not saved yet, kept for whoever typed it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from accounts.models import User
from contacts.models import Note, NoteDraft

KEEP = """
INSERT INTO contacts_notedraft (user_id, client_uuid, seq, payload, saved_at)
SELECT %(user)s, %(uuid)s, %(seq)s, %(payload)s, %(now)s
WHERE NOT EXISTS (SELECT FROM contacts_note n WHERE n.client_uuid = %(uuid)s)
  AND NOT EXISTS (SELECT FROM contacts_noterevision r
                  WHERE r.note_id = %(note)s AND r.fields ->> 'changed_by' = %(uuid)s::text)
ON CONFLICT (user_id, client_uuid) DO UPDATE
SET seq = excluded.seq, payload = excluded.payload, saved_at = excluded.saved_at
WHERE contacts_notedraft.seq < excluded.seq
   OR contacts_notedraft.seq = excluded.seq AND contacts_notedraft.payload = excluded.payload
"""


@transaction.atomic
def save_draft(
    *,
    user: User,
    client_uuid: UUID,
    seq: int,
    payload: Mapping[str, object],
    now: datetime,
    note: Note | None = None,
) -> bool:
    """Keep what was typed, of a new note or of a change of `note`; return whether it is kept now.
    Sent twice, it is kept once.

    A draft that comes late, after a later one or after the note or the change, changes nothing
    and is not kept: its words need a uuid of their own.
    """
    values = {
        "user": user.pk,
        "uuid": client_uuid,
        "note": note.pk if note else None,
        "seq": seq,
        "payload": NoteDraft._meta.get_field("payload").get_db_prep_value(
            dict(payload), connection
        ),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)
        return cursor.rowcount == 1


def drop_draft(*, user: User, client_uuid: UUID) -> None:
    """Throw away one's own draft."""
    NoteDraft.objects.filter(user=user, client_uuid=client_uuid).delete()


def forget_old_drafts(*, now: datetime, days: int) -> int:
    """Delete drafts that nobody touched for so many days; return how many."""
    return NoteDraft.objects.filter(saved_at__lt=now - timedelta(days=days)).delete()[0]
