"""Which letters a person may see or work on: those about students within reach."""

from datetime import date

from django.db.models import QuerySet

from accounts.access import Who, students_for
from letters.models import Notice


def notices_for(who: Who, permission: str, *, on: date) -> QuerySet[Notice]:
    """Return the notices about students whom the person may reach with the permission."""
    return Notice.objects.filter(student__in=students_for(who, permission, on=on))
