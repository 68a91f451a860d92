"""Giving cases to somebody: the assignment, and the grant that opens the student to them."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from accounts.actions import grant_students, revoke_each
from accounts.choices import GrantSource, Role
from accounts.models import Grant, User
from audit.actions import record_many
from audit.rules import Act
from cases.actions.refusals import CannotHoldCases, CaseIsClosed
from cases.models import Case, CaseloadAssignment
from cases.queries.assignable_staff import role_to_hold
from cases.rules.stages import CASE_STAGES
from tasks.actions import give_all

GRANTED = timedelta(days=365)


@transaction.atomic
def assign(act: Act, *, cases: Sequence[Case], to: User, reason: str) -> list[Case]:
    """Give these cases to one person; return those that changed hands.

    What waits about their students goes along; what opened the students to their last owners is
    taken back. Cases that are theirs already stay as they are. The same number of statements for
    one case as for many. Raises CaseIsClosed if one of them is, and CannotHoldCases.
    """
    locked = list(
        Case.objects.select_for_update().filter(pk__in=[c.pk for c in cases]).order_by("pk")
    )
    if not all(CASE_STAGES.allows("assign", case.stage) for case in locked):
        raise CaseIsClosed
    moving = [case for case in locked if case.owner_id != to.pk]
    end_assignments(act, moving, reason=reason)
    give(act, cases=moving, to=to, reason=reason)
    return moving


def give(act: Act, *, cases: list[Case], to: User, reason: str) -> None:
    """Begin an assignment of cases that nobody has now. Raises CannotHoldCases."""
    role = role_to_hold(to, on=act.on)
    if role is None:
        raise CannotHoldCases
    if cases:
        _begin(act, cases, to, role, reason)


def end_assignments(act: Act, cases: Sequence[Case], *, reason: str) -> None:
    """End whoever has the cases now, with the grants that followed from it."""
    if not cases:
        return
    held = CaseloadAssignment.objects.filter(case__in=cases, ends=None)
    grants = [pk for pk in held.values_list("grant", flat=True) if pk]
    held.update(ends=act.on, ended_because=reason)
    revoke_each(act, grants=grants, reason=reason[:200])


def _begin(act: Act, cases: list[Case], to: User, role: Role, reason: str) -> None:
    given = _open_students(act, cases, to, role, reason)
    CaseloadAssignment.objects.bulk_create(
        CaseloadAssignment(
            case=case,
            counselor=to,
            starts=act.on,
            reason=reason,
            assigned_by_id=act.person,
            assigned_at=act.at,
            grant=given.get(case.student_id),
        )
        for case in cases
    )
    record_many(
        act,
        action="case.assigned",
        target_kind="case",
        targets=[
            (case.pk, case.student_id, {"to": to.pk, "from": case.owner_id, "reason": reason})
            for case in cases
        ],
    )
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(owner=to)
    give_all(students=[case.student_id for case in cases], to=to.pk)
    for case in cases:
        case.owner = to


def _open_students(
    act: Act, cases: list[Case], to: User, role: Role, reason: str
) -> dict[int, Grant]:
    """Open the students to the person. Whoever takes a case themselves has their reach already."""
    if to.pk == act.person:
        return {}
    given = grant_students(
        act,
        to=to,
        role=role,
        students=[case.student_id for case in cases],
        starts=act.on,
        ends=act.on + GRANTED,
        reason=f"Caseload: {reason}"[:200],
        source=GrantSource.ASSIGNMENT,
    )
    return {grant.student_id: grant for grant in given if grant.student_id}
