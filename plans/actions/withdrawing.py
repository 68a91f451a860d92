"""Taking an interview back that was about another student, or was not so."""

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from contacts.actions import withdraw_note
from contacts.choices import WhyTakenBack
from contacts.models import Note
from contacts.rules import MISPLACED
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

    Its author may for any reason; who manages the case only where it is about another student or there
    twice, so that nobody buries what a child said to a colleague. Raises NotYoursToWithdraw, and
    NoteIsOfOthers where somebody else amended the contact. The contact comes first: whoever changes
    or amends a note locks it before its students, too.
    """
    if not (interview.author_id == act.person or (manages and reason in MISPLACED)):
        raise NotYoursToWithdraw
    taken_back = _contact_taken_back(act, interview, reason, manages=manages)
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


def _contact_taken_back(
    act: Act, interview: Interview, reason: WhyWithdrawn, *, manages: bool
) -> Note | None:
    if interview.note is None:
        return None
    why = WhyTakenBack(reason)
    return withdraw_note(act, note=interview.note, reason=why, manages=manages)
