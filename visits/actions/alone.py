"""Do not visit alone: a person sets it for a home, and a person lifts it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from students.models import Student
from visits.actions.refusals import NotYourVisitForm, ReasonStands
from visits.choices import WhyNotAlone
from visits.models import NotAlone, NotAloneLifted


@transaction.atomic
def warn(
    act: Act, *, client_uuid: UUID, student: Student, reason: WhyNotAlone, review_on: date
) -> NotAlone:
    """Say that nobody visits the student's home alone, and by when a person looks at it again; sent twice,
    it is said once. Raises ReasonStands and NotYourVisitForm.
    """
    Student.objects.select_for_update().get(pk=student.pk)
    if there := NotAlone.objects.filter(client_uuid=client_uuid).first():
        if (there.student_id, there.by_id) != (student.pk, act.person):
            raise NotYourVisitForm
        return there
    if NotAlone.objects.filter(student=student, reason=reason, lifted=None).exists():
        raise ReasonStands
    made = NotAlone.objects.create(
        client_uuid=client_uuid,
        student=student,
        reason=reason,
        since=act.on,
        review_on=review_on,
        by_id=act.person,
        at=act.at,
    )
    _record(act, "visit.not_alone", made)
    return made


@transaction.atomic
def lift(act: Act, *, warning: NotAlone) -> NotAlone:
    """Say that one may go alone again. Lifted twice, it is lifted once, by who was first."""
    Student.objects.select_for_update().get(pk=warning.student_id)
    _, is_new = NotAloneLifted.objects.get_or_create(
        warning=warning, defaults={"by_id": act.person, "at": act.at}
    )
    if is_new:
        _record(act, "visit.alone_again", warning)
    return warning


def _record(act: Act, action: str, warning: NotAlone) -> None:
    record(
        act,
        action=action,
        target_kind="not_alone",
        target_id=warning.pk,
        student_id=warning.student_id,
        detail={"reason": warning.reason, "review_on": str(warning.review_on)},
    )
