"""How many contacts and steps of students are on record, as readiness counts them."""

from typing import Any

from django.db.models import Count, Q

from attendance.choices import StepKind
from attendance.models import ProcessStep
from contacts.choices import NoteKind, NoteOutcome, WithWhom
from contacts.models import NoteStudent
from contacts.queries.contacts import is_contact
from contacts.rules import MISSED
from students.rules import first_day_of, last_day_of

# Steps on record that are items of the checklist.
STEPS: dict[str, str] = {
    StepKind.CONFERENCE: "student_conference",
    StepKind.SART: "sart",
    StepKind.NOTICE_48260_5: "letters",
    StepKind.NOTICE: "letters",
}
# Contacts that are items of the checklist. A sealed note is no Note, and is never counted.
CONTACTS = {
    # What could reach nobody, such as a wrong number, is no attempt.
    "contacts": Q(note__with_whom__in=[WithWhom.ADULT, WithWhom.NOBODY])
    & ~Q(note__outcome__in=MISSED),
    # Held, and with the student: neither one that nobody came to, nor one with a grandmother. Whoever
    # wrote it down may have called it a meeting.
    "student_conference": Q(
        note__kind__in=[NoteKind.CONFERENCE, NoteKind.MEETING],
        note__with_whom=WithWhom.STUDENT,
        note__outcome=NoteOutcome.HELD,
    ),
    "home_visit": Q(note__kind=NoteKind.VISIT),
}


def counts_of(student_ids: list[int], *, school_year: int) -> dict[int, dict[str, int]]:
    """Return for each student how many of each checklist item the year's records hold.

    Two statements, however many students. A conference that is both a step and a contact is one.
    """
    found: dict[int, dict[str, int]] = {student: {} for student in student_ids}
    for student, key, n in _steps(student_ids, school_year):
        found[student][key] = found[student].get(key, 0) + n
    for row in _contacts(student_ids, school_year):
        mine = found[row.pop("student_id")]
        mine.update({key: max(n, mine.get(key, 0)) for key, n in row.items()})
    return found


def _steps(student_ids: list[int], school_year: int) -> list[tuple[int, str, int]]:
    rows = (
        ProcessStep.objects.filter(
            student__in=student_ids, school_year=school_year, withdrawn_at=None, kind__in=STEPS
        )
        .order_by()
        .values_list("student_id", "kind")
        .annotate(n=Count("pk"))
    )
    return [(student, STEPS[kind], n) for student, kind, n in rows]


def _contacts(student_ids: list[int], school_year: int) -> list[dict[str, Any]]:
    rows = NoteStudent.objects.filter(
        is_contact("note__"),
        student__in=student_ids,
        note__happened_at__date__range=(first_day_of(school_year), last_day_of(school_year)),
    )
    counts = {key: Count("pk", filter=q) for key, q in CONTACTS.items()}
    return [dict(row) for row in rows.order_by().values("student_id").annotate(**counts)]
