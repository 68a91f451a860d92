"""What an offer and its result say as notes of contacts."""

from conferences.choices import ConferenceState, MeetWhere, OfferedHow
from contacts.choices import Method, NoteKind, NoteOutcome, Purpose

OFFERED: dict[str, tuple[NoteKind, Method, NoteOutcome]] = {
    OfferedHow.CALL: (NoteKind.CALL, Method.PHONE, NoteOutcome.SPOKE),
    OfferedHow.VOICEMAIL: (NoteKind.CALL, Method.PHONE, NoteOutcome.VOICEMAIL),
    OfferedHow.EMAIL: (NoteKind.EMAIL, Method.EMAIL, NoteOutcome.SENT),
    OfferedHow.TEXT: (NoteKind.TEXT, Method.TEXT, NoteOutcome.SENT),
    OfferedHow.HAND: (NoteKind.LETTER, Method.HAND, NoteOutcome.HANDED),
}
CAME: dict[str, NoteOutcome] = {
    ConferenceState.HELD: NoteOutcome.HELD,
    ConferenceState.NO_SHOW: NoteOutcome.NO_SHOW,
    ConferenceState.REFUSED: NoteOutcome.REFUSED,
    ConferenceState.MOVED: NoteOutcome.MOVED,
    ConferenceState.AWAY: NoteOutcome.MOVED,
}
MET: dict[str, Method] = {
    MeetWhere.SCHOOL: Method.SCHOOL,
    MeetWhere.PHONE: Method.PHONE,
    MeetWhere.VIDEO: Method.VIDEO,
    MeetWhere.HOME: Method.HOME,
}
VISIT_AFTER = 2  # offers in a row to which nobody came


def purpose_of(state: str) -> Purpose:
    """Return what the note of a result is for: that the school itself did not come is no effort of the
    school's to hold a conference.

    Source: EC 48262, a conscientious effort.
    """
    is_away = state == ConferenceState.AWAY
    return Purpose.OTHER if is_away else Purpose.CONFERENCE_48262


def needs_a_visit(states: list[str]) -> bool:
    """Return whether the last offers, the newest first, ended with nobody coming, twice in a row: then
    somebody goes there.

    Source: product rule, practice of conferences; the number awaits the district's review.
    """
    ended = [one for one in states if one != ConferenceState.OFFERED][:VISIT_AFTER]
    return len(ended) == VISIT_AFTER and set(ended) == {ConferenceState.NO_SHOW}
