"""Taking an interview back that was about another student, or was not so."""

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from contacts.actions import withdraw_note
from plans.actions.refusals import NotYoursToWithdraw
from plans.choices import WhyWithdrawn
from plans.models import Interview, InterviewWithdrawal
from students.models import Student


@transaction.atomic
def withdraw_interview(
    act: Act, *, interview: Interview, reason: WhyWithdrawn, manages: bool
) -> InterviewWithdrawal:
    """Take an interview back, and the contact that it was; `manages` says whether who acts manages
    the student's case. Done twice, it is done once, for the first reason.

    Raises NotYoursToWithdraw for anybody else but its author. The contact comes first: whoever changes
    or amends a note locks it before its students, too.
    """
    if not (manages or interview.author_id == act.person):
        raise NotYoursToWithdraw
    taken_back = withdraw_note(act, note=interview.note) if interview.note else None
    Student.objects.select_for_update().get(pk=interview.student_id)
    if there := InterviewWithdrawal.objects.filter(interview=interview).first():
        return there
    withdrawal = InterviewWithdrawal.objects.create(
        interview=interview,
        by_id=act.person,
        at=act.at,
        reason=reason,
        note=taken_back,
    )
    record(
        act,
        action="interview.withdrawn",
        target_kind="interview",
        target_id=interview.pk,
        student_id=interview.student_id,
        detail={"reason": reason},
    )
    return withdrawal
