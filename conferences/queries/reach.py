"""Which conferences a person may see or change: those about students within reach."""

from datetime import date

from django.db.models import QuerySet

from accounts.access import Who, about_reached
from conferences.models import Conference


def conferences_for(who: Who, permission: str, *, on: date) -> QuerySet[Conference]:
    """Return the conferences about students whom the person reaches with the permission, in no order."""
    return Conference.objects.filter(about_reached(who, permission, on=on))
