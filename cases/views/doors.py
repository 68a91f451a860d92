"""Who a form of cases names."""

from accounts.models import User


def person(pk: int | None) -> User | None:
    """Return an active member of staff by number, or None."""
    return User.objects.filter(pk=pk or 0, is_active=True).first()
