"""Which referrals and packets a person may see: those of the students they reach."""

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
from sarb.models import Packet, Referral


def referrals_for(who: Who, permission: str, *, on: object) -> QuerySet[Referral]:
    """Return the referrals of the students whom the person reaches with the permission."""
    return Referral.objects.filter(student__in=students_for(who, permission, on=on))  # type: ignore[arg-type]


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


def packet_or_404(request: StaffRequest, pk: int) -> Packet:
    """Fetch a packet that is ready, of a student within reach, and log that it is taken out."""
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
    grants = why(request.scope, student, Permission.PACKET_READ, on=request.scope.on)
    request.seen.append(Seen(Access.READ, page_of(request), [student.pk], grants))
    request.seen.append(Seen(Access.EXPORTED, page_of(request), [student.pk], grants))
    return found
