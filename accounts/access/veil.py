"""What a person may know of the people around a student whom they reach."""

from accounts.access.reach import Reach, bounds_of
from accounts.choices import Permission
from students.rules.around import Veil


def veil_of(
    scope: Reach, may: frozenset[str], *, reached_with: str = Permission.STUDENT_FIND
) -> Veil:
    """Return the veil of somebody with these permissions over the student. Another child is in
    reach by the permission that the page asks for, to open it or to write about it. No statement.
    """
    return Veil(
        contacts=Permission.CONTACT_READ in may,
        placements=Permission.FOSTER_READ in may,
        far_children=Permission.POPULATION_READ in may,
        reach=bounds_of(scope, reached_with, on=scope.on),
    )
