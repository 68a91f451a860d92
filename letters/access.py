"""Which letters a person may see or work on: those about students within reach."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import Who, about_reached
from letters.models import Batch, Notice


def notices_for(who: Who, permission: str, *, on: date) -> QuerySet[Notice]:
    """Return the notices about students whom the person may reach with the permission."""
    return Notice.objects.filter(about_reached(who, permission, on=on))


def batches_for(who: Who, permission: str, *, on: date) -> QuerySet[Batch]:
    """Return the batches with at least one notice within reach. A page logs whom it shows."""
    inside = notices_for(who, permission, on=on).filter(batch=OuterRef("pk"))
    return Batch.objects.filter(Exists(inside))
