"""Documents: what a file is, whom it is about, which record it belongs to, and who made it."""

from django.db import models
from django.db.models import Q

from audit.models import Acted
from documents.choices import SUFFIXES, Retention, Scan
from students.models import Student


class Document(Acted):
    """One file of one record, by its content. Append-only: a correction is a new document.

    `record_kind` and `record_id` name the record as the audit does, such as letters.copy 17;
    `student` is whom the file is about, and null where it is about several or nobody. `title`
    names the file where it is saved and names no student: it lands in folders that others see.
    """

    student_path = "student"

    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    pages = models.SmallIntegerField(null=True)
    title = models.CharField(max_length=100)
    retention = models.CharField(max_length=20, choices=Retention)
    scan = models.CharField(max_length=10, choices=Scan)
    student = models.ForeignKey(Student, models.PROTECT, null=True, related_name="+")
    record_kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=60)

    class Meta(Acted.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_has_a_hash"
            ),
            models.CheckConstraint(
                condition=Q(retention__in=Retention.values), name="document_retention_is_known"
            ),
            models.CheckConstraint(
                condition=Q(scan__in=Scan.values), name="document_scan_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["record_kind", "record_id"], name="document_by_record"),
            models.Index(fields=["sha256"], name="document_by_content"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        return self.title + SUFFIXES.get(self.media_type, "")
