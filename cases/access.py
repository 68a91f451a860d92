"""Which cases a person may see or change: those of students within reach; and what they may do.

Said where queries can use it, too, and meant to be imported from here.
"""

from accounts.access import Reach, permissions_on
from accounts.choices import Permission
from cases.queries.reach import answered_cases, cases_for, open_cases_for, own_cases
from students.models import Student

__all__ = ["answered_cases", "cases_for", "may_do", "open_cases_for", "own_cases", "still_reaches"]


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


def still_reaches(scope: Reach, permission: Permission, case: int) -> bool:
    """Read grants anew and return whether they reach the case: whoever had the student by a case that
    is closed now has them no longer.
    """
    if scope.actor is None:
        return False
    return cases_for(scope.actor, permission, on=scope.on).filter(pk=case).exists()
