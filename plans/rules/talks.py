"""What a talk about barriers is among contacts, and what weighs most in it."""

from contacts.choices import Method, NoteKind, NoteOutcome
from plans.choices import Speaker, TalkedHow

# What a talk is among contacts: its kind, how, and what came of it.
CONTACTS: dict[str, tuple[NoteKind, Method, NoteOutcome]] = {
    TalkedHow.SCHOOL: (NoteKind.MEETING, Method.SCHOOL, NoteOutcome.HELD),
    TalkedHow.HOME: (NoteKind.VISIT, Method.HOME, NoteOutcome.DOOR_SPOKE),
    TalkedHow.PHONE: (NoteKind.CALL, Method.PHONE, NoteOutcome.SPOKE),
    TalkedHow.VIDEO: (NoteKind.MEETING, Method.VIDEO, NoteOutcome.HELD),
}


def is_contact(speaker: str) -> bool:
    """Return whether an interview is a contact with the student or the family: with staff it is none.

    Source: product rule, only a talk with the student or the family reaches them.
    """
    return speaker != Speaker.STAFF


def weighed(codes: list[str], main: str) -> list[str]:
    """Return the codes, each once and the one that weighs most first; of a single one it is that.

    Source: product rule, one barrier is marked as the main one.
    """
    first = [main] if main else codes[:1] if len(set(codes)) == 1 else []
    return list(dict.fromkeys([*first, *codes]))
