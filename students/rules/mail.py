"""Whom a notice about a child is written to, at which address. Unknown means stop and ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from students.rules.envelope import (
    NOWHERE,
    AddressLines,
    MailQuestion,
    is_language,
    lacks_of_envelope,
)
from students.rules.people import age_on
from students.rules.words import plain

FULL_AGE = 18
# Relations in which an adult may well hold education rights: not to know is to ask.
PARENTS = frozenset({"mother", "father", "parent", "legal_guardian"})
IN_CHARGE = frozenset({"foster_parent", "caregiver"})


@dataclass(frozen=True)
class Tie:
    """What one adult is to one child, as far as mail goes. None is what the SIS did not say; `order` is
    a court order that stands.
    """

    key: str
    name: str
    relation: str
    language: str = ""
    lives_with: bool | None = None
    holds_rights: bool | None = None
    receives_mail: bool | None = None
    no_contact: bool = False
    order: str = ""
    has_affidavit: bool = False
    is_agency_worker: bool = False
    own: AddressLines = NOWHERE
    safe: AddressLines = NOWHERE


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
class Sending:
    """That a person decided whether one adult is written to; `against` is what stood against it, as it
    was read then.
    """

    is_sent: bool
    against: str


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


def stands_against(tie: Tie) -> list[str]:
    """Return what stands against writing to an adult, by its code: an order, no contact, no mail. The
    notice is still owed, so that a person decides.

    Source: EC 48260.5, FC 3025, product rule: unknown means stop and ask, for one adult.
    """
    found = {
        "court_order": bool(tie.order),
        "no_contact": tie.no_contact,
        "no_mail": tie.receives_mail is False,
    }
    return [code for code, stands in found.items() if stands]


def against_of(tie: Tie) -> str:
    """Return what stands against writing to an adult as a decision keeps it: where the record says
    something else, the question comes anew.

    Source: product rule, a decision holds for what was read.
    """
    codes = stands_against(tie)
    return ", ".join(f"{code}: {tie.order}" if code == "court_order" else code for code in codes)


def is_in_force(one: Sending, tie: Tie) -> bool:
    """Return whether a decision about an adult holds on the record as it reads now: what was read
    stands. A "no" holds as well where nothing stands any more: a flag that ends sends nobody a letter.

    Source: product rule, a "no" is kept until a person takes it back.
    """
    against = against_of(tie)
    return one.against == against or not (one.is_sent or against)


def addressed_to(
    child: Child,
    ties: Sequence[Tie],
    liaison: Recipient | None,
    decided: Mapping[str, Sending] | None = None,
) -> Addressed:
    """Return the rightful readers of a letter about a child, one copy each, and the questions.

    An adult with the right to decide about education, and the adult with charge of the child:
    the one it lives with, a caregiver by affidavit, a foster home. A student of 18 reads it
    alone; an unaccompanied one through the liaison. Nobody with whom there must be no contact,
    no agency's worker who holds no right; a safe address before any other. Each in the language
    on file: who is known to read English gets English, and of whom nothing is known is asked about.
    `decided` says by the key of an adult what a person decided where something stands against it.

    Source: EC 48260.5, EC 48985, EC 56028, EC 49061(a), FC 6550, 42 USC 11432(g).
    """
    if child.is_of_age:
        return _to_the_student(child)
    about_age = [] if child.is_of_age is False else [MailQuestion("birth_date_unknown")]
    if child.is_unaccompanied:
        found = (liaison,) if liaison else ()
        lacking = _about_letters(child, found) if found else [MailQuestion("no_liaison")]
        return Addressed(found, (*lacking, *about_age))
    sent = _decided(ties, decided or {})
    reached = [tie for tie in ties if not tie.no_contact or sent.get(tie.key)]
    holders, in_charge = [tie for tie in reached if tie.holds_rights], _in_charge(reached)
    readers = list({tie.key: tie for tie in [*holders, *in_charge]}.values())
    questions = [*_about_rights(ties), *_about_sending(ties, readers, sent)]
    if not in_charge:
        questions.append(MailQuestion("no_charge"))
    readers = [tie for tie in readers if sent.get(tie.key) is not False]
    questions += _about_two_ids(ties, readers, child, sent)
    recipients = _each_once(readers, child)
    questions += _about_letters(child, recipients) + about_age
    if not (recipients or questions):
        questions = [MailQuestion("nobody_left")]
    return Addressed(tuple(recipients), tuple(dict.fromkeys(questions)))


def _decided(ties: Sequence[Tie], decided: Mapping[str, Sending]) -> dict[str, bool]:
    """Return by key of whom it is decided, and in force, whether they are written to."""
    return {
        tie.key: decided[tie.key].is_sent
        for tie in ties
        if tie.key in decided and is_in_force(decided[tie.key], tie)
    }


def _about_letters(child: Child, recipients: Sequence[Recipient]) -> list[MailQuestion]:
    """What must be there for each reader: what an envelope needs, and a language."""
    found: list[MailQuestion] = []
    for one in recipients:
        found += lacks_of_envelope(
            child=child.name, name=one.name, address=one.address, key=one.key
        )
        if not is_language(one.language):
            found.append(MailQuestion("language_unknown", one.name, one.key))
    return found


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


def _about_rights(ties: Sequence[Tie]) -> list[MailQuestion]:
    unsaid = [
        MailQuestion("rights_unknown", tie.name, tie.key)
        for tie in ties
        if tie.holds_rights is None and tie.relation in PARENTS and not tie.no_contact
    ]
    is_held = any(tie.holds_rights for tie in ties)
    return unsaid if is_held else [MailQuestion("no_rights_holder"), *unsaid]


def _about_sending(
    ties: Sequence[Tie], readers: Sequence[Tie], sent: Mapping[str, bool]
) -> list[MailQuestion]:
    """What a person decides of each adult who would get a copy, or holds the right to one."""
    shut = [tie for tie in ties if tie.holds_rights and tie.no_contact]
    asked = {tie.key: tie for tie in [*readers, *shut] if tie.key not in sent}
    return [
        MailQuestion(code, tie.name, tie.key)
        for tie in asked.values()
        for code in stands_against(tie)
    ]


def _person(tie: Tie) -> tuple[str, str]:
    """Return by what two ids seem to be one adult of a child; the key where there is no name."""
    return plain(tie.name) or tie.key, tie.relation


def _about_two_ids(
    ties: Sequence[Tie], readers: Sequence[Tie], child: Child, sent: Mapping[str, bool]
) -> list[MailQuestion]:
    """Whoever must not be reached, or only elsewhere, is not reached under another id."""
    shut = {tie.key for tie in ties if tie.no_contact or sent.get(tie.key) is False}
    return [
        MailQuestion("two_ids", reader.name, reader.key)
        for reader in readers
        for other in ties
        if other.key != reader.key
        and _person(other) == _person(reader)
        and (other.key in shut or (other.safe and other.safe != _address(reader, child)))
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
