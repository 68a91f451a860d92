"""How a person's cases stand in the morning."""

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from cases.queries.caseload import Caseload
from cases.queries.today import ALL, OWN, all_values, caseload_from, own_values
from core.morning import Counting, Morning
from core.numbers import Number


def morning(scope: Reach) -> Counting | None:
    """Return the numbers of the cases that the person answers for, else of their own."""
    if scope.carrying(Permission.CASELOAD_READ):
        return Counting(
            ALL,
            all_values(scope, on=scope.on),
            lambda row: _others(caseload_from(row, on=scope.on)),
        )
    if scope.carrying(Permission.CASE_MANAGE):
        return Counting(
            OWN,
            own_values(scope, on=scope.on),
            lambda row: _own(caseload_from(row, on=scope.on)),
        )
    return None


def _others(load: Caseload) -> Morning:
    everybody = reverse("cases:everybody")
    return Morning(
        numbers=(
            Number("Open cases", load.total, everybody),
            Number(
                "Cases with an overdue task",
                load.overdue,
                f"{everybody}?show=overdue",
                tone="warn",
            ),
            Number(
                "Families nobody reached",
                load.unreached,
                f"{everybody}?show=unreached",
                f"for more than {load.unreached_days} days",
            ),
        )
    )


def _own(load: Caseload) -> Morning:
    caseload = reverse("cases:caseload")
    return Morning(
        numbers=(
            Number("My cases", load.total, caseload),
            Number("With an overdue task", load.overdue, f"{caseload}?show=overdue", tone="warn"),
            Number(
                "Families nobody reached",
                load.unreached,
                f"{caseload}?show=unreached",
                f"for more than {load.unreached_days} days",
            ),
        ),
        # A caseload has whoever was assigned by name.
        instead_of=frozenset({"students"} if load.total else ()),
    )
