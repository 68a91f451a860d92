"""Writing down that a stored file belongs to a record."""

from audit.rules import Act
from documents.actions.files import Stored
from documents.choices import Retention, Scan
from documents.models import Document


def attach(
    act: Act,
    stored: Stored,
    *,
    record: tuple[str, object],
    title: str,
    retention: Retention,
    student_id: int | None,
    pages: int | None = None,
    scan: Scan = Scan.MADE,
) -> Document:
    """Return the document of a file that `store` has on disk: what it is, whose, by whom.

    `record` is the kind and key of what it belongs to, as the audit names it. Call it in the
    transaction of that record. `title` names no student. One statement; the caller audits.
    """
    kind, key = record
    return Document.objects.create(
        at=act.at,
        **act.actor.columns,
        request_id=act.request_id,
        sha256=stored.sha256,
        media_type=stored.media_type,
        size=stored.size,
        pages=pages,
        title=title,
        retention=retention,
        scan=scan,
        student_id=student_id,
        record_kind=kind,
        record_id=str(key),
    )
