"""What became of a student's referrals, as the timeline tells it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from core.clock import day_of
from core.timeline import Entry
from law.queries import pack_in_force
from sarb.choices import ReferralState
from sarb.models import DocketPlace, Referral

KIND = "referral"
# What ended a referral before a hearing: its key in the timeline, in words, its icon.
ANSWERS: dict[str, tuple[str, str, str]] = {
    ReferralState.RETURNED: ("returned", "returned", "arrow-left"),
    ReferralState.WITHDRAWN: ("withdrawn", "taken back", "ban"),
}


def timeline(student_id: int) -> Iterable[Entry]:
    """Yield when a student was referred, what the chair answered, when the case got its place and
    when it was heard. One statement, and the policies. For whoever may read packets: it tells no words of staff.
    """
    found = Referral.objects.filter(student=student_id).select_related("place__docket")
    for referral in found.order_by("pk"):
        yield from _answers(referral)
        if place := getattr(referral, "place", None):
            yield from _hearing(referral, place)
        elif referral.heard_on:
            yield _met(referral, referral.heard_on)


def _answers(referral: Referral) -> Iterator[Entry]:
    team = _team(referral)
    yield _entry(
        referral, "sent", referral.made_at, f"Referred: {team}", referral.made_by, icon="send"
    )
    if referral.decided_at is None:
        return
    verb, said, icon = ANSWERS.get(referral.state, ("accepted", "accepted", "circle-check"))
    title = f"Referral {said}: {team}"
    yield _entry(referral, verb, referral.decided_at, title, referral.decided_by, icon=icon)


def _hearing(referral: Referral, place: DocketPlace) -> Iterator[Entry]:
    day = place.docket.date
    title = f"Hearing set for {day:%b} {day.day}: {_team(referral)}"
    yield _entry(
        referral, "placed", place.placed_at, title, place.placed_by, icon="calendar-event"
    )
    if referral.heard_on:
        at = make_aware(datetime.combine(referral.heard_on, place.time))
        title = f"Case heard: {_team(referral)}"
        yield _entry(referral, "heard", at, title, referral.heard_by, icon="gavel")


def _met(referral: Referral, on: date) -> Entry:
    """Return when a school's own team met: its day, and no time of it. Where the meeting is a step
    of the law, the key is the step's.
    """
    at = make_aware(datetime.combine(on, time(12)))
    title = f"Meeting held: {_team(referral)}"
    return Entry(
        at=at,
        key=f"{KIND}:{referral.pk}",
        kind=KIND,
        title=title,
        by=referral.heard_by,
        icon="users",
    )


def _team(referral: Referral) -> str:
    """Return what the team is called, by the policy of the day on which it was asked."""
    pack = pack_in_force(day_of(referral.made_at))
    return pack.sentence(f"teams.{referral.level}")


def _entry(
    referral: Referral, verb: str, at: datetime, title: str, by: str, *, icon: str
) -> Entry:
    return Entry(
        at=at, key=f"referral:{referral.pk}:{verb}", kind=KIND, title=title, by=by, icon=icon
    )
