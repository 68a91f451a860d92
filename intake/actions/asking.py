"""Asking for help: kept as it was asked, with the day by which there is an answer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core.once import kept_under
from intake.actions.refusals import AskedMeanwhile, NotYourRequestForm, SentOtherwise
from intake.choices import Asker, ReplyHow, Urgency
from intake.models import HelpRequest
from intake.rules.levels import answer_by
from law.queries import pack_in_force, practice_in_force
from students.models import Student
from students.queries.days import calendar_of
from students.queries.places import places_on

SCHOOL_DAYS = {
    Urgency.TODAY: "intake.urgent_school_days",
    Urgency.USUAL: "intake.answer_school_days",
}


@dataclass(frozen=True)
class AskedFor:
    """What somebody asks for. `reasons` are codes of the pack's barriers."""

    asked_on: date
    asker: Asker
    worry: str
    reply_how: ReplyHow
    asker_name: str = ""
    reply_to: str = ""
    may_name: bool = False
    reasons: list[str] = field(default_factory=list)
    tried: str = ""
    strengths: str = ""
    urgency: Urgency = Urgency.USUAL


@transaction.atomic
def ask_for_help(
    act: Act, *, client_uuid: UUID, student: Student, asked: AskedFor, seen: int = 0
) -> HelpRequest:
    """Keep the request; return it, or what was kept before under this `client_uuid` if it says the same.

    `seen` is the newest open request that whoever writes was shown, 0 for none. Codes that the pack
    in force does not know are left out. Raises AskedMeanwhile where another one is open,
    NotYourRequestForm, and SentOtherwise where other words were kept under the `client_uuid`.
    """
    Student.objects.select_for_update().get(pk=student.pk)
    values = _columns(act, asked)
    if there := kept_under(
        client_uuid,
        HelpRequest,
        of={"written_by_id": act.person, "student_id": student.pk},
        says=values,
        not_theirs=NotYourRequestForm,
        otherwise=SentOtherwise,
    ):
        return there
    newest = HelpRequest.objects.open().filter(student=student).order_by("pk").last()
    if newest and newest.pk > seen:
        raise AskedMeanwhile
    made = HelpRequest.objects.create(
        client_uuid=client_uuid,
        student=student,
        school_id=_school_of(student, act.on),
        written_by_id=act.person,
        written_at=act.at,
        due_on=due_from_now(act, student.pk, asked.urgency),
        **values,
    )
    record(
        act,
        action="request.asked",
        target_kind="request",
        target_id=made.pk,
        student_id=student.pk,
        detail={"asker": asked.asker, "urgency": asked.urgency, "due_on": str(made.due_on)},
    )
    return made


def _columns(act: Act, asked: AskedFor) -> dict[str, Any]:
    """Return what a request keeps of what was asked, by column."""
    known = practice_in_force(act.on).barriers
    codes = [code for code in dict.fromkeys(asked.reasons) if code in known]
    reasons = [{"code": code, "label": known[code].name} for code in codes]
    return {**vars(asked), "reasons": reasons}


def _school_of(student: Student, on: date) -> int | None:
    place = places_on([student.pk], on=on).get(student.pk)
    return place.school_id if place else None


def due_from_now(act: Act, student: int, urgency: str) -> date:
    """Return the day by which whoever asked has an answer, counted from today: whoever writes down late what was
    asked before has not lost its days.
    """
    days = pack_in_force(act.on).value(SCHOOL_DAYS[Urgency(urgency)])
    return answer_by(act.on, school_days=days, calendar=calendar_of(student, on=act.on))
