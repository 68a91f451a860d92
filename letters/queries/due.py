"""What a letter that is due would say, to whom, and what must be asked before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.choices import Permission
from attendance.queries.holds import Answer, Hold, gate_holds, questions_of
from attendance.queries.sought import holds_of_sought
from law.queries import pack_in_force
from letters.choices import CORRECTIONS, EventKind
from letters.models import Notice
from letters.queries.corrected import same_readers
from letters.queries.decided import decided_of
from letters.queries.facts import LetterFacts
from letters.queries.kinds import facts_of, holds_of
from letters.queries.wordings import letterhead_in_force, wordings_in_force
from students.queries import families_of
from students.queries.mail import Family
from students.queries.places import last_places
from students.rules.envelope import DECIDE, MUST, AddressLines, MailQuestion, Record
from students.rules.mail import (
    Addressed,
    Recipient,
    Sending,
    addressed_to,
    against_of,
    is_in_force,
)

# Where the record to correct stands on the page of the student.
PLACES = {Record.STUDENT: "main", Record.ADULTS: "adults", Record.ADULT: "adult-{key}"}
# That a letter goes through the liaison tells that the student is unaccompanied.
NO_LIAISON = Hold(
    MUST["no_liaison"].says, Permission.HOMELESS_READ, MUST["no_liaison"].fix, "the district"
)


@dataclass(frozen=True)
class AskedOf:
    """An adult of whom a person decides whether this child's letters go there: what stands against
    it in words, and as the decision keeps it.
    """

    key: str
    name: str
    texts: tuple[str, ...]
    against: str


@dataclass(frozen=True)
class DueLetter:
    """A notice with everything a letter needs. With holds it waits for a person. `lapsed` has the keys
    of the adults about whom something else was decided than the record says by now; `is_sought` says
    that the student is to be found first.
    """

    notice: Notice
    facts: LetterFacts
    grade: str
    recipients: tuple[Recipient, ...]
    holds: tuple[Hold, ...]
    asked_of: tuple[AskedOf, ...] = ()
    lapsed: frozenset[str] = frozenset()
    is_sought: bool = False

    @property
    def student_id(self) -> int:
        return self.notice.student_id

    @property
    def questions(self) -> str:
        return questions_of(self.holds)

    @property
    def is_clean(self) -> bool:
        return not self.holds


def due_letters(notices: Sequence[Notice], *, on: date) -> list[DueLetter]:
    """Return each notice with its facts, recipients and holds, in their order.

    The notices have their students and schools loaded. Twelve statements for one kind, however
    many.
    """
    ids = [notice.student_id for notice in notices]
    decided = decided_of(ids)
    families, grades, liaison = families_of(ids, on=on), _grades(ids, on=on), _liaison()
    facts = facts_of(notices)
    holds, written = holds_of(notices, facts), _written(notices, on=on)
    sought = holds_of_sought(ids, pack=pack_in_force(on), on=on)
    found = []
    for notice in notices:
        family, about = families[notice.student_id], facts[notice.pk]
        mine = decided.get(notice.student_id, {})
        addressed = addressed_to(family.child, family.ties, liaison, mine)
        recipients, corrected = _readers(addressed, about, written.get(notice.kind, set()))
        # What corrects a letter that was wrong waits for nobody to be found.
        first = () if notice.kind in CORRECTIONS else sought.get(notice.student_id, ())
        asked = [*first, *gate_holds(family.populations)]
        asked += [*map(_asked, addressed.questions), *corrected, *holds.get(notice.pk, ())]
        grade = grades.get(notice.student_id, "")
        about_adults = (
            tuple(_to_decide(addressed.questions, family)),
            _lapsed(mine, family),
            bool(first),
        )
        found.append(DueLetter(notice, about, grade, recipients, tuple(asked), *about_adults))
    return found


def lacking(student_ids: Sequence[int], *, on: date) -> dict[int, tuple[MailQuestion, ...]]:
    """Return what a letter about each of these students would lack, were one due. Five statements."""
    decided, liaison = decided_of(student_ids), _liaison()
    return {
        student: addressed_to(one.child, one.ties, liaison, decided.get(student, {})).questions
        for student, one in families_of(student_ids, on=on).items()
    }


def _readers(
    addressed: Addressed, facts: LetterFacts, written: set[str]
) -> tuple[tuple[Recipient, ...], list[Hold]]:
    """Return who gets the letter, and what keeps one that goes only to whom another went."""
    if facts.readers is None:
        return addressed.recipients, []
    return same_readers(addressed.recipients, facts.readers, written=written)


def _written(notices: Sequence[Notice], *, on: date) -> dict[str, set[str]]:
    """Return the languages of the approved wording of each kind that corrects. Two statements for
    each of them.
    """
    kinds = {notice.kind for notice in notices if notice.kind in CORRECTIONS}
    return {kind: set(wordings_in_force(kind, on=on)) for kind in kinds}


def answered(notice: Notice) -> Answer | None:
    """Return the newest answer with which copies of a letter were made; None if there is none."""
    events = notice.events.filter(kind__in=[EventKind.APPROVED, EventKind.REPRINTED])
    newest = events.order_by("at", "pk").last()
    detail = newest.detail if newest else {}
    return Answer(detail["answer"], detail["questions"]) if "questions" in detail else None


def _asked(question: MailQuestion) -> Hold:
    """Whom a letter goes to, and where, is settled in the record: words alone release nothing."""
    if question.code == "no_liaison":
        return NO_LIAISON
    whose = question.who if question.record == Record.ADULT else "the student"
    place = PLACES[question.record].format(key=question.key)
    return Hold(question.text, Permission.CONTACT_READ, question.fix, whose or "this adult", place)


def _to_decide(questions: Sequence[MailQuestion], family: Family) -> Iterator[AskedOf]:
    """Yield each adult of whom a person decides, with all that stands against it."""
    asked = [question for question in questions if question.fix == DECIDE]
    for tie in family.ties:
        if texts := tuple(one.text for one in asked if one.key == tie.key):
            yield AskedOf(tie.key, tie.name, texts, against_of(tie))


def _lapsed(decided: Mapping[str, Sending], family: Family) -> frozenset[str]:
    """Return of whom a decision is not in force. Who is on file no more gets no letters."""
    on_file = {tie.key: tie for tie in family.ties}
    return frozenset(
        key
        for key, one in decided.items()
        if (not is_in_force(one, on_file[key]) if key in on_file else one.is_sent)
    )


def _grades(student_ids: Sequence[int], *, on: date) -> dict[int, str]:
    places = last_places(student_ids, on=on)
    return {student: place.grade for student, place in places.items()}


def _liaison() -> Recipient | None:
    """The district's liaison, through whom an unaccompanied student is written to."""
    named: dict[str, Any] = letterhead_in_force().get("liaison", {})
    if not named:
        return None
    address = AddressLines((named["street"], named["town"]))
    return Recipient("liaison", named["name"], "Liaison of the district", "en", address)
