"""What persons decided of adults about whom something on file stands against a letter."""

from collections.abc import Sequence

from letters.models import Copy, MailDecision, Notice
from students.rules.mail import Sending


def decided_of(student_ids: Sequence[int]) -> dict[int, dict[str, Sending]]:
    """Return by student and key of the adult what is decided and not taken back. One statement."""
    found: dict[int, dict[str, Sending]] = {}
    rows = MailDecision.objects.filter(student__in=set(student_ids), taken_back_at=None)
    for row in rows.only("student_id", "adult_id", "is_sent", "against"):
        mine = found.setdefault(row.student_id, {})
        mine[str(row.adult_id)] = Sending(row.is_sent, row.against)
    return found


def is_stopped(copy: Copy) -> bool:
    """Return whether it is decided that the adult of this copy gets no letters. One statement."""
    about = Notice.objects.filter(pk=copy.notice_id).values("student")
    rows = MailDecision.objects.filter(student__in=about, is_sent=False, taken_back_at=None)
    return copy.recipient in map(str, rows.values_list("adult", flat=True))


def standing_decisions(student_id: int) -> list[MailDecision]:
    """Return the decisions about a student's adults that are not taken back, with their adults."""
    rows = MailDecision.objects.filter(student=student_id, taken_back_at=None)
    return list(rows.select_related("adult").order_by("decided_at", "pk"))
