"""What marks come to: derived, and rebuilt by `assess` at any time with the same result."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from attendance.choices import (
    Band,
    Excuse,
    FindingVerdict,
    Outcome,
    Quality,
    Status,
    Tier,
    Why,
)
from attendance.models.marks import unproven
from audit.models import AppendOnly
from law.models import Policy
from students.models import School, Student


class DayOutcome(models.Model):
    """All marks of one student-day, resolved into one row. Only days with a mark have one.

    `gap_minutes` is the longest stretch missed without valid excuse. `occasions` is what the
    day adds to the counted days from `countable_on` on (0 when it never counts; more than 1
    only where the policy counts incidents). `pending_until` is the last day on which the
    family may still clear it. `is_tardy` says that the student came late, whatever else the day came to.
    """

    student_path = "student"

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
    quality = models.CharField(max_length=20, choices=Quality, blank=True)
    is_tardy = models.BooleanField(default=False, db_default=False)


class Assessment(models.Model):
    """One run of judging: under which policy, as of when, over how many student-years."""

    student_path = None

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    as_of = models.DateField()
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    judged = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)


class Standing(models.Model):
    """What one student's school year comes to as of a date. Derived; rebuilt by `assess`.

    All counts are school days. `counted_days` are days that count under the law in force and whose
    window has closed; `pending_days` may still come to count.

    What every law knows is kept here. What a law of its own asks is a Finding; of these the truancy
    columns are a summary that is kept beside them, from `counted_days` to `reports_filed`, the
    chronic truant ones and `status`: lists are sorted, counted and read from one index by them.
    """

    student_path = "student"

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


class Finding(models.Model):
    """What one test of the law in force found about a student's school year, in one stretch of it.

    Only where the test speaks: it is met, or near. `test` is its key in the pack, `period` names
    the stretch: year, 1 or 2 (semesters, marking periods), 2026-10 or rolling. `numbers` has the
    days found, the school days they are a share of (`of`), the line (`least`, `more_than`), and the
    day on which it was first passed (`first_on`), where that stays true. Derived; rebuilt by
    `assess`.
    """

    student_path = "student"

    pk = models.CompositePrimaryKey("student_id", "school_year", "test", "period")
    student = unproven(Student)
    school_year = models.SmallIntegerField()
    test = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=FindingVerdict)
    numbers = models.JSONField(default=dict)
    citation = models.CharField(max_length=120)


class StandingChange(AppendOnly):
    """A standing that came out differently: what higher apps follow. Nothing is ever rewritten.

    `before` is null for a student-year judged for the first time. `days_changed` are the dates
    whose outcome changed.
    """

    student_path = "student"

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

    student_path = "student"

    pk = models.CompositePrimaryKey("student_id", "school_year")
    student = unproven(Student)
    school_year = models.SmallIntegerField()
