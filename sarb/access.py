"""Which referrals a person may see: those of the students they reach."""

from datetime import date

from django.db.models import QuerySet

from accounts.access import StaffRequest, Who, about_reached, forbidden
from accounts.choices import Permission
from packets.access import NEEDED
from packets.choices import Reader
from sarb.models import Referral, ReferralQuerySet
from sarb.queries.teams import to_boards, to_school_teams


def referrals_for(who: Who, permission: str, *, on: date) -> ReferralQuerySet:
    """Return the referrals of the students whom the person reaches with the permission."""
    return Referral.objects.filter(about_reached(who, permission, on=on))


def of_boards(who: Who, permission: str, *, on: date) -> ReferralQuerySet:
    """Return those of the referrals within reach that a chair answers, of boards and panels."""
    return to_boards(referrals_for(who, permission, on=on), on=on)


def of_school_teams(who: Who, permission: str, *, on: date) -> ReferralQuerySet:
    """Return those of the referrals within reach that go to a school's own team."""
    return to_school_teams(referrals_for(who, permission, on=on), on=on)


def for_the_chair(request: StaffRequest) -> QuerySet[Referral]:
    """Return the referrals whose chair's packets the person may take out.

    Raises PermissionDenied where they may read no such packet at all, and logs it.
    """
    needed = (Permission.PACKET_READ, *NEEDED[Reader.CHAIR])
    if not all(request.scope.carrying(permission) for permission in needed):
        forbidden(request, "packets for the chair")
    found = Referral.objects.all()
    for permission in needed:
        found = found & referrals_for(request.scope, permission, on=request.scope.on)
    return found
