"""Planning a visit, giving it another day or partner, and calling it off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from contacts.choices import Purpose
from students.models import Student
from tasks.models import Task
from visits.actions.refusals import HomesDiffer, NotYourVisitForm, PartnerIsYou
from visits.actions.steps import take_step
from visits.choices import WhyOff
from visits.models import Visit, VisitStudent


@dataclass(frozen=True)
class VisitPlan:
    """On which day, who goes, with whom as the partner (keys of users), and what for."""

    day: date
    goes: int
    partner: int | None = None
    purpose: Purpose = Purpose.ATTENDANCE


@transaction.atomic
def plan_visit(
    act: Act,
    *,
    client_uuid: UUID,
    students: Sequence[Student],
    plan: VisitPlan,
    task: Task | None = None,
) -> Visit:
    """Plan a visit for students of one home; give back the one planned before under this `client_uuid`.

    `task` is what asked for it, done once what came of the visit is written down. Raises HomesDiffer,
    PartnerIsYou and NotYourVisitForm.
    """
    Student.objects.select_for_update().order_by("pk").filter(pk__in=_keys(students)).first()
    if there := Visit.objects.filter(client_uuid=client_uuid).first():
        return _the_same(act, there, students)
    _refuse(students, plan)
    visit = Visit.objects.create(
        client_uuid=client_uuid,
        day=plan.day,
        goes_id=plan.goes,
        partner_id=plan.partner,
        purpose=plan.purpose,
        task=task,
        made_by_id=act.person,
        made_at=act.at,
    )
    VisitStudent.objects.bulk_create(
        VisitStudent(visit=visit, student=student) for student in students
    )
    detail: dict[str, object] = {"day": str(plan.day), "goes": plan.goes, "partner": plan.partner}
    record_many(
        act,
        action="visit.planned",
        target_kind="visit",
        targets=[(visit.pk, student.pk, detail) for student in students],
    )
    return visit


@transaction.atomic
def change_visit(act: Act, *, visit: Visit, client_uuid: UUID, plan: VisitPlan) -> Visit:
    """Give a visit another day, goer, partner or purpose. Nobody has confirmed it as it is then. Raises
    PartnerIsYou and VisitMoved.
    """
    _refuse([], plan)
    columns = {
        "day": plan.day,
        "goes_id": plan.goes,
        "partner_id": plan.partner,
        "purpose": plan.purpose,
    }
    return take_step(act, "change", visit, client_uuid, columns=columns)


def call_off(act: Act, *, visit: Visit, client_uuid: UUID, why: WhyOff) -> Visit:
    """Say that nobody goes, and why. Raises VisitMoved."""
    return take_step(act, "call_off", visit, client_uuid, columns={"why_off": why})


def resume(act: Act, *, visit: Visit, client_uuid: UUID) -> Visit:
    """Plan a visit again that was called off: on its day, or today if that is over. Raises VisitMoved."""
    columns = {"why_off": "", "day": max(visit.day, act.on)}
    return take_step(act, "resume", visit, client_uuid, columns=columns)


def _keys(students: Iterable[Student]) -> list[int]:
    return [student.pk for student in students]


def _refuse(students: Sequence[Student], plan: VisitPlan) -> None:
    homes = {student.household_id for student in students}
    if len(students) > 1 and (len(homes) > 1 or None in homes):
        raise HomesDiffer
    if plan.partner == plan.goes:
        raise PartnerIsYou


def _the_same(act: Act, there: Visit, students: Sequence[Student]) -> Visit:
    about = set(there.about.values_list("student", flat=True))
    if there.made_by_id != act.person or about != set(_keys(students)):
        raise NotYourVisitForm
    return there
