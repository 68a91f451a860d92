"""What is kept once under the key of its form: sent twice, it is there once."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from core.refusals import Refusal

Kept = TypeVar("Kept", bound=Model)


def kept_under(
    client_uuid: UUID,
    model: type[Kept],
    *,
    of: dict[str, Any],
    not_theirs: type[Refusal],
    says: dict[str, Any] | None = None,
    otherwise: type[Refusal] | None = None,
) -> Kept | None:
    """Return what was kept before under the key of a form, None if nothing was.

    `of` is whose it is and what about, `says` what was sent now, each by the name of a field; what is
    kept in other tables besides is the caller's to compare. Raises `not_theirs` where the key is
    somebody else's or of something else, and `otherwise` where other words were kept under it: those
    sent now are in nobody's file yet, and are not dropped in silence.
    Call it once what the form is about is locked: of two taps at once the second finds the first's.
    """
    there = model._default_manager.filter(client_uuid=client_uuid).first()
    if there is None:
        return None
    if differs(there, of):
        raise not_theirs
    if otherwise and differs(there, says or {}):
        raise otherwise
    return there


def differs(there: Model, says: dict[str, Any]) -> bool:
    """Return whether a record says otherwise, by the names of its fields."""
    return any(getattr(there, name) != value for name, value in says.items())
