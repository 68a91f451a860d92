"""Giving cases to somebody: the assignment, and the grant that opens the student to them."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from accounts.actions import grant_students, revoke_each
from accounts.choices import GrantSource, Role
from accounts.models import Grant, User
from audit.actions import record_many
from audit.rules import Act
from cases.actions.refusals import CannotHoldCases, CaseIsClosed
from cases.models import Case, CaseloadAssignment
from cases.queries.holders import role_to_hold
from core import clock
from tasks.actions import give_all

GRANTED = timedelta(days=365)


@transaction.atomic
def assign(
    *,
    cases: Sequence[Case],
    to: User,
    reason: str,
    by: User,
    today: date,
    request_id: str = "",
) -> list[Case]:
    """Give these cases to one person; return those that changed hands.

    What waits about their students goes along; what opened the students to their last owners is taken back.
    Cases that are theirs already stay as they are. The same number of statements for one case
    as for many. Raises CaseIsClosed if one of them is, and CannotHoldCases.
    """
    locked = list(
        Case.objects.select_for_update().filter(pk__in=[c.pk for c in cases]).order_by("pk")
    )
    if any(case.closed_on for case in locked):
        raise CaseIsClosed
    role = role_to_hold(to, on=today)
    if role is None:
        raise CannotHoldCases
    moving = [case for case in locked if case.owner_id != to.pk]
    if moving:
        end_assignments(moving, reason=reason, by=by, today=today, request_id=request_id)
        _begin(moving, to, role, reason=reason, by=by, today=today, request_id=request_id)
    return moving


def end_assignments(
    cases: Sequence[Case], *, reason: str, by: User, today: date, request_id: str
) -> None:
    """End whoever has the cases now, with the grants that followed from it."""
    held = CaseloadAssignment.objects.filter(case__in=cases, ends=None)
    grants = [pk for pk in held.values_list("grant", flat=True) if pk]
    held.update(ends=today, ended_because=reason)
    act = Act(by.actor, clock.now(), today, request_id)
    revoke_each(act, grants=grants, reason=reason[:200])


def _begin(
    cases: list[Case],
    to: User,
    role: Role,
    *,
    reason: str,
    by: User,
    today: date,
    request_id: str,
) -> None:
    given = _open_students(cases, to, role, reason, by, today, request_id)
    CaseloadAssignment.objects.bulk_create(
        CaseloadAssignment(
            case=case,
            counselor=to,
            starts=today,
            reason=reason,
            assigned_by=by,
            grant=given.get(case.student_id),
        )
        for case in cases
    )
    record_many(
        by=by.actor,
        action="case.assigned",
        target_kind="case",
        targets=[
            (case.pk, case.student_id, {"to": to.pk, "from": case.owner_id, "reason": reason})
            for case in cases
        ],
        request_id=request_id,
    )
    keys = [case.pk for case in cases]
    Case.objects.filter(pk__in=keys).update(owner=to)
    give_all(students=[case.student_id for case in cases], to=to)
    for case in cases:
        case.owner = to


def _open_students(
    cases: list[Case],
    to: User,
    role: Role,
    reason: str,
    by: User,
    today: date,
    request_id: str,
) -> dict[int, Grant]:
    """Open the students to the person. Whoever takes a case themselves has their reach already."""
    if to.pk == by.pk:
        return {}
    given = grant_students(
        Act(by.actor, clock.now(), today, request_id),
        to=to,
        role=role,
        students=[case.student_id for case in cases],
        starts=today,
        ends=today + GRANTED,
        reason=f"Caseload: {reason}"[:200],
        source=GrantSource.ASSIGNMENT,
    )
    return {grant.student_id: grant for grant in given if grant.student_id}
