"""Which rows of an import somebody reads: those of all students, so a right over all of them."""

from datetime import date

import pytest

from accounts.access import HeldGrant, Reach
from accounts.choices import Role, Scope
from sis.access import CLOSED_FILES, OPEN_FILES, visible_files


def reach(*grants):
    on = date(2026, 11, 18)
    given = tuple(HeldGrant(0, role, scope, None, None, None, on) for role, scope in grants)
    return Reach(None, on, given)


@pytest.mark.parametrize("scope", [Scope.REGION, Scope.SCHOOL, Scope.STUDENT])
def test_a_right_over_some_opens_no_file_of_all(scope):
    assert visible_files(reach((Role.FIELD_COORDINATOR, scope))) == set(OPEN_FILES)


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        (Role.COUNSELOR, set(CLOSED_FILES)),
        (
            Role.DIRECTOR,
            set(CLOSED_FILES) - {"populations.csv"},
        ),  # of foster care he reads nothing
        (
            Role.AUDITOR,
            {"enrollments.csv", "marks.csv", "history.csv", *("grades.csv",)}
            | {"absence_contacts.csv"}
            | {"credits.csv", "discipline.csv"},
        ),
        (Role.SYSTEM_ADMINISTRATOR, set()),
        (Role.PRIVACY_OFFICER, set()),
    ],
)
def test_a_role_over_the_district_opens_what_it_reads_of_everybody(role, closed):
    assert visible_files(reach((role, Scope.DISTRICT))) == {*OPEN_FILES, *closed}


def test_half_a_right_over_the_district_and_half_over_a_school_is_half():
    both = reach((Role.AUDITOR, Scope.DISTRICT), (Role.COUNSELOR, Scope.SCHOOL))
    assert visible_files(both) == visible_files(reach((Role.AUDITOR, Scope.DISTRICT)))
    whole = reach((Role.AUDITOR, Scope.DISTRICT), (Role.INTERN, Scope.DISTRICT))
    assert visible_files(whole) - visible_files(both) == {"students.csv", "guardians.csv"}
