"""Which rows of an import a person may see: runs hold rows of every student at once."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.access import Reach
from accounts.choices import Permission, Scope
from sis.choices import WordKind
from sis.models import SourceWord
from sis.rules.meanings import FILES

# A word of so many students is one of the system, not of a child.
COMMON = 5

# Files without a student in them are open to whoever may read imports.
OPEN_FILES = (
    "schools.csv",
    "codes.csv",
    "bell.csv",
    "calendar.csv",
    "submissions.csv",
    "manifest.csv",
)
CLOSED_FILES: dict[str, tuple[Permission, ...]] = {
    "students.csv": (Permission.ATTENDANCE_READ, Permission.CONTACT_READ),
    "guardians.csv": (Permission.CONTACT_READ,),
    "enrollments.csv": (Permission.ATTENDANCE_READ,),
    "marks.csv": (Permission.ATTENDANCE_READ,),
    "history.csv": (Permission.ATTENDANCE_READ,),
    "absence_contacts.csv": (Permission.ATTENDANCE_READ, Permission.CASE_READ),
    "populations.csv": (
        Permission.POPULATION_READ,
        Permission.FOSTER_READ,
        Permission.HOMELESS_READ,
    ),
    "grades.csv": (Permission.RECORD_READ,),
    "credits.csv": (Permission.RECORD_READ,),
    "discipline.csv": (Permission.RECORD_READ,),
    "programs.csv": (Permission.RECORD_READ, Permission.POPULATION_READ),
}


def visible_files(reach: Reach) -> frozenset[str]:
    """Return the files whose rows the person may see: those of all students of the district.

    Anyone else sees the place and the reason of a rejected row, not what stands in it.
    """
    whole = {
        permission
        for permission in Permission
        for grant in reach.carrying(permission)
        if grant.scope == Scope.DISTRICT
    }
    opened = (file for file, needed in CLOSED_FILES.items() if whole.issuperset(needed))
    return frozenset((*OPEN_FILES, *opened))


def words_for(reach: Reach, permission: str, *, on: date) -> QuerySet[SourceWord]:  # noqa: ARG001 - a room's rows are asked for so
    """Return the words of the SIS that the person may read: rare ones only with the files that they
    are of, since a rare word may be about somebody.
    """
    shown = visible_files(reach)
    readable = [kind for kind, file in FILES.items() if file in shown]
    common = Q(students__gte=COMMON) | Q(kind=WordKind.CODE, rows__gte=COMMON)
    return SourceWord.objects.filter(common | Q(kind__in=readable))
