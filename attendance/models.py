"""What happened each school day, and what the law calls it.

Marks are kept by exception; a day without a row is attended. Mark, MarkChange and DayOutcome
have no database keys to other tables: the import proves the references set-based, and
`check_data` proves them again.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from attendance.choices import (
    Band,
    Excuse,
    MarkKind,
    Outcome,
    ReportSource,
    Status,
    StepKind,
    Tier,
    Verdict,
    Why,
)
from audit.models import AppendOnly
from law.models import Policy
from students.models import School, Student


def unproven(to: type[models.Model]) -> models.ForeignKey:
    """A key that the import proves set-based, without a constraint or an index of its own."""
    return models.ForeignKey(
        to, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )


class AttendanceCode(models.Model):
    """One of the district's attendance codes. `minutes` is missed time where the mark is silent."""

    code = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=MarkKind)
    excuse = models.CharField(max_length=20, choices=Excuse, blank=True)
    minutes = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(0, 1440)),
                name="attendance_code_minutes_fit_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.label})"


class BellPeriod(models.Model):
    """One period of a school's bell schedule; `position` orders the day, from 1."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    period = models.CharField(max_length=20)
    position = models.SmallIntegerField()
    minutes = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "period"], name="bell_period_once"),
        ]


class Mark(models.Model):
    """One mark of one student, at one school, on one date, in one period ('' is the whole day)."""

    student = unproven(Student)
    school = unproven(School)
    date = models.DateField()
    period = models.CharField(max_length=20, blank=True)
    code = unproven(AttendanceCode)
    minutes_missed = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=10, default="sis")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "date", "school", "period"], name="mark_once"
            ),
            # Judging joins the marks of a day with these characters, and parts them again.
            models.CheckConstraint(
                condition=models.Q(period="") | ~models.Q(period__regex=r"[\x1d-\x1f]"),
                name="mark_period_has_no_separator",
            ),
        ]
        indexes = [models.Index(fields=["school", "date"], name="mark_by_school_and_date")]


class MarkChange(models.Model):
    """A mark that was changed or withdrawn after it had been loaded: old values, new or none."""

    student = unproven(Student)
    school = unproven(School)
    date = models.DateField()
    period = models.CharField(max_length=20, blank=True)
    old_code = models.CharField(max_length=20)
    old_minutes = models.SmallIntegerField(null=True)
    old_reason = models.CharField(max_length=200, blank=True)
    new_code = models.CharField(max_length=20, blank=True)
    new_minutes = models.SmallIntegerField(null=True)
    new_reason = models.CharField(max_length=200, blank=True)
    withdrawn = models.BooleanField()
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["student", "date"], name="mark_change_by_student")]


class Submission(models.Model):
    """Whether attendance was taken. '' means the whole day, or all sections."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    date = models.DateField()
    period = models.CharField(max_length=20, blank=True)
    section = models.CharField(max_length=60, blank=True)
    taken = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "date", "period", "section"], name="submission_once"
            )
        ]


class DayOutcome(models.Model):
    """All marks of one student-day, resolved into one row. Only days with a mark have one.

    `gap_minutes` is the longest stretch missed without valid excuse. `occasions` is what the
    day adds to the counted days from `countable_on` on (0 when it never counts; more than 1
    only where the policy counts incidents). `pending_until` is the last day on which the
    family may still clear it.
    """

    pk = models.CompositePrimaryKey("student_id", "date")
    student = unproven(Student)
    date = models.DateField()
    school = unproven(School)
    outcome = models.CharField(max_length=13, choices=Outcome)
    excuse = models.CharField(max_length=10, choices=Excuse, blank=True)
    gap_minutes = models.SmallIntegerField(null=True)
    occasions = models.SmallIntegerField()
    countable_on = models.DateField(null=True)
    pending_until = models.DateField(null=True)
    why = models.CharField(max_length=15, choices=Why)
    quality = models.CharField(max_length=20, blank=True)


class Assessment(models.Model):
    """One run of judging: under which policy, as of when, over how many student-years."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    as_of = models.DateField()
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    judged = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)


class Standing(models.Model):
    """What one student's school year comes to as of a date. Derived; rebuilt by `assess`.

    All counts are school days. `counted_days` are days that count under EC 48260 and whose
    window has closed; `pending_days` may still come to count.
    """

    pk = models.CompositePrimaryKey("student_id", "school_year")
    student = unproven(Student)
    school_year = models.SmallIntegerField()
    as_of = models.DateField()
    school = unproven(School)
    grade = models.CharField(max_length=40, blank=True)
    is_enrolled = models.BooleanField()
    days_enrolled = models.SmallIntegerField()
    days_absent = models.SmallIntegerField()
    days_absent_excused = models.SmallIntegerField()
    days_absent_unexcused = models.SmallIntegerField()
    days_absent_unverified = models.SmallIntegerField()
    days_absent_mixed = models.SmallIntegerField()
    days_suspended_out = models.SmallIntegerField()
    days_suspended_in = models.SmallIntegerField()
    days_study_incomplete = models.SmallIntegerField()
    tardy_days = models.SmallIntegerField()
    not_taken_days = models.SmallIntegerField()
    counted_days = models.SmallIntegerField()
    pending_days = models.SmallIntegerField()
    first_truant_on = models.DateField(null=True)
    reports_due = models.SmallIntegerField()
    reports_filed = models.SmallIntegerField()
    chronic_absentee = models.BooleanField()
    chronic_absentee_state = models.BooleanField(null=True)
    chronic_truant_arithmetic = models.BooleanField()
    chronic_truant = models.BooleanField()
    band = models.CharField(max_length=20, choices=Band)
    tier = models.CharField(max_length=20, choices=Tier)
    status = models.CharField(max_length=20, choices=Status)
    policy_version = models.CharField(max_length=60)

    class Meta:
        indexes = [
            # A school's counts are read from the index alone, and who comes first from its end.
            # What it holds changes with a student's marks: the nightly count of days enrolled,
            # which changes for everybody, leaves it as it is.
            models.Index(
                fields=[
                    "school",
                    "school_year",
                    "counted_days",
                    "pending_days",
                    "days_absent",
                    "student",
                ],
                include=[
                    "is_enrolled",
                    "status",
                    "reports_due",
                    "reports_filed",
                    "band",
                    "tier",
                    "grade",
                ],
                name="standing_by_school",
            ),
        ]


class StandingChange(AppendOnly):
    """A standing that came out differently: what higher apps follow. Nothing is ever rewritten.

    `before` is null for a student-year judged for the first time. `days_changed` are the dates
    whose outcome changed.
    """

    student = unproven(Student)
    school_year = models.SmallIntegerField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    days_changed = ArrayField(models.DateField(), default=list)
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["student", "school_year"], name="standing_change_by_year")]


class JudgementDue(models.Model):
    """A student-year whose inputs changed since it was last judged. `assess` takes the rows."""

    pk = models.CompositePrimaryKey("student_id", "school_year")
    student = unproven(Student)
    school_year = models.SmallIntegerField()


class ProcessStep(models.Model):
    """Something the law asks for that another app did, with its evidence.

    `has_time` is false for history that knows only the day. A withdrawn step no longer counts.
    """

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    kind = models.CharField(max_length=20, choices=StepKind)
    happened_at = models.DateTimeField()
    has_time = models.BooleanField(default=True)
    recorded_at = models.DateTimeField(db_default=Now())
    evidence_kind = models.CharField(max_length=40)
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


class ReportDecision(AppendOnly):
    """A named person withdrew or upheld a report, with the reason. The newest one holds."""

    report = models.ForeignKey(TruancyReport, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField()
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["decided_at"], name="report_decision_by_moment")]
