"""What is sent again: words that are there already, and those that met others."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from audit.rules import Act
from contacts.actions.contact import Contact, fields_of, fields_said
from contacts.actions.drafts import drop_draft
from contacts.actions.refusals import NoteIsNotYours, NoteSaysWhatCannotBe
from contacts.choices import RevisionKind
from contacts.models import Note, NoteRevision
from students.models import Student


@transaction.atomic
def keep_words(act: Act, *, note: Note, version: int, contact: Contact) -> NoteRevision:
    """Keep words, and what was said with them, that met a newer version of their note. Kept
    twice, they are there once.
    """
    kept, _ = NoteRevision.objects.get_or_create(
        note=note,
        kind=RevisionKind.UNSAVED,
        version=version,
        text=contact.text,
        fields=fields_said(contact),
        by_id=act.person,
        defaults={"written_at": act.at},
    )
    return kept


def again(
    act: Act, note: Note, contact: Contact, students: Sequence[Student] | None = None
) -> Note:
    """Answer for a note that is there already; what is said otherwise under its uuid is kept. Nobody
    is added or dropped in silence: sent about others than before, it is refused.
    """
    if note.author_id != act.person:
        raise NoteIsNotYours("Nothing was saved: start a new note.")
    if students:
        _refuse_others(note, students)
    known: list[Note | NoteRevision] = [note, *note.revisions.all()]
    if not any(says(words, contact) for words in known):
        keep_words(act, note=note, version=note.version, contact=contact)
    drop_draft(act, client_uuid=note.client_uuid)
    return note


def _refuse_others(note: Note, students: Sequence[Student]) -> None:
    about = set(note.about.values_list("student", flat=True))
    if missing := [one for one in students if one.pk not in about]:
        names = "; ".join(map(str, missing))
        raise NoteSaysWhatCannotBe(
            f"This note was saved before, and not about {names}: log another note about them."
        )
    if about - {one.pk for one in students}:
        raise NoteSaysWhatCannotBe(
            "This note was saved before, about more students than now. Open it to withdraw it if it is"
            " not about one of them."
        )


def made_it(note: Note, client_uuid: UUID, contact: Contact) -> bool:
    """Return whether the change sent under this uuid was made before, in these words."""
    earlier = note.revisions.filter(kind=RevisionKind.EARLIER)
    replaced = earlier.filter(fields__changed_by=str(client_uuid)).first()
    if replaced is None:
        return False
    became: NoteRevision | None = earlier.filter(version=replaced.version + 1).first()
    return says(became or note, contact)


def says(words: Note | NoteRevision, contact: Contact) -> bool:
    """Return whether a note, or one of its earlier wordings, reads as what was sent."""
    fields = fields_of(words) if isinstance(words, Note) else words.fields
    said = fields_said(contact)
    if contact.happened_at.microsecond:
        said.pop("happened_at")  # nobody types so fine a moment: it is that of the sending
    return words.text == contact.text and {**fields, **said} == fields
