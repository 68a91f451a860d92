"""Reads of staff."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import OuterRef, Subquery

from accounts.choices import Role, Scope
from accounts.models import Grant, User
from core.proofs import Proof, proof
from law.queries import named


def role_name(role: str) -> str:
    """Return what a role is called: of the one that laws call differently, as the law in force."""
    return named(role, "roles") if role == Role.SARB_CHAIR else str(Role(role).label)


def counselors_at(schools: Collection[int], *, on: date) -> dict[int, list[str]]:
    """Return the names of each school's own counselors on the day, in their order, by the school's
    key; schools without one are left out. One statement, none for no schools.
    """
    if not schools:
        return {}
    grants = Grant.objects.in_force(on).filter(
        role=Role.COUNSELOR, scope=Scope.SCHOOL, school__in=schools
    )
    active = User.objects.filter(pk=OuterRef("person"), is_active=True)
    named = grants.annotate(name=Subquery(active.values("name"))).exclude(name=None)
    found: dict[int, list[str]] = {}
    for school, name, _ in (
        named.order_by("name", "person").values_list("school", "name", "person").distinct()
    ):
        found.setdefault(school, []).append(name)
    return found


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proof that every grant of a member of staff names one."""
    yield proof("grants to people who have no account", __file__, "grants_refer")
