"""One note about several students: what it may say of all of them."""

from collections.abc import Sequence
from dataclasses import replace

from contacts.actions.contact import Contact
from contacts.actions.refusals import NoteSaysWhatCannotBe
from contacts.models import Note
from contacts.rules import is_conference_effort, why_apart
from students.models import Guardianship, Student


def shared(contact: Contact, students: Sequence[Student]) -> Contact:
    """Return what a contact says of all of its students: for those of several homes, who share no adult,
    without the language, the interpreter and the name, which are one family's.
    """
    if len(students) == 1 or contact.guardian or _is_one_home(students):
        return contact
    return replace(contact, with_name="", language="", interpreter=False)


def refuse_apart(
    contact: Contact | Note, students: Sequence[Student], *, was: Note | None = None
) -> None:
    """Raise NoteSaysWhatCannotBe where what is said of one student would stand with another who has
    nothing to do with it. What a note `was` already stays, whoever left a family since.
    """
    if len(students) == 1 or (was and _parts(was) == _parts(contact)):
        return
    why = why_apart(
        contact.kind,
        contact.with_whom,
        is_effort=is_conference_effort(
            contact.kind, contact.purpose, contact.with_whom, contact.outcome
        ),
        is_one_home=_is_one_home(students),
        is_adult_of_all=_is_adult_of_all(contact, students),
    )
    if why:
        raise NoteSaysWhatCannotBe(why)


def _parts(said: Contact | Note) -> tuple[object, ...]:
    adult = said.guardian.pk if said.guardian else None
    return said.kind, said.with_whom, adult, said.with_name, said.purpose, said.outcome


def _is_one_home(students: Sequence[Student]) -> bool:
    homes = Student.objects.filter(pk__in=[one.pk for one in students])
    found = set(homes.values_list("household", flat=True))
    return len(found) == 1 and None not in found


def _is_adult_of_all(said: Contact | Note, students: Sequence[Student]) -> bool:
    if said.guardian is None:
        return False
    keys = {one.pk for one in students}
    ties = Guardianship.objects.filter(
        guardian=said.guardian, student__in=keys, is_current=True, no_contact=False
    )
    return set(ties.values_list("student", flat=True)) == keys
