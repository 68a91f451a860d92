"""Sealed notes of counseling: whose one may open, and of whom there can be any."""

from datetime import date

from django.db.models import QuerySet

from accounts.access import Who, reach_of
from contacts.models import SealedNote
from contacts.rules import may_be_sealed
from law.queries import pack_today
from students.models import Student
from students.rules.names import by_name
from students.rules.people import age_on


def sealed_for(who: Who, permission: str, *, on: date) -> QuerySet[SealedNote]:
    """Return the sealed notes that somebody wrote, without their words, in no order: also about students
    whom they do not reach any more, for nobody else can ever read them. Whoever holds no role that seals
    notes has none.
    """
    reach = reach_of(who, on=on)
    own = SealedNote.objects.filter(author=reach.person).defer("text")
    return own if reach.carrying(permission) else own.none()


def students_sealed_by(who: Who, permission: str, *, on: date) -> QuerySet[Student]:
    """Return the students about whom somebody sealed notes, by name."""
    own = sealed_for(who, permission, on=on)
    return Student.objects.filter(pk__in=own.values("student")).order_by(*by_name())


def has_sealed_notes() -> bool:
    """Return whether the policy in force seals notes, or one before it did and whoever asks wrote some: the
    database shows no others.
    """
    return seals_notes() or SealedNote.objects.exists()


def seals_notes() -> bool:
    """Return whether the policy in force seals notes at all."""
    return bool(pack_today().value("sealed.is_kept"))


def sealing_law() -> str:
    """Return where it is written that notes are sealed."""
    return pack_today().sources["sealed.is_kept"].citation


def why_not_sealed(student: Student, *, on: date) -> str:
    """Return why nothing about a student can be sealed, in a sentence; '' where it can."""
    if not seals_notes():
        return "The policy in force seals no notes."
    from_age = pack_today().value("sealed.from_age")
    if may_be_sealed(age_on(student.birth_date, on), from_age=from_age):
        return ""
    if student.birth_date is None:
        return (
            f"Notes are sealed from {from_age} years of age on, and the student’s date of birth is"
            " not on file."
        )
    return (
        f"Notes are sealed from {from_age} years of age on. Of a younger student write an ordinary"
        " note."
    )
