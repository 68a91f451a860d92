"""What a referral may begin with: sentences of what is on record, for its author to go on from."""

from collections.abc import Iterator
from datetime import date

from accounts.choices import Permission
from attendance.queries.brief import brief as brief_of_attendance
from contacts.queries.brief import brief as brief_of_contacts
from core.brief import Sentence
from letters.queries.brief import brief as brief_of_letters
from plans.queries.brief import brief as brief_of_plans
from students.models import Student

TELLERS = (
    (Permission.ATTENDANCE_READ, brief_of_attendance),
    (Permission.LETTER_READ, brief_of_letters),
    (Permission.CASE_READ, brief_of_contacts),
    (Permission.CASE_READ, brief_of_plans),
)
# The family and outside members of a board read it: nothing of what somebody said in an interview, of
# what is done for the student by name, of programs, or of whom a contact was with.
KINDS = (
    *("missed", "status", "report", "letter_mailed", "step"),
    *("tried", "tried_reached", "goal", "reviewed"),
)
MOST = 5


def narrative_of(student: Student, may: frozenset[str], *, on: date) -> list[Sentence]:
    """Return what the records say of the student's year, each kind from the oldest to the newest, as far as
    the author may read them. As many statements however much was done.
    """
    found: dict[str, list[Sentence]] = {kind: [] for kind in KINDS}
    for sentence in _said(student, may, on):
        if sentence.kind in found:
            found[sentence.kind].append(sentence)
    return [one for some in found.values() for one in reversed(some[:MOST])]


def words_of(sentences: list[Sentence]) -> str:
    """Return sentences as the words of a referral, a line for each."""
    return "\n".join(one.text for one in sentences)


def _said(student: Student, may: frozenset[str], on: date) -> Iterator[Sentence]:
    for permission, tell in TELLERS:
        if permission in may:
            yield from tell(student, may, on)
