"""What people filed, decided and did that the law asks about. Never deleted."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Now

from attendance.choices import EvidenceKind, ReportSource, StepKind, Verdict
from audit.models import AppendOnly
from students.models import Student

# Statements that write decisions of their own need not know of answers.
NO_REASONS = Value([], output_field=ArrayField(models.CharField(max_length=10)))


class ProcessStep(models.Model):
    """Something the law asks for that another app did, with its evidence.

    `has_time` is false for history that knows only the day. A withdrawn step no longer counts.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    kind = models.CharField(max_length=20, choices=StepKind)
    happened_at = models.DateTimeField()
    has_time = models.BooleanField(default=True)
    recorded_at = models.DateTimeField(db_default=Now())
    evidence_kind = models.CharField(max_length=40, choices=EvidenceKind)
    evidence_id = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind", "evidence_kind", "evidence_id"],
                name="process_step_once_per_evidence",
            )
        ]
        indexes = [models.Index(fields=["student", "school_year"], name="process_step_by_year")]


class TruancyReport(models.Model):
    """A report to the attendance supervisor: a filed fact with the days it lists. Frozen.

    A report from before go-live without its filing date or its listed days is known but not
    countable (`is_countable` false).
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    filed_at = models.DateTimeField()
    has_time = models.BooleanField(default=True)
    receiver = models.CharField(max_length=200)
    filed_by = models.CharField(max_length=200)
    source = models.CharField(max_length=10, choices=ReportSource)
    source_key = models.CharField(max_length=120, unique=True)
    listed_dates = ArrayField(models.DateField(), default=list)
    is_countable = models.BooleanField(default=True)
    policy_version = models.CharField(max_length=60)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["student", "school_year"], name="report_by_year"),
            models.Index(fields=["created_at"], name="report_by_writing"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="frozen"),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]


class ReportFlag(models.Model):
    """A report that its days do not carry any more. Derived; rebuilt by `assess`.

    `reasons` are the listed days that count no more, as dates, and EARLIER where no report stands
    before one that was filed as a later one. Whether it waits for a person follows from the
    decisions (the view `attendance_waiting`).
    """

    student_path = "report__student"

    report = models.OneToOneField(
        TruancyReport, models.PROTECT, primary_key=True, related_name="flag"
    )
    reasons = ArrayField(models.CharField(max_length=10))
    found_at = models.DateTimeField(db_default=Now())


class ReportDecision(AppendOnly):
    """A named person withdrew or upheld a report, with the reason. The newest one holds.

    `answered` are the reasons of its flag that the person had before them: upheld, it waits again
    only for another.
    """

    student_path = "report__student"

    report = models.ForeignKey(TruancyReport, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField()
    answered = ArrayField(models.CharField(max_length=10), db_default=NO_REASONS)
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["decided_at"], name="report_decision_by_moment")]
