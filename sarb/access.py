"""Which referrals and packets a person may see: those of the students they reach."""

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
    permissions_on,
    refuse,
    students_for,
    why,
)
from accounts.choices import Permission
from audit.choices import Access
from sarb.choices import Reader
from sarb.models import Packet, Referral


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


# What a person must be allowed to read besides packets, for each reader's edition: what it shows.
NEEDED: dict[str, tuple[Permission, ...]] = {
    Reader.CHAIR: (Permission.CONTACT_READ, Permission.POPULATION_READ),
    Reader.COURT: (Permission.CONTACT_READ,),
    Reader.FAMILY: (Permission.POPULATION_READ,),
    Reader.PANEL: (),
}


def packet_or_404(request: StaffRequest, pk: int) -> Packet:
    """Fetch a packet that is ready, of a student within reach, and log that it is taken out.

    Raises PermissionDenied for an edition that shows more than the person may read.
    """
    reached = students_for(request.scope, Permission.PACKET_READ, on=request.scope.on)
    found = (
        Packet.objects.ready()
        .filter(pk=min(pk, LARGEST_KEY), referral__student__in=reached)
        .select_related("referral__student")
        .first()
    )
    if found is None:
        refuse(request, reason=f"packet {min(pk, LARGEST_KEY)} out of reach")
        raise Http404
    student = found.referral.student
    may = permissions_on(request.scope, student, on=request.scope.on)
    if not may.issuperset(NEEDED[found.reader]):
        refuse(request, reason=f"packet for the {found.reader}", student_id=student.pk)
        raise PermissionDenied
    grants = why(request.scope, student, Permission.PACKET_READ, on=request.scope.on)
    request.seen.append(Seen(Access.READ, page_of(request), [student.pk], grants))
    request.seen.append(Seen(Access.EXPORTED, page_of(request), [student.pk], grants))
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
