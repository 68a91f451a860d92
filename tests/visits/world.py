"""How visits are planned and made in tests."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from contacts.actions.contact import Contact
from contacts.choices import Method, NoteKind, NoteOutcome, WithWhom
from tests.factories import TODAY, act
from visits.actions import DoorFound, VisitPlan, arrive, log_door, plan_visit

HOUR = timedelta(hours=1)


def now(by, **later):
    return act(by, at=timezone.now() + timedelta(**later))


def plan(by, *students, partner=None, day=TODAY, uuid=None, task=None):
    what = VisitPlan(day=day, goes=by.pk, partner=partner.pk if partner else None)
    return plan_visit(
        now(by), client_uuid=uuid or uuid4(), students=students, plan=what, task=task
    )


def at_the_door(by, visit, watcher, *, minutes=30, uuid=None, **later):
    return arrive(
        now(by, **later),
        visit=visit,
        client_uuid=uuid or uuid4(),
        watcher=watcher.pk,
        minutes=minutes,
    )


def door(outcome=NoteOutcome.DOOR_NOBODY, **values):
    contact = Contact(
        kind=NoteKind.VISIT,
        method=Method.HOME,
        with_whom=WithWhom.SOMEONE,
        reached=outcome == NoteOutcome.DOOR_SPOKE,
        happened_at=timezone.now(),
        outcome=outcome,
        text="",
    )
    return DoorFound(contact, **values)


def logged(by, visit, *students, uuid=None, seen=0, **values):
    return log_door(
        now(by),
        visit=visit,
        client_uuid=uuid or uuid4(),
        students=students,
        door=values.pop("door", None) or door(),
        seen=seen,
        **values,
    )
