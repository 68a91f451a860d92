"""Referrals and hearing calendars as screens list them, whole pages at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from packets.choices import PacketState, Reader
from packets.models import Packet
from packets.queries.editions import has_edition, newest_editions, newest_orders
from sarb.choices import PlaceStage, ReferralState
from sarb.models import REFERRAL, Docket, DocketPlace, Referral
from sarb.queries.readiness import Readiness, readiness_of
from sarb.queries.shaken import moved_among
from sarb.rules.stages import PLACE_STAGES, place_stage
from students.models import Guardianship
from students.queries.places import Place, places_on
from students.rules.languages import language_code

# What the inbox can be narrowed to, in the order of its tabs.
SHOWN: dict[str, tuple[str, Q]] = {
    "waiting": ("Waiting", Q(state=ReferralState.SENT)),
    "unplaced": ("Accepted, no hearing yet", Q(state=ReferralState.ACCEPTED, place=None)),
    "placed": ("On a hearing calendar", Q(state=ReferralState.ACCEPTED, place__isnull=False)),
    "heard": ("Heard", Q(state=ReferralState.HEARD)),
    "returned": ("Returned", Q(state=ReferralState.RETURNED)),
    "withdrawn": ("Taken back", Q(state=ReferralState.WITHDRAWN)),
}
MOVED, PLACED = "moved", "placed"
TEAM_WORDS = {"unplaced": "Accepted, no meeting yet", "heard": "Met"}


@dataclass(frozen=True)
class ReferralLine:
    """A referral in a list, with the school and grade of today."""

    referral: Referral
    school: str
    grade: str
    needs_interpreter: bool
    readiness: Readiness
    interpreter_in: tuple[str, ...] = ()  # the languages of who needs one


@dataclass(frozen=True)
class Hearing:
    """A case on a hearing calendar. `latest` is the newest order or edition for the chair."""

    place: DocketPlace
    line: ReferralLine
    edition: Packet | None
    latest: Packet | None
    stage: PlaceStage

    @property
    def verbs(self) -> list[str]:
        """What may be done with the case on its day; the first has nobody to change with."""
        return [
            verb
            for verb in PLACE_STAGES.verbs(self.stage)
            if verb != "move_up" or self.place.position > 1
        ]


@dataclass(frozen=True)
class Progress:
    """How many of a day's cases have their packet, and how many are on order."""

    ready: int
    busy: int
    failed: int
    cases: int

    @property
    def done(self) -> int:
        """Cases that nothing is waited for any more."""
        return self.cases - self.busy


def with_interpreters(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Annotate referrals with `needs_interpreter` and in which languages, student loaded."""
    interpreted = Guardianship.objects.filter(
        student=OuterRef("student"), is_current=True, no_contact=False, guardian__interpreter=True
    )
    named = interpreted.exclude(guardian__language="").order_by("guardian__language")
    languages = named.values("guardian__language").distinct()
    return referrals.select_related("student").annotate(
        needs_interpreter=Exists(interpreted), interpreter_in=ArraySubquery(languages)
    )


def lines_of(referrals: Iterable[Any], *, on: date) -> list[ReferralLine]:
    """Return lines of referrals that went through `with_interpreters`, in their order."""
    found = list(referrals)
    ready = readiness_of(found, on=on)
    places = places_on([one.student_id for one in found], on=on)
    return [_line(one, places.get(one.student_id), ready[one.pk]) for one in found]


def _line(referral: Any, place: Place | None, ready: Readiness) -> ReferralLine:
    return ReferralLine(
        referral=referral,
        school=place.school if place else "",
        grade=place.grade if place else "",
        needs_interpreter=referral.needs_interpreter,
        readiness=ready,
        interpreter_in=tuple(dict.fromkeys(map(language_code, referral.interpreter_in))),
    )


def shown_of(referrals: QuerySet[Referral]) -> dict[str, tuple[str, Q]]:
    """Return what the inbox can be narrowed to: beside the states, those whose ground moved, where
    there are any.
    """
    moved = moved_among(referrals)
    return SHOWN | ({MOVED: ("Ground moved", Q(pk__in=moved))} if moved else {})


def shown_of_teams(shown: Mapping[str, tuple[str, Q]]) -> dict[str, tuple[str, Q]]:
    """Return the tabs in the words of a school's own teams, which meet."""
    return {key: (TEAM_WORDS.get(key, label), q) for key, (label, q) in shown.items()}


def counts(referrals: QuerySet[Referral]) -> dict[str, int]:
    """Return how many referrals each state of the inbox holds. One statement."""
    return count_shown(referrals, SHOWN)


def count_shown(
    referrals: QuerySet[Referral], shown: Mapping[str, tuple[str, Q]]
) -> dict[str, int]:
    """Return how many referrals each tab holds. One statement."""
    return referrals.aggregate(**{key: Count("pk", filter=q) for key, (_, q) in shown.items()})


def dockets(*, on: date, past: bool = False) -> QuerySet[Docket]:
    """Return hearing calendars with `cases` and `ready`: to come, soonest first, or past."""
    ready = (
        DocketPlace.objects.filter(
            has_edition(REFERRAL, "referral_id", reader=Reader.CHAIR), docket=OuterRef("pk")
        )
        .order_by()
        .values("docket")
        .annotate(n=Count("pk"))
        .values("n")
    )
    shown = Docket.objects.filter(date__lt=on) if past else Docket.objects.filter(date__gte=on)
    order = ("-date", "-starts_at", "-pk") if past else ("date", "starts_at", "pk")
    return (
        shown.select_related("chair")
        .annotate(cases=Count("places"), ready=Coalesce(Subquery(ready), 0))
        .order_by(*order)
    )


def hearings_of(docket: Docket, reached: QuerySet[Referral], *, on: date) -> list[Hearing]:
    """Return the day's cases within reach, in order, each with its newest packet for the chair.

    Four statements and those of readiness, however many cases.
    """
    places = {place.referral_id: place for place in docket.places.order_by("position")}
    found = with_interpreters(reached.filter(pk__in=places))
    lines = {line.referral.pk: line for line in lines_of(found, on=on)}
    newest = newest_orders(REFERRAL, lines, reader=Reader.CHAIR)
    editions = newest_editions(REFERRAL, lines, reader=Reader.CHAIR)
    return [
        Hearing(
            place,
            lines[key],
            editions.get(key),
            newest.get(key),
            place_stage(day=docket.date, on=on, is_placed=True, state=lines[key].referral.state),
        )
        for key, place in places.items()
        if key in lines
    ]


def progress_of(hearings: Iterable[Hearing]) -> Progress:
    """Return how far the day's packets are. No statement."""
    found = list(hearings)
    latest = [one.latest for one in found if one.latest]
    return Progress(
        ready=sum(one.edition is not None for one in found),
        busy=sum(packet.is_busy for packet in latest),
        failed=sum(packet.state == PacketState.FAILED for packet in latest),
        cases=len(found),
    )
