"""How a person's cases stand in the morning."""

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from cases.queries.today import all_waiting, own_waiting
from core.morning import Morning
from core.numbers import Number


def morning(scope: Reach) -> Morning | None:
    """Return the numbers of the cases that the person answers for, else of their own."""
    if scope.carrying(Permission.CASELOAD_READ):
        return _others(scope)
    return _own(scope) if scope.carrying(Permission.CASE_MANAGE) else None


def _others(scope: Reach) -> Morning:
    load, everybody = all_waiting(scope, on=scope.on), reverse("cases:everybody")
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


def _own(scope: Reach) -> Morning:
    load, caseload = own_waiting(scope, on=scope.on), reverse("cases:caseload")
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
