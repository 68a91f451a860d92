"""A student is welcomed back, by the person who taps; and that is taken back."""

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from programs.actions.refusals import NotYourWelcome
from programs.models import Welcome
from programs.queries.welcome import Away
from students.models import Student


@transaction.atomic
def welcome(act: Act, *, student: Student, away: Away) -> Welcome:
    """Say that this person welcomed a student back; of two who did, the first stands."""
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    there = Welcome.objects.filter(
        student=student, taken_back_at=None, away_until__gte=away.away_from
    ).first()
    if there:
        return there
    days = {"away_from": away.away_from, "away_until": away.away_until, "back_on": away.back_on}
    made = Welcome.objects.create(student=student, by_id=act.person, at=act.at, **days)
    _record(act, "student.welcomed", made, days=away.days)
    return made


@transaction.atomic
def take_back_welcome(act: Act, *, welcome: Welcome) -> Welcome:
    """It was not so, or another student. Twice is once. Raises NotYourWelcome for whoever did not say it."""
    held = Welcome.objects.select_for_update().get(pk=welcome.pk)
    if held.by_id != act.person:
        raise NotYourWelcome
    if held.taken_back_at is None:
        held.taken_back_at, held.taken_back_by_id = act.at, act.person
        held.save(update_fields=["taken_back_at", "taken_back_by"])
        _record(act, "student.welcome_taken_back", held)
    return held


def _record(act: Act, action: str, welcome: Welcome, **detail: object) -> None:
    record(
        act,
        action=action,
        target_kind="welcome",
        target_id=welcome.pk,
        student_id=welcome.student_id,
        detail={"back_on": welcome.back_on.isoformat(), **detail},
    )
