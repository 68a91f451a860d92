"""Reading the log: what happened to one record, who opened one student's."""

from django.db.models import QuerySet

from audit.choices import Access, ActorKind
from audit.models import AccessEvent, AuditEvent
from core import sql


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


def last_read(*, person: int, page: str, most: int) -> list[int]:
    """Return the students whose `page` a member of staff read last, newest first, each once: of the
    last `most` readings. One statement.
    """
    values = {"kind": ActorKind.USER, "access": Access.READ, "actor": str(person)}
    found = sql.column(
        sql.statement(__file__, "last_read"), {**values, "page": page, "most": most}
    )
    return list(dict.fromkeys(found))
