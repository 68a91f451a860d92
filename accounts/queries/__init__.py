"""Reads of staff."""

from accounts.choices import Role
from law.queries import named


def role_name(role: str) -> str:
    """Return what a role is called: of the one that laws call differently, as the law in force."""
    return named(role, "roles") if role == Role.SARB_CHAIR else str(Role(role).label)
