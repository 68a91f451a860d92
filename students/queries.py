"""Reads of who: by the SIS's id."""

from collections.abc import Sequence

from students.models import Student


def ids_of(sis_ids: Sequence[str]) -> dict[str, int]:
    """Return the keys of students by the SIS's id; unknown ids are left out. One statement."""
    found = Student.objects.filter(sis_id__in=list(sis_ids)).values_list("sis_id", "pk")
    return dict(found)
