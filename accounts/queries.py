"""Reads of staff."""

from collections.abc import Collection, Iterator
from datetime import date

from accounts.choices import Role, Scope
from accounts.models import Grant, User
from core.proofs import Proof, proof
from law.queries import named


def role_name(role: str) -> str:
    """Return what a role is called: of the one that laws call differently, as the law in force."""
    return named(role, "roles") if role == Role.SARB_CHAIR else str(Role(role).label)


def counselors_at(schools: Collection[int], *, on: date) -> dict[int, list[str]]:
    """Return the names of each school's own counselors on the day, in their order, by the school's
    key; schools without one are left out. Two statements, none for no schools.
    """
    if not schools:
        return {}
    grants = Grant.objects.in_force(on).filter(
        role=Role.COUNSELOR, scope=Scope.SCHOOL, school__in=schools
    )
    serves: dict[int, set[int]] = {}
    for school, person in grants.values_list("school", "person").exclude(person=None):
        serves.setdefault(person, set()).add(school)
    found: dict[int, list[str]] = {}
    staff = User.objects.filter(pk__in=serves, is_active=True).order_by("name", "pk")
    for key, name in staff.values_list("pk", "name"):
        for school in serves[key]:
            found.setdefault(school, []).append(name)
    return found


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proof that every grant of a member of staff names one."""
    yield proof("grants to people who have no account", __file__, "grants_refer")
