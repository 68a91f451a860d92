"""Whom a notice about a child is written to, at which address. Unknown means stop and ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from students.rules.names import is_broken
from students.rules.people import age_on
from students.rules.words import plain

FULL_AGE = 18
# Relations in which an adult may well hold education rights: not to know is to ask.
PARENTS = frozenset({"mother", "father", "parent", "legal_guardian"})
IN_CHARGE = frozenset({"foster_parent", "caregiver"})

QUESTIONS: dict[str, str] = {
    "no_rights_holder": "Nobody on file is known to hold education rights. Who does?",
    "rights_unknown": "The SIS does not say whether {who} holds education rights.",
    "court_order": "A court order is on file for {who}. May a letter be sent, and where?",
    "no_contact": "{who} holds education rights, but there must be no contact. Who else does?",
    "no_mail": "{who} would get a copy, but is marked to receive no mail.",
    "no_charge": "It is not known with which adult the student lives.",
    "no_address": "There is no address for {who}. Where can this adult be written to? A family "
    "without a home is written to through the liaison.",
    "half_address": "The address of {who} lacks the state or the ZIP code. Correct it in the student "
    "information system: it comes with the next import.",
    "language_unknown": "The language {who} reads is not on file. Which is it?",
    "name_broken": "The name {who} came broken from the SIS. How is it written?",
    "birth_date_unknown": "The birth date is not on file. Is the student 18, and written to alone?",
    "two_ids": "{who} is on file under two ids, of which one says no contact or a safe address. Are they "
    "one person? Correct the ids in the student information system.",
    "no_liaison": "The letter goes through the district's liaison, who is not named yet.",
}


@dataclass(frozen=True)
class AddressLines:
    """An address as lines; none when there is nowhere to write to. Half of one, without state or
    ZIP code, is not written to.
    """

    lines: tuple[str, ...] = ()
    is_half: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True)
class Tie:
    """What one adult is to one child, as far as mail goes. None is what the SIS did not say."""

    key: str
    name: str
    relation: str
    language: str = ""
    lives_with: bool | None = None
    holds_rights: bool | None = None
    receives_mail: bool | None = None
    no_contact: bool = False
    under_order: bool = False
    has_affidavit: bool = False
    is_agency_worker: bool = False
    own: AddressLines = AddressLines()
    safe: AddressLines = AddressLines()


@dataclass(frozen=True)
class Child:
    """The student, as far as mail goes. `is_of_age` is None where the birth date is unknown."""

    name: str
    is_of_age: bool | None
    is_unaccompanied: bool
    language: str
    home: AddressLines


@dataclass(frozen=True)
class Recipient:
    """One rightful reader of a letter: who, why, where, and in which language."""

    key: str
    name: str
    because: str
    language: str
    address: AddressLines


@dataclass(frozen=True)
class MailQuestion:
    """Something that must be answered before a letter may go. `code` is one of QUESTIONS."""

    code: str
    who: str = ""

    @property
    def text(self) -> str:
        return QUESTIONS[self.code].format(who=self.who or "this adult")


@dataclass(frozen=True)
class Addressed:
    """Who gets a copy, and what is not known. With a question, nobody is written to yet."""

    recipients: tuple[Recipient, ...]
    questions: tuple[MailQuestion, ...]


def is_of_age(birth_date: date | None, on: date) -> bool | None:
    """Return whether the student is 18 by then and holds all rights; None if nobody can say.

    Source: EC 49061(a), 20 USC 1232g(d).
    """
    age = age_on(birth_date, on)
    return None if age is None else age >= FULL_AGE


def addressed_to(child: Child, ties: Sequence[Tie], liaison: Recipient | None) -> Addressed:
    """Return the rightful readers of a letter about a child, one copy each, and the questions.

    An adult with the right to decide about education, and the adult with charge of the child:
    the one it lives with, a caregiver by affidavit, a foster home. A student of 18 reads it
    alone; an unaccompanied one through the liaison. Nobody with whom there must be no contact,
    no agency's worker who holds no right; a safe address before any other. Each in the language
    on file: who is known to read English gets English, and of whom nothing is known is asked about.

    Source: EC 48260.5, EC 48985, EC 56028, EC 49061(a), FC 6550, 42 USC 11432(g).
    """
    if child.is_of_age:
        return _to_the_student(child)
    about_age = [] if child.is_of_age is False else [MailQuestion("birth_date_unknown")]
    if child.is_unaccompanied:
        found = (liaison,) if liaison else ()
        return Addressed(found, (*([] if liaison else [MailQuestion("no_liaison")]), *about_age))
    reached = [tie for tie in ties if not tie.no_contact]
    holders = [tie for tie in reached if tie.holds_rights]
    in_charge = _in_charge(reached)
    questions = [*_about_rights(ties, holders), *_about_adults(reached)]
    if not in_charge:
        questions.append(MailQuestion("no_charge"))
    readers = list({tie.key: tie for tie in [*holders, *in_charge]}.values())
    questions += [
        MailQuestion("no_mail", tie.name) for tie in readers if tie.receives_mail is False
    ]
    questions += _about_two_ids(ties, readers, child)
    recipients = _each_once(readers, child)
    questions += _about_letters(child, recipients) + about_age
    return Addressed(tuple(recipients), tuple(dict.fromkeys(questions)))


def _about_letters(child: Child, recipients: Sequence[Recipient]) -> list[MailQuestion]:
    """What must be known of each reader: where to write to, and in which language. No letter
    prints a name that is broken.
    """
    names = dict.fromkeys((child.name, *(one.name for one in recipients)))
    return [
        *(MailQuestion("name_broken", name) for name in names if is_broken(name)),
        *(MailQuestion("no_address", one.name) for one in recipients if not one.address),
        *(MailQuestion("half_address", one.name) for one in recipients if one.address.is_half),
        *(
            MailQuestion("language_unknown", one.name)
            for one in recipients
            if not one.language.strip()
        ),
    ]


def _to_the_student(child: Child) -> Addressed:
    student = Recipient("self", child.name, "The student is 18", child.language, child.home)
    return Addressed((student,), tuple(_about_letters(child, [student])))


def _in_charge(reached: Sequence[Tie]) -> list[Tie]:
    """Return the adults with charge of the child.

    A relative the child lives with has it only where no holder of rights is in that home, and a
    stepparent beside a parent never.
    """
    here = [tie for tie in reached if tie.lives_with and not tie.is_agency_worker]
    named = [tie for tie in reached if tie.has_affidavit or tie.relation in IN_CHARGE]
    parents = [tie for tie in here if tie.holds_rights]
    return list({tie.key: tie for tie in [*named, *(parents or here)]}.values())


def _about_rights(ties: Sequence[Tie], holders: Sequence[Tie]) -> list[MailQuestion]:
    shut = [
        MailQuestion("no_contact", tie.name) for tie in ties if tie.no_contact and tie.holds_rights
    ]
    if not holders:
        return shut or [MailQuestion("no_rights_holder")]
    return shut


def _about_adults(reached: Sequence[Tie]) -> list[MailQuestion]:
    found: list[MailQuestion] = []
    for tie in reached:
        if tie.under_order:
            found.append(MailQuestion("court_order", tie.name))
        if tie.holds_rights is None and tie.relation in PARENTS:
            found.append(MailQuestion("rights_unknown", tie.name))
    return found


def _person(tie: Tie) -> tuple[str, str]:
    """Return by what two ids seem to be one adult of a child; the key where there is no name."""
    return plain(tie.name) or tie.key, tie.relation


def _about_two_ids(
    ties: Sequence[Tie], readers: Sequence[Tie], child: Child
) -> list[MailQuestion]:
    """Whoever must not be reached, or only elsewhere, is not reached under another id."""
    shut = [tie for tie in ties if tie.no_contact or tie.safe]
    return [
        MailQuestion("two_ids", reader.name)
        for reader in readers
        for other in shut
        if other.key != reader.key
        and _person(other) == _person(reader)
        and (other.no_contact or other.safe != _address(reader, child))
    ]


def _each_once(readers: Sequence[Tie], child: Child) -> list[Recipient]:
    """Return one recipient for each adult: two ids of one name and relation at one address, who read
    one language, get one envelope.
    """
    found: dict[tuple[object, ...], Recipient] = {}
    for tie in readers:
        language, address = _language(tie, child), _address(tie, child)
        where = tuple(plain(line) for line in address.lines)
        envelope = (*_person(tie), plain(language), where)
        found.setdefault(envelope, Recipient(tie.key, tie.name, _because(tie), language, address))
    return list(found.values())


def _because(tie: Tie) -> str:
    if tie.holds_rights:
        return "Holds education rights"
    if tie.has_affidavit:
        return "Caregiver by affidavit"
    return "Has charge of the student"


def _language(tie: Tie, child: Child) -> str:
    """The adult's own language, else the one on file for the home both live in; '' is unknown."""
    if tie.language.strip():
        return tie.language
    return child.language if tie.lives_with else ""


def _address(tie: Tie, child: Child) -> AddressLines:
    if tie.safe:
        return tie.safe
    if tie.lives_with and (not tie.own or _completes(child.home, tie.own)):
        return child.home
    return tie.own


def _completes(home: AddressLines, half: AddressLines) -> bool:
    """Say whether the address of the home both live in is the half one, whole."""
    return half.is_half and not home.is_half and home.lines[:1] == half.lines[:1]
