"""Whom a conference is to be offered, and of which offer nobody has said what came."""

from collections.abc import Iterator

from django.conf import settings

from attendance.choices import StepKind, Verdict
from conferences.choices import ConferenceState
from core.proposals import Proposal, proposal
from law.packs import PolicyPack
from tasks.choices import TaskKind

TITLE = "conference.offer"


def proposals(pack: PolicyPack) -> Iterator[Proposal]:
    """Yield what asks to offer a conference, where the law in force asks for one, and to say what came of
    it.
    """
    yield proposal(
        TaskKind.CONFERENCE.value,
        __file__,
        looks=True,
        title=pack.sentence(TITLE) if pack.has(TITLE) else "",
        days=pack.value("contact.support_school_days"),
        step_effort=StepKind.EFFORT_48262,
        step_held=StepKind.CONFERENCE,
        verdict_withdrawn=Verdict.WITHDRAWN,
        state_offered=ConferenceState.OFFERED,
        zone=settings.TIME_ZONE,
    )
