"""Opening and closing cases, and deciding their tier."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from cases.actions.assign import assign, end_assignments
from cases.actions.refusals import CaseIsClosed, CaseIsOpen
from cases.actions.summaries import refresh
from cases.choices import PENDING, CloseReason, TaskState
from cases.models import Case, Task, TierDecision
from students.models import Student


@transaction.atomic
def open_case(
    *,
    student: Student,
    tier: str,
    reason: str,
    owner: User,
    by: User,
    today: date,
    request_id: str = "",
) -> Case:
    """Open a case for the student and give it to `owner`. Tasks that wait go into it.

    Raises CaseIsOpen with the case there is, and CannotHoldCases.
    """
    student = Student.objects.select_for_update().get(pk=student.pk)
    if there := Case.objects.open().filter(student=student).first():
        raise CaseIsOpen(there)
    case = Case.objects.create(
        student=student, opened_on=today, opened_by=by, open_reason=reason, tier=tier
    )
    TierDecision.objects.create(case=case, tier=tier, reason=reason, decided_by=by)
    _record("case.opened", case, by, request_id, tier=tier, reason=reason)
    Task.objects.filter(student=student, case=None, state__in=PENDING).update(case=case)
    assign(cases=[case], to=owner, reason=reason, by=by, today=today, request_id=request_id)
    refresh([case.pk])
    case.refresh_from_db()
    return case


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
    """Close the case, end whose it is, and dismiss what still waits on it.

    Raises CaseIsClosed.
    """
    case = _locked(case)
    end_assignments(
        [case], reason=f"Case closed: {reason.label}", by=by, today=today, request_id=request_id
    )
    waiting = Task.objects.filter(case=case, state__in=PENDING)
    dismissed = waiting.update(
        state=TaskState.DISMISSED,
        state_reason=f"Case closed: {reason.label}",
        decided_by=by,
        decided_at=timezone.now(),
        undo={},
    )
    case.closed_on, case.closed_by, case.close_reason, case.close_note = today, by, reason, note
    case.save(update_fields=["closed_on", "closed_by", "close_reason", "close_note"])
    refresh([case.pk])
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
