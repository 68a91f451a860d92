"""The wordings of a note: what it amends, and what amends it."""

from contacts.models import Note


def wordings_of(note: Note) -> list[Note]:
    """Return a note with all that it amends and that amend it, the first first."""
    while note.amends:
        note = note.amends
    found = [note]
    while newer := getattr(found[-1], "amendment", None):
        found.append(newer)
    return found
