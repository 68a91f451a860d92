"""Notices to families: what is due, the copies that were printed, and what became of them.

What was approved is frozen; what happens to it later is a new row beside it, or the stage of a
notice and the lease of a copy, which only say how far it is.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from attendance.models import TruancyReport
from audit.choices import ActorKind
from audit.models import AppendOnly
from core.leases import COLUMNS as LEASE_COLUMNS
from core.leases import Leased
from documents.models import Document
from letters.choices import CAUSE_OF, Cause, CopyState, EventKind, NoticeKind, Stage
from students.models import Guardian, School, Student


class LetterTemplate(AppendOnly):
    """One wording in one language as the district approved it, word for word. Frozen."""

    student_path = None

    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    approved_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["key", "version", "language", "sha256"], name="wording_approved_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version} {self.language}"


class Batch(models.Model):
    """Notices that were approved together, to be printed and mailed together."""

    student_path = None

    created_at = models.DateTimeField(db_default=Now())
    created_by = models.CharField(max_length=200)


def _caused_by(cause: Cause) -> Q:
    """The condition that this cause is set and no other."""
    return Q(**{f"{one}__isnull": one != cause for one in Cause})


def _any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


class Notice(models.Model):
    """A letter that is owed, once for each cause, and how far it is.

    One of `report`, `referral` and `hearing` is set, the one that its kind is called for by; the
    last two are keys of rooms above. `school` is whose staff send it: until it is mailed, it
    follows the student.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    kind = models.CharField(max_length=20, choices=NoticeKind)
    report = models.ForeignKey(TruancyReport, models.PROTECT, null=True, related_name="+")
    referral = models.BigIntegerField(null=True)
    hearing = models.BigIntegerField(null=True)
    due_by = models.DateField()
    created_at = models.DateTimeField(db_default=Now())
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DUE)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="notices")

    class Meta:
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["kind", cause], name=f"notice_once_for_each_{cause}"
                )
                for cause in Cause.values
            ),
            models.CheckConstraint(
                condition=_any_of(_caused_by(cause) for cause in Cause),
                name="notice_has_one_cause",
            ),
            models.CheckConstraint(
                condition=_any_of(
                    Q(kind=kind, **{f"{cause}__isnull": False}) for kind, cause in CAUSE_OF.items()
                ),
                name="notice_kind_has_its_cause",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="notice_stage_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.APPROVED, Stage.PRINTED, Stage.MAILED])
                | Q(batch__isnull=False),
                name="notice_is_approved_in_a_batch",
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "school", "due_by"], name="notice_by_stage"),
            models.Index(fields=["student", "school_year"], name="notice_by_student"),
            # Letters of a caseload are counted from the index alone.
            models.Index(
                fields=["student"],
                include=["stage", "due_by"],
                condition=Q(stage__in=[Stage.DUE, Stage.APPROVED, Stage.PRINTED]),
                name="notice_waiting_by_student",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="frozen",
                fields=[
                    "student",
                    "school_year",
                    "kind",
                    *Cause.values,
                    "due_by",
                    "created_at",
                ],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]


class Copy(Leased):
    """One letter to one rightful adult, with the facts it was approved on. A row of the queue."""

    student_path = "notice__student"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="copies")
    recipient = models.CharField(max_length=40)
    name = models.CharField(max_length=220)
    because = models.CharField(max_length=60)
    language = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=10))
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    template_version = models.CharField(max_length=60)
    rule_version = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=CopyState, default=CopyState.QUEUED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "recipient"], name="copy_once_for_each_recipient"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CopyState.values), name="copy_state_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="copy_to_print",
                condition=Q(state__in=[CopyState.QUEUED, CopyState.PRINTING]),
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="frozen",
                exclude=["state", *LEASE_COLUMNS],
            ),
            pgtrigger.Protect(
                name="kept_once_printed",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=CopyState.PRINTED),
            ),
        ]


class LetterFile(AppendOnly):
    """The one PDF of a copy; which lease made it."""

    student_path = "letter__notice__student"

    letter = models.OneToOneField(
        Copy, models.PROTECT, primary_key=True, db_column="copy_id", related_name="file"
    )
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    lease_token = models.CharField(max_length=32)

    class Meta(AppendOnly.Meta):
        pass


class LetterEvent(AppendOnly):
    """One thing that happened to a notice: who, when, and what goes with it."""

    student_path = "notice__student"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    at = models.DateTimeField(db_default=Now())
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["notice", "at"], name="letter_event_by_notice")]


class MailDecision(models.Model):
    """That a named person decided whether one adult is written to about one child, where something on
    file stands against it. It holds for what the record said then, `against`, until it is taken back;
    a "no" holds as well once nothing stands against it any more.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    adult = models.ForeignKey(Guardian, models.PROTECT, related_name="+")
    is_sent = models.BooleanField()
    against = models.CharField(max_length=300)
    reason = models.TextField()
    decided_by_id = models.CharField(max_length=40, blank=True)
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(db_default=Now())
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "adult"],
                condition=Q(taken_back_at=None),
                name="mail_decision_one_for_each_adult",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_by="")),
                name="mail_decision_taken_back_names_who",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="frozen", exclude=["taken_back_at", "taken_back_by"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]


class LettersCursor(models.Model):
    """How far the letters have followed the reports."""

    student_path = None

    name = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()
