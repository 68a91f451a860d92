"""Ordering packets of referrals: what waits for a decision about a report is not told as it was."""

from collections.abc import Sequence

from django.db import transaction

from audit.rules import Act
from core.refusals import Refusal
from packets.actions.ordering import order
from packets.choices import Reader
from sarb.choices import ReferralState
from sarb.models import Referral
from sarb.queries.shaken import shaken_of


class WasTakenBack(Refusal):
    """Nobody is to read of a referral that was taken back."""

    advice = "No packet is built: this referral was taken back. Refer the student again first."


@transaction.atomic
def order_packets(act: Act, *, referrals: Sequence[Referral], reader: Reader) -> list[Referral]:
    """Order a packet of each referral; return those that wait: a report that they rest on is to be
    withdrawn or upheld first.

    Raises WasTakenBack, ordering nothing, if one of them was.
    """
    keys = [one.pk for one in referrals]
    locked = Referral.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk")
    if any(one.state == ReferralState.WITHDRAWN for one in locked):
        raise WasTakenBack
    shaken = shaken_of(referrals)
    held = [one for one in referrals if one.pk in shaken and shaken[one.pk].waiting]
    order(act, abouts=[one.about for one in referrals if one not in held], reader=reader)
    return held
