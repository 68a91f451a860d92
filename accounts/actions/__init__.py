"""Changes to who may touch what: people are invited, roles given and ended, accounts closed.

Each change is one transaction with its audit row. A refusal is an exception and changes nothing.
"""

from accounts.actions.grants import LONGEST, grant, grant_students, revoke, revoke_each
from accounts.actions.people import deactivate, make_first_administrator
from accounts.actions.refusals import (
    AccountExists,
    AccountIsNotYours,
    AccountIsOnesOwn,
    AccountIsOpen,
    AdministratorExists,
    GrantEndsBeforeItStarts,
    GrantIsOnesOwn,
    GrantIsOver,
    GrantIsTooLong,
    HasJoined,
    InvitationIsOver,
    LastAdministrator,
    LastDayIsNotEarlier,
    NoSecondFactor,
    PersonIsDeactivated,
    PersonIsUnknown,
    RoleDoesNotFit,
    RoleGoesOn,
    RoleHasEnded,
    RoleIsNotYoursToGive,
    RoleIsTheirs,
)
from accounts.actions.roles import end_role, extend_role, extend_roles, give_role

__all__ = [
    "LONGEST",
    "AccountExists",
    "AccountIsNotYours",
    "AccountIsOnesOwn",
    "AccountIsOpen",
    "AdministratorExists",
    "GrantEndsBeforeItStarts",
    "GrantIsOnesOwn",
    "GrantIsOver",
    "GrantIsTooLong",
    "HasJoined",
    "InvitationIsOver",
    "LastAdministrator",
    "LastDayIsNotEarlier",
    "NoSecondFactor",
    "PersonIsDeactivated",
    "PersonIsUnknown",
    "RoleDoesNotFit",
    "RoleGoesOn",
    "RoleHasEnded",
    "RoleIsNotYoursToGive",
    "RoleIsTheirs",
    "deactivate",
    "end_role",
    "extend_role",
    "extend_roles",
    "give_role",
    "grant",
    "grant_students",
    "make_first_administrator",
    "revoke",
    "revoke_each",
]
