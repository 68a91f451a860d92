"""Ordering packets of referrals: what waits for a decision about a report is not told as it was."""

from collections.abc import Sequence

from django.db import transaction

from audit.rules import Act
from packets.actions.ordering import order
from packets.choices import Reader
from sarb.models import Referral
from sarb.queries.shaken import shaken_of


@transaction.atomic
def order_packets(act: Act, *, referrals: Sequence[Referral], reader: Reader) -> list[Referral]:
    """Order a packet of each referral; return those that wait: a report that they rest on is to be
    withdrawn or upheld first.
    """
    shaken = shaken_of(referrals)
    held = [one for one in referrals if one.pk in shaken and shaken[one.pk].waiting]
    order(act, abouts=[one.about for one in referrals if one not in held], reader=reader)
    return held
