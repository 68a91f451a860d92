"""The one table of what a role may do. Whom it may do it to is on the Grant."""

from accounts.choices import Permission as P
from accounts.choices import Role

_TEAM = frozenset(
    {P.STUDENT_FIND, P.ATTENDANCE_READ, P.CONTACT_READ, P.POPULATION_READ, P.RECORD_READ}
)

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.COUNSELOR: _TEAM | {P.FOSTER_READ, P.HOMELESS_READ, P.REPORT_FILE, P.POLICY_READ},
    # A clerk never learns why: no populations, no records.
    Role.CLERK: frozenset({P.STUDENT_FIND, P.ATTENDANCE_READ, P.CONTACT_READ}),
    Role.SCHOOL_ADMINISTRATOR: _TEAM | {P.REPORT_FILE, P.POLICY_READ},
    Role.FIELD_COORDINATOR: _TEAM | {P.REPORT_FILE, P.POLICY_READ, P.IMPORT_READ},
    Role.DIRECTOR: _TEAM
    | {P.POLICY_READ, P.POLICY_SET, P.IMPORT_READ, P.IMPORT_RUN, P.IMPORT_OVERRIDE},
    Role.SARB_CHAIR: _TEAM | {P.POLICY_READ},
    # Members read the frozen packet of their hearing, nothing else.
    Role.PANEL_MEMBER: frozenset(),
    Role.LIAISON: _TEAM | {P.FOSTER_READ, P.HOMELESS_READ},
    Role.INTERN: frozenset({P.STUDENT_FIND, P.ATTENDANCE_READ, P.CONTACT_READ}),
    Role.AUDITOR: frozenset(
        {
            P.STUDENT_FIND,
            P.ATTENDANCE_READ,
            P.RECORD_READ,
            P.POLICY_READ,
            P.IMPORT_READ,
            P.LOG_READ,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset({P.LOG_READ, P.POLICY_READ, P.IMPORT_READ}),
    # Runs the system, sees no student.
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {P.IMPORT_READ, P.IMPORT_RUN, P.POLICY_READ, P.STAFF_MANAGE}
    ),
}


def permits(role: str, permission: str) -> bool:
    """Return whether a role carries a permission. An unknown role carries none.

    Source: 34 CFR 99.31(a)(1)(ii), access by legitimate educational interest.
    """
    return permission in ROLE_PERMISSIONS.get(role, frozenset())


def roles_with(permission: str) -> list[str]:
    """Return the roles that carry a permission, in the order of Role.

    Source: 34 CFR 99.31(a)(1)(ii).
    """
    return [role for role in Role.values if permits(role, permission)]
