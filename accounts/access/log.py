"""The log of readings and refusals, which the request writes when its view is done.

And the two ways in which a door stays shut: 404 for what is out of reach or is not there, the
same for both; 403 for what the person may not do to anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.access.reach import Reach
from accounts.choices import Permission
from accounts.models import User
from audit.choices import Access
from audit.rules import Act
from core.keys import LARGEST_KEY


@dataclass(frozen=True)
class Seen:
    """A reading or a refusal that waits to be logged when the view is done."""

    access: str
    page: str
    student_ids: Sequence[int] = field(default_factory=tuple)
    grants: Sequence[int] = field(default_factory=tuple)
    reason: str = ""


class StaffRequest(HttpRequest):
    """A request as a view behind `requires` gets it."""

    user: User
    htmx: HtmxDetails
    request_id: str
    act: Act
    scope: Reach
    seen: list[Seen]


def log_read(
    request: StaffRequest,
    page: str,
    student_ids: Sequence[int],
    *,
    access: str = Access.READ,
    grants: Sequence[int] | None = None,
) -> None:
    """Log that the page shows these students: one row, with the grants behind the view.

    Give the ids of the page shown, not of the whole result, and the `grants` where another page
    has opened the door. It is written when the view is done, in the transaction around it;
    without the row there is no page.
    """
    if student_ids:
        if grants is None:
            permission = getattr(request.resolver_match.func, "permission", "")  # type: ignore[union-attr] # a view has an address
            grants = _behind(request.scope, student_ids, permission)
        request.seen.append(Seen(access, page, list(student_ids), grants))


def log_fetched(request: StaffRequest, student_ids: Iterable[int], permission: str) -> None:
    """Log that these students, of whom it is known what opens them, were fetched for the page."""
    ids = list(dict.fromkeys(student_ids))
    if ids:
        grants = _behind(request.scope, ids, permission)
        request.seen.append(Seen(Access.READ, page_of(request), ids, grants))


def grants_read_by(request: StaffRequest) -> list[int]:
    """Return the grants that opened what this request has read so far."""
    reads = (seen for seen in request.seen if seen.access == Access.READ)
    return sorted({grant for seen in reads for grant in seen.grants})


def refuse(request: StaffRequest, *, reason: str, student_id: int | None = None) -> None:
    """Log a refusal, and no reading: what was fetched for the page is not shown. The caller raises.

    A number too large for a key is logged without it.
    """
    request.seen[:] = [seen for seen in request.seen if seen.access != Access.READ]
    asked = [student_id] if student_id is not None and student_id <= LARGEST_KEY else []
    request.seen.append(Seen(Access.REFUSED, page_of(request), asked, reason=reason[:200]))


def not_there(request: StaffRequest, reason: str, *, student_id: int | None = None) -> NoReturn:
    """Log why, and answer as for what never was. The only way to a 404 of a row."""
    refuse(request, reason=reason, student_id=student_id)
    raise Http404


def forbidden(request: StaffRequest, reason: str, *, student_id: int | None = None) -> NoReturn:
    """Log why, and answer that the person may not do this: 403."""
    refuse(request, reason=reason, student_id=student_id)
    raise PermissionDenied


def require(request: StaffRequest, permission: Permission) -> None:
    """Let pass only somebody with a grant in force that carries the permission, over whomever."""
    if not request.scope.carrying(permission):
        forbidden(request, f"no grant with {permission}")


def require_over_district(request: StaffRequest, permission: Permission) -> None:
    """Let pass only somebody whose grant with the permission is over the whole district: for what
    there is once for all of it, such as its policy.
    """
    if not request.scope.is_over_district(permission):
        forbidden(request, f"no grant over the district with {permission}")


def page_of(request: HttpRequest) -> str:
    """Return the name of the page asked for, as the log keeps it."""
    match = request.resolver_match
    return (match.view_name or match.route)[:60] if match else ""


def _behind(scope: Reach, student_ids: Sequence[int], permission: str) -> list[int]:
    """Return the grants that open these students where that is known, else those that might."""
    if all(key in scope.opened for key in student_ids):
        ways = [way for key in student_ids for way in scope.opened[key]]
        return sorted({way.pk for way in ways if way.opens(permission)})
    return [grant.pk for grant in scope.carrying(permission)]
