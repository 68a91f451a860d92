"""Letters of the made-up district: wordings that its director approved, and first notices that
its counselor approved, printed and mailed.
"""

from datetime import date, datetime, time

from django.utils.timezone import make_aware

from accounts.choices import Role, Scope
from accounts.models import Grant, User
from audit.actions import act_of, command
from audit.choices import ActorKind
from audit.rules import Act, Actor
from demo.staff import email_of
from letters.actions import approve, approve_wording, follow, mark_mailed, print_next
from letters.choices import Stage
from letters.models import Notice
from letters.queries.due import due_letters
from letters.queries.wordings import proposed_wordings

NAME = "demo_letters"
# Notices that were mailed, and that are printed and wait for the post.
MAILED, PRINTED = 12, 8


def make(*, today: date, director: str) -> None:
    """Approve every wording in the files that may be sent on the day."""
    morning = make_aware(datetime.combine(today, time(8)))
    act = Act(Actor(kind=ActorKind.USER, id="", name=director), morning, today)
    for proposal in proposed_wordings(on=today):
        if not proposal.faults:
            approve_wording(act, sha256=proposal.sha256)


def send() -> dict[str, int]:
    """Take some notices of the counselor's schools through every stage, as people would.

    Returns how many were mailed and how many wait for the post; none if letters went before.
    """
    follow(command(NAME))
    if Notice.objects.exclude(stage=Stage.DUE).exists():
        return {"mailed": 0, "printed": 0}
    counselor = User.objects.get(email=email_of(Role.COUNSELOR))
    act = act_of(counselor.actor)
    clean = _clean(counselor, on=act.on)
    to_mail, to_print = clean[:MAILED], clean[MAILED : MAILED + PRINTED]
    for notices in (to_mail, to_print):
        approve(act, notices=notices)
    while print_next(command(NAME)):
        pass
    after = act_of(counselor.actor)
    mailed = mark_mailed(after, notices=to_mail, mailed_on=after.on).notices
    return {"mailed": len(mailed), "printed": Notice.objects.filter(stage=Stage.PRINTED).count()}


def _clean(counselor: User, *, on: date) -> list[int]:
    """Return the notices of the person's schools that nothing is asked about, the oldest first."""
    schools = Grant.objects.of(counselor.actor).filter(scope=Scope.SCHOOL).values("school")
    due = Notice.objects.filter(school__in=schools, stage=Stage.DUE).order_by("due_by", "pk")
    letters = due_letters(list(due.select_related("student", "school")), on=on)
    return [letter.notice.pk for letter in letters if not letter.holds]
