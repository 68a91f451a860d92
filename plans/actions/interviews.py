"""Holding an interview: what was said is kept, and counts as the contact that it was."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import make_aware

from audit.actions import record
from audit.rules import Act
from contacts.actions import log_note
from contacts.actions.contact import Contact
from contacts.choices import Purpose, WithWhom
from contacts.models import Note
from core.once import differs, kept_under
from law.packs import BarrierKind
from law.queries import practice_in_force
from plans.actions.refusals import NotYourForm, SavedOtherwise, SaysNothing, WasWithdrawn
from plans.choices import Speaker, TalkedHow, Weight, WhatWasFound
from plans.models import Interview, InterviewBarrier, InterviewWithdrawal
from plans.rules.talks import CONTACTS, is_contact, weighed
from students.models import Guardian, Student

WITH = {
    Speaker.STUDENT: WithWhom.STUDENT,
    Speaker.ADULT: WithWhom.ADULT,
    Speaker.SOMEONE: WithWhom.SOMEONE,
}
NOON = time(12)


@dataclass(frozen=True)
class Said:
    """What an interview says. `barriers` are codes, `main` the one that weighs most or ''; `found` is
    '' where barriers or other words say it.
    """

    held_on: date
    speaker: Speaker
    how: TalkedHow = TalkedHow.SCHOOL
    guardian: Guardian | None = None
    with_name: str = ""
    language: str = ""
    interpreter: bool = False
    limits_told: bool = False
    barriers: list[str] = field(default_factory=list)
    main: str = ""
    found: str = ""
    other: str = ""
    own_words: str = ""
    strengths: str = ""


@transaction.atomic
def hold_interview(act: Act, *, client_uuid: UUID, student: Student, said: Said) -> Interview:
    """Keep what was said; return it, or what was kept before under this `client_uuid` if it says the same.

    A talk with the student or the family is logged as the contact that it was. Codes that the pack
    in force does not know are left out. Raises SaysNothing and NotYourForm, and SavedOtherwise where
    other words were kept before under the `client_uuid`: those sent now are in nobody's file yet.
    """
    Student.objects.select_for_update().get(pk=student.pk)
    known = practice_in_force(act.on).barriers
    kinds = [known[code] for code in weighed(said.barriers, said.main) if code in known]
    if not (kinds or said.other or said.found):
        raise SaysNothing
    values = _columns(said, has_barriers=bool(kinds or said.other))
    mine = {"student_id": student.pk, "author_id": act.person}
    if there := kept_under(client_uuid, Interview, of=mine, not_theirs=NotYourForm):
        return _the_same(there, values, _weights(kinds, said.main))
    note = _contact(act, client_uuid, student, said) if is_contact(said.speaker) else None
    held = Interview.objects.create(
        client_uuid=client_uuid, note=note, recorded_at=act.at, **mine, **values
    )
    InterviewBarrier.objects.bulk_create(_barriers(held, kinds, said.main))
    _record(act, held, speaker=said.speaker, barriers=len(kinds))
    return held


def _the_same(there: Interview, values: dict[str, Any], weights: dict[str, str]) -> Interview:
    """Return the interview if it says this; what says otherwise is refused, and what was taken back."""
    if InterviewWithdrawal.objects.filter(interview=there).exists():
        raise WasWithdrawn
    kept = dict(there.barriers.values_list("code", "weight"))
    if kept != weights or differs(there, values):
        raise SavedOtherwise
    return there


def _columns(said: Said, *, has_barriers: bool) -> dict[str, Any]:
    """Return what an interview keeps of what was said, by column."""
    plain = {name: one for name, one in vars(said).items() if name not in ("barriers", "main")}
    return {**plain, "found": WhatWasFound.BARRIERS if has_barriers else said.found}


def _contact(act: Act, client_uuid: UUID, student: Student, said: Said) -> Note:
    """Log the talk. What was said stays with the interview, which fewer may read."""
    kind, method, outcome = CONTACTS[said.how]
    contact = Contact(
        kind=kind,
        method=method,
        with_whom=WITH[said.speaker],
        reached=True,
        happened_at=_moment(act, said.held_on),
        purpose=Purpose.PLAN,
        guardian=said.guardian,
        with_name=said.with_name,
        outcome=outcome,
        language=said.language,
        interpreter=said.interpreter,
    )
    return log_note(act, client_uuid=client_uuid, students=[student], contact=contact)


def _moment(act: Act, day: date) -> datetime:
    return act.at if day == act.on else make_aware(datetime.combine(day, NOON))


def _weights(kinds: list[BarrierKind], main: str) -> dict[str, str]:
    first = main or (kinds[0].code if len(kinds) == 1 else "")
    return {kind.code: Weight.MAIN if kind.code == first else Weight.ALSO for kind in kinds}


def _barriers(held: Interview, kinds: list[BarrierKind], main: str) -> list[InterviewBarrier]:
    weights = _weights(kinds, main)
    return [
        InterviewBarrier(
            interview=held,
            code=kind.code,
            family=kind.family,
            label=kind.name,
            weight=weights[kind.code],
        )
        for kind in kinds
    ]


def _record(act: Act, held: Interview, **detail: object) -> None:
    record(
        act,
        action="interview.held",
        target_kind="interview",
        target_id=held.pk,
        student_id=held.student_id,
        detail=detail,
    )
