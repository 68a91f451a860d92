"""What somebody wants by mail."""

from django.db.models import Q, QuerySet

from accounts.models import MailWish, User

ANY = Q(morning=True) | Q(overdue=True) | Q(week=True)


def wish_of(user: User) -> MailWish:
    """Return what the person wants by mail; nothing, where they never said. One statement."""
    return MailWish.objects.filter(user=user).first() or MailWish(user=user)


def wishes() -> QuerySet[MailWish]:
    """Return what those want who want some mail and may sign in, with their account, in no order."""
    return MailWish.objects.filter(ANY, user__is_active=True).select_related("user")
