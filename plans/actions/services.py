"""A service is given to one student, and taken back where it was not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core.once import kept_under
from plans.actions.refusals import NotYourForm, NotYoursToTakeBack, ServiceSavedOtherwise
from plans.models import ServiceGiven
from students.models import Student


@dataclass(frozen=True)
class GivenService:
    """A service of a kind of the pack, on a day, in minutes."""

    kind: str
    on: date
    minutes: int


@transaction.atomic
def give_service(
    act: Act, *, client_uuid: UUID, student: Student, given: GivenService
) -> ServiceGiven:
    """Keep that a service was given; sent twice it was given once. Raises NotYourForm, and
    ServiceSavedOtherwise where another one was kept under the `client_uuid`.
    """
    Student.objects.select_for_update().get(pk=student.pk)
    if there := kept_under(
        client_uuid,
        ServiceGiven,
        of={"by_id": act.person, "student_id": student.pk},
        says=vars(given),
        not_theirs=NotYourForm,
        otherwise=ServiceSavedOtherwise,
    ):
        return there
    said = {**vars(given), "by_id": act.person, "at": act.at}
    made = ServiceGiven.objects.create(client_uuid=client_uuid, student=student, **said)
    _record(act, "service.given", made, minutes=given.minutes)
    return made


@transaction.atomic
def take_back_service(act: Act, *, service: ServiceGiven) -> ServiceGiven:
    """Have a service count for nothing; twice is once. Raises NotYoursToTakeBack for whoever did not log it."""
    held = ServiceGiven.objects.select_for_update().get(pk=service.pk)
    if held.by_id != act.person:
        raise NotYoursToTakeBack
    if held.taken_back_at is None:
        held.taken_back_at, held.taken_back_by_id = act.at, act.person
        held.save(update_fields=["taken_back_at", "taken_back_by"])
        _record(act, "service.taken_back", held)
    return held


def _record(act: Act, action: str, service: ServiceGiven, **detail: object) -> None:
    """Without the kind: that it was about health or a home is not for everybody who reads the log."""
    record(
        act,
        action=action,
        target_kind="service",
        target_id=service.pk,
        student_id=service.student_id,
        detail=detail,
    )
