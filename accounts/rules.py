"""The one table of what a role may do. Whom it may do it to is on the Grant."""

from datetime import date, timedelta

from accounts.choices import Permission, Role, Scope

_TEAM = frozenset(
    {
        Permission.STUDENT_FIND,
        Permission.ATTENDANCE_READ,
        Permission.CONTACT_READ,
        Permission.POPULATION_READ,
        Permission.RECORD_READ,
    }
)
_CASEWORK = frozenset(
    {
        Permission.LETTER_READ,
        Permission.LETTER_APPROVE,
        Permission.LETTER_MAIL,
        Permission.CASE_READ,
        Permission.NOTE_WRITE,
        Permission.CASE_MANAGE,
        Permission.REFERRAL_MAKE,
        Permission.TEAM_ANSWER,
        Permission.PACKET_READ,
        Permission.PACKET_BUILD,
    }
)

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.COUNSELOR: _TEAM
    | _CASEWORK
    | {
        Permission.FOSTER_READ,
        Permission.HOMELESS_READ,
        Permission.REPORT_FILE,
        Permission.POLICY_READ,
        Permission.SEALED_WRITE,
    },
    # A clerk never learns why: no populations, no records, no cases.
    Role.CLERK: frozenset(
        {
            Permission.STUDENT_FIND,
            Permission.ATTENDANCE_READ,
            Permission.CONTACT_READ,
            Permission.LETTER_READ,
            Permission.LETTER_MAIL,
        }
    ),
    Role.SCHOOL_ADMINISTRATOR: _TEAM
    | _CASEWORK
    | {
        Permission.REPORT_FILE,
        Permission.POLICY_READ,
        Permission.CASE_ASSIGN,
        Permission.CASELOAD_READ,
    },
    Role.FIELD_COORDINATOR: _TEAM
    | _CASEWORK
    | {
        Permission.REPORT_FILE,
        Permission.POLICY_READ,
        Permission.IMPORT_READ,
        Permission.CASE_ASSIGN,
        Permission.CASELOAD_READ,
    },
    Role.DIRECTOR: _TEAM
    | {
        Permission.LETTER_READ,
        Permission.CASE_READ,
        Permission.CASE_ASSIGN,
        Permission.CASELOAD_READ,
        Permission.PACKET_READ,
        Permission.POLICY_READ,
        Permission.POLICY_SET,
        Permission.IMPORT_READ,
        Permission.IMPORT_RUN,
        Permission.IMPORT_OVERRIDE,
        Permission.STAFF_MANAGE,
        Permission.SAFETY_READ,
    },
    Role.SARB_CHAIR: _TEAM
    | {
        Permission.POLICY_READ,
        Permission.LETTER_READ,
        Permission.CASE_READ,
        Permission.PACKET_READ,
        Permission.PACKET_BUILD,
        Permission.DOCKET_MANAGE,
    },
    # Members read the frozen packet of their hearing, nothing else.
    Role.PANEL_MEMBER: frozenset(),
    Role.LIAISON: _TEAM
    | {
        Permission.FOSTER_READ,
        Permission.HOMELESS_READ,
        Permission.LETTER_READ,
        Permission.CASE_READ,
        Permission.NOTE_WRITE,
    },
    Role.INTERN: frozenset(
        {Permission.STUDENT_FIND, Permission.ATTENDANCE_READ, Permission.CONTACT_READ}
    ),
    Role.AUDITOR: frozenset(
        {
            Permission.STUDENT_FIND,
            Permission.ATTENDANCE_READ,
            Permission.RECORD_READ,
            Permission.LETTER_READ,
            Permission.CASE_READ,
            Permission.PACKET_READ,
            Permission.POLICY_READ,
            Permission.IMPORT_READ,
            Permission.LOG_READ,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset(
        {
            Permission.LOG_READ,
            Permission.POLICY_READ,
            Permission.IMPORT_READ,
            Permission.SAFETY_READ,
        }
    ),
    # Runs the system, sees no student.
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {
            Permission.IMPORT_READ,
            Permission.IMPORT_RUN,
            Permission.POLICY_READ,
            Permission.STAFF_MANAGE,
        }
    ),
}

# Who gives a role to others, has it go on and ends it. Roles that watch over the rest are the system
# administrator's to give: nobody chooses who looks at their own work. The members of a panel are picked
# by its chair, for one hearing.
GIVES: dict[str, frozenset[str]] = {
    Role.DIRECTOR: frozenset(
        {
            Role.COUNSELOR,
            Role.CLERK,
            Role.SCHOOL_ADMINISTRATOR,
            Role.FIELD_COORDINATOR,
            Role.SARB_CHAIR,
            Role.LIAISON,
            Role.INTERN,
        }
    ),
    Role.SYSTEM_ADMINISTRATOR: frozenset(Role.values) - {Role.PANEL_MEMBER},
}
ANYWHERE = frozenset({Scope.SCHOOL, Scope.REGION, Scope.DISTRICT})
# Over what a role is given, where not anywhere.
SCOPES: dict[str, frozenset[str]] = {
    Role.FIELD_COORDINATOR: frozenset({Scope.REGION, Scope.DISTRICT}),
    Role.DIRECTOR: frozenset({Scope.REGION, Scope.DISTRICT}),
    Role.SARB_CHAIR: frozenset({Scope.REGION, Scope.DISTRICT}),
    Role.AUDITOR: frozenset({Scope.DISTRICT}),
    Role.PRIVACY_OFFICER: frozenset({Scope.DISTRICT}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({Scope.DISTRICT}),
}
SOON = timedelta(days=30)


def permits(role: str, permission: str) -> bool:
    """Return whether a role carries a permission. An unknown role carries none.

    Source: 34 CFR 99.31(a)(1)(ii), access by legitimate educational interest.
    """
    return permission in ROLE_PERMISSIONS.get(role, frozenset())


def permissions_of(role: str) -> frozenset[str]:
    """Return every permission that a role carries. An unknown role carries none.

    Source: as `permits`.
    """
    return ROLE_PERMISSIONS.get(role, frozenset())


def is_reading(permission: str) -> bool:
    """Return whether a permission only reads. Those outlast a transfer by some days.

    Source: product rule, a read-only tail after a student leaves a school.
    """
    return permission.endswith((".read", ".find"))


def roles_with(permission: str) -> list[str]:
    """Return the roles that carry a permission, in the order of Role.

    Source: 34 CFR 99.31(a)(1)(ii).
    """
    return [role for role in Role.values if permits(role, permission)]


def gives(giver: str, role: str, scope: str) -> bool:
    """Return whether whoever has the role `giver` may give a role over such a scope.

    Source: product rule, a role is given by somebody who answers for it; 34 CFR 99.31(a)(1)(ii).
    """
    return role in GIVES.get(giver, frozenset()) and fits(role, scope)


def fits(role: str, scope: str) -> bool:
    """Return whether a role is one that people give, over such a scope. Single students follow
    from cases and hearings.

    Source: product rule, the duties of each role.
    """
    return role != Role.PANEL_MEMBER and scope in SCOPES.get(role, ANYWHERE)


def is_soon(ends: date, *, on: date) -> bool:
    """Return whether a last day is near enough to speak of it: today to thirty days from now.

    Source: product rule, nobody loses access by surprise.
    """
    return on <= ends <= on + SOON


def mails_at(hour: int) -> range:
    """Return the chosen hours whose mail goes out in an hour of the day: this one, and those shortly
    before it, as the worker may have been down. Later the day is under way, and it stays away.

    Source: product rule.
    """
    return range(max(0, hour - 3), hour + 1)
