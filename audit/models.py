"""What was done and what was seen. Append-only, and without foreign keys, so that a record
neither blocks the deletion of what it names nor dies with it.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from audit.choices import Access, ActorKind


class AppendOnly(models.Model):
    """A row that is written once. The database refuses changes; so does the privilege table."""

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'append-only: rows of % stay', TG_TABLE_NAME;",
            ),
        ]


class Acted(AppendOnly):
    """Who acted, and when; by id and name as text."""

    at = models.DateTimeField(db_default=Now())
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta(AppendOnly.Meta):
        abstract = True


class AuditEvent(Acted):
    """One thing that was done. `action` reads as noun.verb, such as `import.applied`."""

    student_path = "student_id"

    action = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=40)
    target_id = models.CharField(max_length=60)
    student_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    class Meta(Acted.Meta):
        indexes = [
            models.Index(fields=["target_kind", "target_id", "at"], name="audit_by_target"),
            models.Index(
                fields=["student_id", "at"],
                name="audit_by_student",
                condition=models.Q(student_id__isnull=False),
            ),
            models.Index(fields=["actor_kind", "actor_id", "at"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_kind} {self.target_id} by {self.actor_name}"


class AccessEvent(Acted):
    """One reading, export or refused reading of student records, single or in a list.

    `grants` are the ids of the Grants that opened the door; empty for a refusal.
    """

    student_path = "student_ids"

    access = models.CharField(max_length=10, choices=Access)
    page = models.CharField(max_length=60)
    student_ids = ArrayField(models.BigIntegerField(), default=list)
    rows = models.PositiveIntegerField(default=0)
    grants = ArrayField(models.BigIntegerField(), default=list)
    reason = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta(Acted.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(access__in=Access.values), name="access_event_access_is_known"
            )
        ]
        indexes = [
            models.Index(fields=["actor_kind", "actor_id", "at"], name="access_by_actor"),
            GinIndex(fields=["student_ids"], name="access_by_student"),  # who opened this record
        ]

    def __str__(self) -> str:
        return f"{self.access} {self.page} by {self.actor_name}"
