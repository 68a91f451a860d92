"""Which cases a person may see or change: those of students within reach; and what they may do.

Said where queries can use it, too, and meant to be imported from here.
"""

from accounts.access import Reach, permissions_on
from accounts.choices import Permission
from cases.queries.reach import cases_for, open_cases_for, own_cases
from students.models import Student

__all__ = ["cases_for", "may_do", "open_cases_for", "own_cases"]


def may_do(scope: Reach, student: Student) -> dict[str, bool]:
    """Return what the person may do about this student's case, for buttons. Doors ask again."""
    may = permissions_on(scope, student, on=scope.on)
    return {
        "read": Permission.CASE_READ in may,
        "write": Permission.NOTE_WRITE in may,
        "manage": Permission.CASE_MANAGE in may,
        "assign": Permission.CASE_ASSIGN in may,
        "contacts": Permission.CONTACT_READ in may,
    }
