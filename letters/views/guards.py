"""What a letter shows besides attendance takes a permission of its own."""

from accounts.access import StaffRequest, forbidden, permissions_on
from accounts.choices import Permission
from letters.models import Notice


def require_contact(request: StaffRequest, notice: Notice) -> None:
    """Let pass only who may read adults and addresses, which a letter shows. Raises
    PermissionDenied.
    """
    may = permissions_on(request.scope, notice.student, on=request.scope.on)
    if Permission.CONTACT_READ not in may:
        forbidden(request, "a letter shows an address", student_id=notice.student_id)
