"""Opening and closing cases, and deciding their tier."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record, record_many
from cases.actions.assign import assign, end_assignments
from cases.actions.refusals import CaseIsClosed
from cases.actions.summaries import refresh
from cases.choices import CloseReason
from cases.models import Case, TierDecision
from students.models import Student
from tasks.actions import dismiss_all


@transaction.atomic
def open_cases(
    *,
    students: Sequence[Student],
    tier: str,
    reason: str,
    owner: User,
    by: User,
    today: date,
    request_id: str = "",
) -> list[Case]:
    """Open a case for each of these students who has none, and give them to `owner`. What
    waits about the students goes along. Returns the cases that are new.

    The same number of statements for one as for many. Raises CannotHoldCases.
    """
    locked = Student.objects.select_for_update().filter(pk__in=[s.pk for s in students])
    keys = set(locked.order_by("pk").values_list("pk", flat=True))
    keys -= set(Case.objects.open().filter(student__in=keys).values_list("student", flat=True))
    start = {"opened_on": today, "opened_by": by, "open_reason": reason, "tier": tier}
    new = Case.objects.bulk_create(Case(student_id=key, **start) for key in sorted(keys))
    if not new:
        return []
    TierDecision.objects.bulk_create(
        TierDecision(case=case, tier=tier, reason=reason, decided_by=by) for case in new
    )
    record_many(
        by=by.actor,
        action="case.opened",
        target_kind="case",
        targets=[(case.pk, case.student_id, {"tier": tier, "reason": reason}) for case in new],
        request_id=request_id,
    )
    assign(cases=new, to=owner, reason=reason, by=by, today=today, request_id=request_id)
    refresh([case.student_id for case in new])
    return list(Case.objects.filter(pk__in=[case.pk for case in new]).order_by("pk"))


@transaction.atomic
def close_case(
    *,
    case: Case,
    reason: CloseReason,
    note: str,
    by: User,
    today: date,
    request_id: str = "",
) -> Case:
    """Close the case, end whose it is, and dismiss what still waits about its student.

    Raises CaseIsClosed.
    """
    case = _locked(case)
    end_assignments(
        [case], reason=f"Case closed: {reason.label}", by=by, today=today, request_id=request_id
    )
    dismissed = dismiss_all(
        student=case.student_id,
        reason=f"Case closed: {reason.label}",
        by=by,
        at=timezone.now(),
    )
    case.closed_on, case.closed_by, case.close_reason, case.close_note = today, by, reason, note
    case.save(update_fields=["closed_on", "closed_by", "close_reason", "close_note"])
    refresh([case.student_id])
    _record("case.closed", case, by, request_id, reason=reason, note=note, dismissed=dismissed)
    case.refresh_from_db()
    return case


@transaction.atomic
def decide_tier(*, case: Case, tier: str, reason: str, by: User, request_id: str = "") -> Case:
    """Set the tier that a person decided on. The same tier again changes nothing.

    Raises CaseIsClosed.
    """
    case = _locked(case)
    if case.tier == tier:
        return case
    before, case.tier = case.tier, tier
    case.save(update_fields=["tier"])
    TierDecision.objects.create(case=case, tier=tier, reason=reason, decided_by=by)
    _record("case.tier_decided", case, by, request_id, before=before, tier=tier, reason=reason)
    return case


def _locked(case: Case) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.closed_on:
        raise CaseIsClosed
    return case


def _record(action: str, case: Case, by: User, request_id: str, **detail: object) -> None:
    record(
        by=by.actor,
        action=action,
        target_kind="case",
        target_id=case.pk,
        student_id=case.student_id,
        detail=detail,
        request_id=request_id,
    )
