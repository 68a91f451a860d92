"""Whom a person is to call, since days are missed without a reason known."""

from collections.abc import Iterator

from django.conf import settings

from attendance.queries.kinds import KINDS
from contacts.choices import WithWhom
from contacts.rules import MISSED, SILENT
from core.proposals import Proposal, proposal
from law.packs import PolicyPack
from tasks.choices import PENDING, TaskKind


def proposals(pack: PolicyPack) -> Iterator[Proposal]:
    """Yield what asks for the first personal call."""
    yield proposal(
        TaskKind.CONTACT.value,
        __file__,
        looks=True,
        absences=pack.value("first_call.absences"),
        within=pack.value("first_call.within_days"),
        unexplained_days=pack.value("contact.unexplained_days"),
        silent=[kind.value for kind in SILENT],
        alone=WithWhom.STUDENT,
        missed=[outcome.value for outcome in MISSED],
        pending=[state.value for state in PENDING],
        task_contact=TaskKind.CONTACT,
        task_visit=TaskKind.VISIT,
        task_locate=TaskKind.LOCATE,
        zone=settings.TIME_ZONE,
        **KINDS,
    )
