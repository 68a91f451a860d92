"""Taking a note back that was written about the wrong student, or was not so."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from contacts.actions.contact import Contact
from contacts.actions.notes import amend_note
from contacts.choices import Method, NoteKind, Purpose, WithWhom
from contacts.models import Note, NoteWithdrawal


@transaction.atomic
def withdraw_note(act: Act, *, note: Note) -> Note:
    """Take a note back, with every note that it amends or that amends it; return the amendment that
    says so. Withdrawn twice, it is once.

    It proves nothing any more, and only whoever wrote its words reads them.
    """
    wordings = _locked(note)
    if there := NoteWithdrawal.objects.filter(note=note).first():
        return there.amendment
    newest = wordings[-1]
    if not newest.signed_at:  # from now on nobody changes it, its author neither
        newest.signed_at = act.at
        newest.save(update_fields=["signed_at"])
    key = uuid5(note.client_uuid, "withdrawn")
    amendment = amend_note(act, note=newest, client_uuid=key, contact=_says_nothing(act.at))
    NoteWithdrawal.objects.bulk_create(
        (
            NoteWithdrawal(note=one, amendment=amendment, by_id=act.person, at=act.at)
            for one in wordings
        ),
        ignore_conflicts=True,  # those withdrawn before, and amended all the same
    )
    _record(act, note)
    return amendment


def _says_nothing(at: datetime) -> Contact:
    """Return what an amendment says that takes a note back."""
    return Contact(
        kind=NoteKind.OTHER,
        method=Method.OTHER,
        with_whom=WithWhom.NOBODY,
        reached=False,
        happened_at=at,
        purpose=Purpose.OTHER,
        text="The earlier note is withdrawn.",
    )


def _locked(note: Note) -> list[Note]:
    """Lock a note with all its wordings, the first first, so that two who withdraw it from different
    ones wait for each other in one order; return them as they are by then.
    """
    keys = [one.pk for one in _wordings(note)]
    list(Note.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return _wordings(Note.objects.get(pk=note.pk))


def _wordings(note: Note) -> list[Note]:
    """Return a note with all that it amends and that amend it, the first first."""
    while note.amends:
        note = note.amends
    found = [note]
    while newer := Note.objects.filter(amends=found[-1]).first():
        found.append(newer)
    return found


def _record(act: Act, note: Note) -> None:
    record_many(
        act,
        action="note.withdrawn",
        target_kind="note",
        targets=[
            (note.pk, student, {}) for student in note.about.values_list("student", flat=True)
        ],
    )
