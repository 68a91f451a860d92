"""Letters about a student, as a timeline tells them."""

from collections.abc import Iterator

from attendance.choices import EvidenceKind
from core.timeline import Entry
from letters.queries.detail import proof_of
from letters.rules.mailings import mailing_name


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell the letters that were mailed. One statement."""
    for proof in proof_of([student_id]):
        mailed = f"{proof.mailed_on:%b} {proof.mailed_on.day}"
        yield Entry(
            at=proof.recorded_at,
            key=f"{EvidenceKind.NOTICE}:{mailing_name(proof.notice, proof.mailing)}",
            kind="letter",
            title=f"{proof.title} sent",
            by=proof.by,
            text=f"Mailed on {mailed}.",
            icon="mail",
        )
