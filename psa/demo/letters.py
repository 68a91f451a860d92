"""The wording of letters, as the made-up district's director has approved it."""

from datetime import date, datetime, time

from django.utils import timezone

from audit.choices import ActorKind
from audit.rules import Actor
from letters.actions import approve_wording
from letters.queries.wordings import proposals


def make(*, today: date, director: str) -> None:
    """Approve every wording in the files that may be sent on the day."""
    morning = timezone.make_aware(datetime.combine(today, time(8)))
    by = Actor(kind=ActorKind.USER, id="", name=director)
    for proposal in proposals(on=today):
        if not proposal.faults:
            approve_wording(sha256=proposal.sha256, by=by, at=morning)
