"""What must hold of plans, of groups and of services given."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from core.proofs import Proof, proof
from plans.choices import Delivered
from plans.rules.groups import DELIVERED


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proofs of whom plans are about, of what sessions are to them, and of who was in a group."""
    yield proof("plans about another student than their case", __file__, "cases_agree")
    yield proof(
        "sessions of groups that plans keep otherwise than they were held",
        __file__,
        "deliveries_agree",
        here=list(DELIVERED),
        delivered=list(DELIVERED.values()),
        taken_back=Delivered.TAKEN_BACK,
    )
    yield proof(
        "students marked at sessions of a group that they were not in", __file__, "presences_agree"
    )
    yield proof(
        "services written down before they were given",
        __file__,
        "services_agree",
        zone=settings.TIME_ZONE,
    )
