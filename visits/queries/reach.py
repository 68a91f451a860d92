"""Which visits a person may see: those for at least one student within reach."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import Who, students_for
from visits.models import Visit, VisitStudent


def visits_for(who: Who, permission: str, *, on: date) -> QuerySet[Visit]:
    """Return the visits for at least one student within reach, in no order."""
    reached = students_for(who, permission, on=on)
    about = VisitStudent.objects.filter(visit=OuterRef("pk"), student__in=reached)
    return Visit.objects.filter(Exists(about))
