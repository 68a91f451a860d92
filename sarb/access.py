"""Which referrals a person may see: those of the students they reach."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accounts.access import (
    LARGEST_KEY,
    Seen,
    StaffRequest,
    Who,
    page_of,
    refuse,
    students_for,
    why,
)
from accounts.choices import Permission
from audit.choices import Access
from packets.access import NEEDED
from packets.choices import Reader
from sarb.models import Referral


def referrals_for(who: Who, permission: str, *, on: date) -> QuerySet[Referral]:
    """Return the referrals of the students whom the person reaches with the permission."""
    return Referral.objects.filter(student__in=students_for(who, permission, on=on))


def referral_or_404(
    request: StaffRequest, permission: Permission, pk: int, *, access: str = Access.READ
) -> Referral:
    """Fetch a referral of a student within reach, and log the reading.

    Raises Http404, the same for one out of reach as for none, and logs the refusal.
    """
    scope = request.scope
    found = (
        referrals_for(scope, permission, on=scope.on)
        .select_related("student")
        .filter(pk=min(pk, LARGEST_KEY))
        .first()
    )
    if found is None:
        refuse(request, reason=f"referral {min(pk, LARGEST_KEY)} out of reach with {permission}")
        raise Http404
    grants = why(scope, found.student, permission, on=scope.on)
    request.seen.append(Seen(access, page_of(request), [found.student_id], grants))
    return found


def for_the_chair(request: StaffRequest) -> QuerySet[Referral]:
    """Return the referrals whose chair's packets the person may take out.

    Raises PermissionDenied where they may read no such packet at all, and logs it.
    """
    needed = (Permission.PACKET_READ, *NEEDED[Reader.CHAIR])
    if not all(request.scope.carrying(permission) for permission in needed):
        refuse(request, reason="packets for the chair")
        raise PermissionDenied
    found = Referral.objects.all()
    for permission in needed:
        found = found & referrals_for(request.scope, permission, on=request.scope.on)
    return found
