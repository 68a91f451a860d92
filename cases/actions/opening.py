"""Opening and closing cases, and deciding their tier."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record, record_many
from audit.rules import Act
from cases.actions.assign import assign, end_assignments, give
from cases.actions.refusals import CaseIsClosed, CaseIsOpen
from cases.actions.summaries import refresh
from cases.choices import CloseReason
from cases.models import Case, TierDecision
from cases.rules.stages import CASE_STAGES
from students.models import Student
from tasks.actions import dismiss_all, give_back_all, take_up_all


@transaction.atomic
def open_cases(
    act: Act, *, students: Sequence[Student], tier: str, reason: str, owner: User
) -> list[Case]:
    """Open a case for each of these students who has none, and give them to `owner`. What
    waits about the students goes along. Returns the cases that are new.

    The same number of statements for one as for many. Raises CannotHoldCases.
    """
    locked = Student.objects.select_for_update().filter(pk__in=[s.pk for s in students])
    keys = set(locked.order_by("pk").values_list("pk", flat=True))
    keys -= set(Case.objects.open().filter(student__in=keys).values_list("student", flat=True))
    start = {"opened_on": act.on, "opened_by_id": act.person, "open_reason": reason, "tier": tier}
    new = Case.objects.bulk_create(Case(student_id=key, **start) for key in sorted(keys))
    if not new:
        return []
    TierDecision.objects.bulk_create(_decision(act, case, reason) for case in new)
    record_many(
        act,
        action="case.opened",
        target_kind="case",
        targets=[(case.pk, case.student_id, {"tier": tier, "reason": reason}) for case in new],
    )
    assign(act, cases=new, to=owner, reason=reason)
    refresh([case.student_id for case in new])
    return list(Case.objects.filter(pk__in=[case.pk for case in new]).order_by("pk"))


@transaction.atomic
def close_case(act: Act, *, case: Case, reason: CloseReason, note: str) -> Case:
    """Close the case, end whose it is, and dismiss what still waits about its student.

    Raises CaseIsClosed.
    """
    case = _locked(case, "close")
    why = f"Case closed: {reason.label}"
    end_assignments(act, [case], reason=why)
    dismissed = dismiss_all(act, student=case.student_id, reason=why)
    case.closed_on, case.closed_by_id = act.on, act.person
    case.close_reason, case.close_note = reason, note
    case.save(update_fields=["closed_on", "closed_by", "close_reason", "close_note"])
    refresh([case.student_id])
    _record(act, "case.closed", case, reason=reason, note=note, dismissed=dismissed)
    case.refresh_from_db()
    return case


@transaction.atomic
def take_back_opening(act: Act, *, case: Case, note: str) -> Case:
    """Close a case that was opened by mistake; what waits about its student goes on waiting,
    for whom it was before.

    Raises CaseIsClosed.
    """
    case = _locked(case, "close")
    reason = CloseReason.MISTAKE
    end_assignments(act, [case], reason=reason.label)
    if case.owner_id:
        give_back_all(student=case.student_id, owner=case.owner_id)
    case.closed_on, case.closed_by_id = act.on, act.person
    case.close_reason, case.close_note = reason, note
    case.save(update_fields=["closed_on", "closed_by", "close_reason", "close_note"])
    refresh([case.student_id])
    _record(act, "case.closed", case, reason=reason, note=note, dismissed=0)
    return case


@transaction.atomic
def reopen(act: Act, *, case: Case, closed_at: datetime, reason: str) -> Case:
    """Open a case again that was closed at a moment, with whoever had it and what waited then.

    Raises CannotHoldCases, and CaseIsOpen where the student has another by now.
    """
    case = _locked(case, "reopen")
    if Case.objects.open().filter(student=case.student_id).exists():
        raise CaseIsOpen
    case.closed_on = case.closed_by = None
    case.close_reason = case.close_note = ""
    case.save(update_fields=["closed_on", "closed_by", "close_reason", "close_note"])
    _record(act, "case.reopened", case, reason=reason)
    if case.owner:
        give(act, cases=[case], to=case.owner, reason=reason)
    take_up_all(student=case.student_id, dismissed_at=closed_at)
    refresh([case.student_id])
    return case


@transaction.atomic
def decide_tier(act: Act, *, case: Case, tier: str, reason: str) -> Case:
    """Set the tier that a person decided on. The same tier again changes nothing.

    Raises CaseIsClosed.
    """
    case = _locked(case, "decide_tier")
    if case.tier == tier:
        return case
    before, case.tier = case.tier, tier
    case.save(update_fields=["tier"])
    _decision(act, case, reason).save()
    _record(act, "case.tier_decided", case, before=before, tier=tier, reason=reason)
    return case


def _locked(case: Case, verb: str) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not CASE_STAGES.allows(verb, case.stage):
        raise CaseIsOpen if case.is_open else CaseIsClosed
    return case


def _decision(act: Act, case: Case, reason: str) -> TierDecision:
    return TierDecision(
        case=case, tier=case.tier, reason=reason, decided_by_id=act.person, decided_at=act.at
    )


def _record(act: Act, action: str, case: Case, **detail: object) -> None:
    record(
        act,
        action=action,
        target_kind="case",
        target_id=case.pk,
        student_id=case.student_id,
        detail=detail,
    )
