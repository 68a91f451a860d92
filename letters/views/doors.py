"""Fetching a letter for a person, and writing down that it was read."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.access import LARGEST_KEY, StaffRequest, log_read, page_of, permissions_on, refuse
from accounts.choices import Permission
from letters.access import notices_for
from letters.models import Notice


def get_notice_or_404(request: StaffRequest, permission: Permission, pk: int) -> Notice:
    """Fetch a notice about a student within reach, and log the reading. Raises Http404."""
    mine = notices_for(request.scope, permission, on=request.scope.on)
    rows = mine.select_related("student", "school", "batch")
    found = rows.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if found is None:
        refuse(request, reason=f"no letter within reach with {permission}")
        raise Http404
    log_read(request, page_of(request), [found.student_id])
    return found


def require_contact(request: StaffRequest, notice: Notice) -> None:
    """Let pass only who may read adults and addresses, which a letter shows. Raises
    PermissionDenied.
    """
    may = permissions_on(request.scope, notice.student, on=request.scope.on)
    if Permission.CONTACT_READ not in may:
        refuse(request, reason="a letter shows an address", student_id=notice.student_id)
        raise PermissionDenied
