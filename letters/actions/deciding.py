"""Deciding for one adult whether letters about a child go there, and taking the decision back."""

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from core.stages import NotNow
from letters.choices import CopyState, Stage
from letters.models import Copy, MailDecision
from students.models import Student
from students.queries import families_of
from students.rules.mail import against_of

DECISION = "letters.mail_decision"


class NothingAgainst(Refusal):
    """What stood against writing to the adult is not on file, or reads otherwise by now."""

    advice = "The record of this adult says something else by now. Read it, and decide anew."


@transaction.atomic
def decide_mail(
    act: Act, *, student: Student, adult: int, is_sent: bool, against: str, reason: str
) -> MailDecision:
    """Decide whether letters about a student go to one of the adults, with the reason.

    `against` is what was read to stand against it; a decision on another record gives way. Raises
    NothingAgainst, or NotNow if it is decided already; then nothing is changed.
    """
    if not _is_on_file(act, student, adult, against):
        raise NothingAgainst
    standing = MailDecision.objects.filter(student=student, adult=adult, taken_back_at=None)
    for old in standing.select_for_update():
        if old.against == against:
            raise NotNow
        _end(act, old)
    said = {"is_sent": is_sent, "against": against, "reason": reason}
    who = {"decided_by_id": act.actor.id, "decided_by": act.actor.name, "decided_at": act.at}
    decision, is_new = standing.get_or_create(
        student=student, adult_id=adult, taken_back_at=None, defaults={**said, **who}
    )
    if not is_new:
        raise NotNow
    _written(act, decision, "decided")
    return decision


def _is_on_file(act: Act, student: Student, adult: int, against: str) -> bool:
    ties = families_of([student.pk], on=act.on)[student.pk].ties
    return any(tie.key == str(adult) and against_of(tie) == against != "" for tie in ties)


@transaction.atomic
def take_back_decision(act: Act, *, decision: MailDecision) -> MailDecision:
    """Let the question stand again. What was approved meanwhile stays so.

    Raises NotNow, changing nothing, if it is taken back already.
    """
    rows = MailDecision.objects.select_for_update().filter(pk=decision.pk, taken_back_at=None)
    found = rows.first()
    if found is None:
        raise NotNow
    _end(act, found)
    return found


def is_on_its_way(decision: MailDecision) -> bool:
    """Return whether a copy for this adult is approved or printed and not mailed. One statement."""
    return (
        Copy.objects.filter(
            notice__student=decision.student_id,
            notice__stage__in=[Stage.APPROVED, Stage.PRINTED],
            recipient=str(decision.adult_id),
        )
        .exclude(state=CopyState.WITHDRAWN)
        .exists()
    )


def _end(act: Act, decision: MailDecision) -> None:
    decision.taken_back_at, decision.taken_back_by = act.at, act.actor.name
    decision.save(update_fields=["taken_back_at", "taken_back_by"])
    _written(act, decision, "taken_back")


def _written(act: Act, decision: MailDecision, verb: str) -> None:
    record(
        act,
        action=f"letter.mail_{verb}",
        target_kind=DECISION,
        target_id=decision.pk,
        student_id=decision.student_id,
        detail={
            "adult": decision.adult_id,
            "is_sent": decision.is_sent,
            "against": decision.against,
            "reason": decision.reason,
        },
    )
