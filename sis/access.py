"""Which rows of an import a person may see: runs hold rows of every student at once."""

from accounts.access import Reach
from accounts.choices import Permission, Scope

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
