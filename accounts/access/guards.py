"""Doors of pages: who may open which."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase

from accounts.access.log import StaffRequest, require
from accounts.choices import Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Door(StrEnum):
    """What a view states in place of a permission when it shows no student and no setting."""

    PUBLIC = "public"  # anybody, before sign-in
    SIGNED_IN = "signed-in"  # any active member of staff, on their own account


def public(view: View) -> View:
    """Mark a view that anybody may open. The list of them is short and tested."""
    return login_not_required(_stating(view, Door.PUBLIC))


def signed_in(view: View) -> View:
    """Mark a view that any active member of staff may open: their own account, the way home."""
    return _stating(view, Door.SIGNED_IN)


def requires(permission: Permission) -> Callable[[View], View]:
    """Open a view only to someone with a grant in force that carries the permission.

    Anonymous goes to sign-in. Anybody else gets 403, and the refusal is logged.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.scope.actor is None:
                return redirect_to_login(request.get_full_path())
            require(request, permission)
            return view(request, *args, **kwargs)

        _stating(guarded, permission)
        return guarded  # type: ignore[return-value] # called just as the view it wraps

    return decorate


def _stating(view: View, door: str) -> View:
    """Put what a view asks for on it, where the middleware and the tests read it."""
    view.permission = door  # type: ignore[attr-defined] # a function takes what is put on it
    return view
