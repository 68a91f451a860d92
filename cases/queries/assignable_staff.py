"""Who can have cases."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.access import Who, schools_for
from accounts.choices import Permission, Role
from accounts.models import Grant, User
from accounts.queries import role_name
from accounts.rules import roles_with
from cases.models import Case
from students.models import School
from students.rules.names import by_name

HOLDING = tuple(roles_with(Permission.CASE_MANAGE))


@dataclass(frozen=True)
class AssignableStaff:
    """Somebody who can have cases, with what they have now."""

    user: User
    roles: str
    open_cases: int
    overdue: int


def role_to_hold(user: User, *, on: date) -> Role | None:
    """Return the role by which the person can have cases on the date, or None for none."""
    if not user.is_active:
        return None
    held = set(
        Grant.objects.of(user.actor)
        .in_force(on)
        .filter(role__in=HOLDING)
        .values_list("role", flat=True)
    )
    return next((Role(role) for role in HOLDING if role in held), None)


def assignable_staff(
    *, on: date, schools: Collection[int] | None = None, regions: Collection[int] = ()
) -> list[AssignableStaff]:
    """Return who can have cases: with a grant over one of the schools, or of the regions, or of
    regions that hold one of the schools; anybody in the district without `schools`. By name,
    three statements.
    """
    grants = Grant.objects.in_force(on).filter(role__in=HOLDING, person__isnull=False)
    if schools is not None:
        grants = grants.filter(
            Q(school__in=schools)
            | Q(school__region__in=regions)
            | Q(region__in=regions)
            | Q(region__schools__in=schools)
        )
    roles: dict[int, set[str]] = {}
    for person, role in grants.values_list("person", "role").distinct():
        roles.setdefault(person, set()).add(role_name(role))
    loads: dict[int, tuple[int, int]] = {
        row["owner"]: (row["n"], row["late"])
        for row in Case.objects.open()
        .filter(owner__in=roles)
        .values("owner")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(next_due_on__lt=on)))
        .order_by()
    }
    users = User.objects.filter(pk__in=roles, is_active=True).order_by(*by_name())
    return [
        AssignableStaff(
            user,
            ", ".join(sorted(roles[user.pk])),
            *loads.get(user.pk, (0, 0)),
        )
        for user in users
    ]


def owners_of(cases: QuerySet[Case]) -> list[User]:
    """Return who has any of these cases, by name. One statement."""
    return list(User.objects.filter(pk__in=cases.values("owner")).order_by(*by_name()))


def schools_of(who: Who, *, on: date) -> list[School]:
    """Return the schools whose caseloads the person may read, by name. One statement."""
    return list(schools_for(who, Permission.CASELOAD_READ, on=on).order_by(*by_name()))
