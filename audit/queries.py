"""Reading the log: what happened to one record, who opened one student's."""

from django.db.models import QuerySet

from audit.models import AccessEvent, AuditEvent


def history(*, target_kind: str, target_id: object) -> QuerySet[AuditEvent]:
    """Return what was done to one record, newest first."""
    return AuditEvent.objects.filter(target_kind=target_kind, target_id=str(target_id)).order_by(
        "-at", "-pk"
    )


def history_of_student(student_id: int) -> QuerySet[AuditEvent]:
    """Return what was done that names the student, newest first."""
    return AuditEvent.objects.filter(student_id=student_id).order_by("-at", "-pk")


def accesses(student_id: int) -> QuerySet[AccessEvent]:
    """Return who read, exported or was refused the student's record, newest first.

    A list that showed the student among others counts.
    """
    return AccessEvent.objects.filter(student_ids__contains=[student_id]).order_by("-at", "-pk")


def accesses_by(*, kind: str, actor_id: object) -> QuerySet[AccessEvent]:
    """Return what one actor read, exported or was refused, newest first."""
    return AccessEvent.objects.filter(actor_kind=kind, actor_id=str(actor_id)).order_by(
        "-at", "-pk"
    )
