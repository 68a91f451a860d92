"""What must hold of what schools do for all."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from core.proofs import Proof, proof
from programs.choices import CampaignState


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proofs of the days of campaigns and of their counts."""
    yield proof(
        "campaigns of two school years, or looked back on before they began",
        __file__,
        "days_agree",
        reviewed=CampaignState.REVIEWED,
    )
    yield proof(
        "people counted before the day on which they were reached",
        __file__,
        "reached_agree",
        zone=settings.TIME_ZONE,
    )
