"""Where nobody goes alone: warnings of students, and of whoever lives with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from students.models import Student
from visits.models import NotAlone, Visit, VisitStudent


def warnings_of(students: Collection[Student]) -> list[NotAlone]:
    """Return the warnings that stand for the homes of these students, the newest first: also those of
    another child of the home. One statement.
    """
    homes = {one.household_id for one in students if one.household_id}
    concerned = Q(student__in=[one.pk for one in students]) | Q(student__household__in=homes)
    found = NotAlone.objects.filter(concerned, lifted=None).select_related("student", "by")
    return list(found.order_by("-since", "-pk"))


def warnings_for(visits: Iterable[Visit]) -> dict[int, list[NotAlone]]:
    """Return the warnings that stand for each visit, by its key. Two statements for any number."""
    keys = [visit.pk for visit in visits]
    about = VisitStudent.objects.filter(visit__in=keys).select_related("student").order_by("pk")
    students: dict[int, list[Student]] = defaultdict(list)
    for row in about:
        students[row.visit_id].append(row.student)
    standing = warnings_of([one for some in students.values() for one in some])
    return {key: [one for one in standing if _concerns(one, students[key])] for key in keys}


def _concerns(warning: NotAlone, students: Iterable[Student]) -> bool:
    home = warning.student.household_id
    return any(
        one.pk == warning.student_id or (home is not None and one.household_id == home)
        for one in students
    )
