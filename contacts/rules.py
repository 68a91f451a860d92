"""Rules of contacts as plain functions: what reaches a person, what is an effort, what is next."""

from collections.abc import Sequence
from datetime import date, datetime

from contacts.choices import Came, Method, NoteKind, NoteOutcome, Purpose, WhyTakenBack, WithWhom
from core.clock import day_of
from tasks.choices import TaskKind

_TALK = (NoteOutcome.HELD, NoteOutcome.NO_SHOW, NoteOutcome.REFUSED, NoteOutcome.MOVED)
_WRITTEN = (NoteOutcome.SENT, NoteOutcome.REPLIED, NoteOutcome.BOUNCED)
OUTCOMES: dict[str, tuple[NoteOutcome, ...]] = {
    NoteKind.CALL: (
        NoteOutcome.SPOKE,
        NoteOutcome.VOICEMAIL,
        NoteOutcome.NO_ANSWER,
        NoteOutcome.MAILBOX_FULL,
        NoteOutcome.CALL_BACK,
        NoteOutcome.WRONG_NUMBER,
    ),
    NoteKind.VISIT: (
        NoteOutcome.DOOR_SPOKE,
        NoteOutcome.DOOR_NOBODY,
        NoteOutcome.DOOR_NOT_HERE,
        NoteOutcome.DOOR_NO_ANSWER,
        NoteOutcome.DOOR_CLOSED,
        NoteOutcome.DOOR_NO_WAY_IN,
        NoteOutcome.DOOR_STUDENT_ALONE,
        NoteOutcome.DOOR_UNSAFE,
    ),
    NoteKind.MEETING: _TALK,
    NoteKind.CONFERENCE: _TALK,
    NoteKind.EMAIL: _WRITTEN,
    NoteKind.TEXT: _WRITTEN,
    NoteKind.LETTER: (NoteOutcome.HANDED,),
    NoteKind.OTHER: (),
}
METHODS: dict[str, Method] = {
    NoteKind.CALL: Method.PHONE,
    NoteKind.VISIT: Method.HOME,
    NoteKind.MEETING: Method.SCHOOL,
    NoteKind.CONFERENCE: Method.SCHOOL,
    NoteKind.EMAIL: Method.EMAIL,
    NoteKind.TEXT: Method.TEXT,
    NoteKind.LETTER: Method.HAND,
    NoteKind.OTHER: Method.OTHER,
}
# Outcomes in which a person was there and answered; a refusal is an answer, too.
ANSWERED = frozenset(
    {
        NoteOutcome.SPOKE,
        NoteOutcome.CALL_BACK,
        NoteOutcome.DOOR_SPOKE,
        NoteOutcome.HELD,
        NoteOutcome.REFUSED,
        NoteOutcome.REPLIED,
    }
)
# Outcomes by which nothing can have come to the family: nobody was called who could have answered.
MISSED = frozenset({NoteOutcome.MAILBOX_FULL, NoteOutcome.WRONG_NUMBER, NoteOutcome.BOUNCED})
# Tried, but of an offer nothing can have come to a parent: nobody got to the door, or only the student was there.
NOT_OFFERED = frozenset(
    {NoteOutcome.DOOR_NO_WAY_IN, NoteOutcome.DOOR_STUDENT_ALONE, NoteOutcome.DOOR_UNSAFE}
)
NO_EFFORT = MISSED | NOT_OFFERED
# Whom an outcome can only be with, whoever was asked for.
ONLY_WITH = {NoteOutcome.DOOR_STUDENT_ALONE: WithWhom.STUDENT}
# The note is part of the student's record, and read by who plans no visit: why stands with the warning.
UNTOLD = "Leave the words out: this note is part of the student’s record. Why nobody goes there alone is chosen of a list, under “Do not visit alone” on the student’s page."
EXPLAINED = (
    "No call is needed: the absences are explained",
    "Since it was proposed a reason came for the days, or for all but too few. Dismiss it.",
)
# Kinds that never reach a person by themselves: paper, and notes about something else.
SILENT = (NoteKind.LETTER, NoteKind.OTHER)
# Reasons that can be seen without having been there.
REASONS = tuple(one for one in WhyTakenBack if one != WhyTakenBack.UNDONE)
MISPLACED = (WhyTakenBack.OTHER_STUDENT, WhyTakenBack.TWICE)
NO_CONTACT = (NoteKind.OTHER, WithWhom.NOBODY)
NOT_OF_ALL = (
    "This adult is not on file with each of these students: log what was said with one family for"
    " its own children alone."
)
OFFER_APART = "An offer of a conference to somebody who is not on file is a note of its own for each student."
SEVERAL_HOMES = (
    "These students are of several families. One note about them is with the student, or another note"
    " with nobody; a call, visit or message to a family is a note of its own for each."
)
NEXT_STEPS: dict[str, tuple[str, int]] = {
    TaskKind.CONTACT: ("Call again", 1),
    TaskKind.VISIT: ("Home visit", 2),
    TaskKind.CONFERENCE: ("Offer a conference", 5),
    TaskKind.OTHER: ("Check attendance", 7),
}


def outcome_fits(kind: str, outcome: str) -> bool:
    """Return whether an outcome is one of its kind of contact; none at all fits every kind.

    Source: product rule, outcomes are presets of their kind.
    """
    return outcome == "" or outcome in OUTCOMES.get(kind, ())


def reaches(kind: str, outcome: str) -> bool:
    """Return whether a person was reached, as far as the outcome says.

    Source: product rule, only successful contact with a person counts; a letter never does.
    """
    return kind not in SILENT and outcome in ANSWERED


def is_untold(outcome: str) -> bool:
    """Return whether an outcome is written down without words of its own.

    Source: product rule, practice of home visits; a restricted flag, and no detail in the open log.
    """
    return outcome == NoteOutcome.DOOR_UNSAFE


def came_of(kind: str, outcome: str, *, reached: bool) -> Came:
    """Return whether a contact reached a person, tried to, or could not have reached anybody: a full
    mailbox, a wrong or dead number and what came back undelivered are no attempt.

    Source: product rule, practice of calls home; only what can come to the family is tried.
    """
    if reached:
        return Came.REACHED
    if kind in SILENT:
        return Came.SILENT
    return Came.MISSED if outcome in MISSED else Came.ATTEMPT


def words_of_call(days: Sequence[date], *, least: int) -> tuple[str, str]:
    """Return the title and the reason of a call home about days of which no reason is known; of fewer than so
    many, that none is needed: a person dismisses it.

    Source: product rule, `first_call.absences`; what is proposed is said in the same words.
    """
    if len(days) < least:
        return EXPLAINED
    told = ", ".join(f"{day:%b} {day.day}" for day in sorted(days)[-5:])
    return (
        f"Call home: {len(days)} unexplained absences",
        f"Absent without a reason known on {told}, and nobody has called since. A person calls, and asks what would help.",
    )


def is_late_entry(happened_at: datetime, recorded_at: datetime, *, days: int) -> bool:
    """Return whether a contact was written down more than so many calendar days after it happened: what is
    written the next morning is a day late, whatever the hour.

    Source: product rule, `contact.late_days`.
    """
    return (day_of(recorded_at) - day_of(happened_at)).days > days


def is_conference_effort(kind: str, purpose: str, with_whom: str, outcome: str = "") -> bool:
    """Return whether a note is an attempt to hold a conference with a parent and the student.

    An attempt counts whether or not anybody answered, but not where it could reach nobody; a conference
    that was held was tried, whatever purpose was chosen. Nothing of it came to a parent where nobody got to
    the door, or the student was home alone. Speaking with the student alone is none, nor is
    a note that was no contact. With an adult on file it counts for their own children.

    Source: EC 48262.
    """
    is_contact = (kind, with_whom) != NO_CONTACT
    was_held = (kind, outcome) == (NoteKind.CONFERENCE, NoteOutcome.HELD)
    is_tried = (purpose == Purpose.CONFERENCE_48262 and outcome not in NO_EFFORT) or was_held
    return is_tried and with_whom != WithWhom.STUDENT and is_contact


def why_apart(
    kind: str, with_whom: str, *, is_effort: bool, is_one_home: bool, is_adult_of_all: bool
) -> str:
    """Return why a contact cannot be one note about several students, or "". What was said with one
    family is no contact with another: it would reach, prove and print for a child what is not theirs.

    An adult is to be on file with each of them. Students of several homes share what was said with
    themselves, and a note that is no contact.

    Source: product rule; FERPA, 34 CFR 99.30.
    """
    if with_whom == WithWhom.ADULT:
        return "" if is_adult_of_all else NOT_OF_ALL
    if with_whom == WithWhom.SOMEONE and is_effort:
        return OFFER_APART
    is_shared = with_whom == WithWhom.STUDENT or (kind, with_whom) == NO_CONTACT
    return "" if is_one_home or is_shared else SEVERAL_HOMES


def may_be_sealed(age: int | None, *, from_age: int) -> bool:
    """Return whether what is said about a student of this age can be sealed; of one of unknown age it
    cannot, nor of a younger one, all of whose record a parent may read.

    Source: EC 49602, EC 49069.7; `sealed.from_age`.
    """
    return age is not None and age >= from_age


def reasons_to_withdraw(*, wrote_all: bool, is_concerned: bool) -> tuple[WhyTakenBack, ...]:
    """Return for which reasons somebody may take a note back: any, if they wrote every wording of it.

    Who wrote one of them, or manages the case, may only where it is about another student or is there
    twice, which anybody sees: whether it was so is known to whoever wrote it, and nobody may bury what a
    child said to a colleague.

    Source: product rule.
    """
    if wrote_all:
        return REASONS
    return MISPLACED if is_concerned else ()
