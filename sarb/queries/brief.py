"""What is said of referrals to teams and boards, and of hearings."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from core.brief import Fact, Sentence, Sentences
from law.queries import named
from sarb.choices import ReferralState
from sarb.models import Referral
from sarb.queries.panel import panel
from students.models import Student

SAID = Sentences(
    hearing="Expected on {day} at {time}: {team}, {place}.",
    referral="Referred on {day} by {by}: {team}. It waits for an answer.",
    referral_accepted="Referred on {day} by {by}: {team}. {who} accepted it on {then}.",
    referral_heard="Heard on {day}: {team}.",
)


def brief(student: Student, may: frozenset[str], on: date) -> Iterator[Sentence]:
    """Say which referrals wait, were accepted or heard, the newest first, and the hearing that is ahead.
    One statement.
    """
    for one in panel(student, may).referrals:
        referral, place = one.referral, one.hearing
        key, page = f"referral:{referral.pk}", reverse("sarb:referral", args=[referral.pk])
        team = named(referral.level, "teams")
        if referral.is_open and place and place.docket.date >= on:
            when = {"day": place.docket.date, "time": f"{place.time:%-I:%M %p}".lower()}
            where = place.docket.place
            yield from SAID.say("hearing", key, page, team=team, place=where, **when)
        yield from _referral(referral, key, page, team)


def _referral(referral: Referral, key: str, page: str, team: str) -> Iterator[Sentence]:
    made: dict[str, Fact] = {"day": referral.made_at, "by": referral.made_by, "team": team}
    if referral.state == ReferralState.SENT:
        yield from SAID.say("referral", key, page, **made)
    if referral.state == ReferralState.ACCEPTED:
        who, then = referral.decided_by, referral.decided_at
        yield from SAID.say("referral_accepted", key, page, who=who, then=then, **made)
    if referral.state == ReferralState.HEARD:
        yield from SAID.say("referral_heard", key, page, day=referral.heard_on, team=team)
