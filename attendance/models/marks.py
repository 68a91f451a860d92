"""What was marked at school, day by day, as the SIS tells it.

Marks are kept by exception; a day without a row is attended. Mark and MarkChange have no database
keys to other tables: the import proves the references set-based, and `check_data` proves them again.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from attendance.choices import Excuse, MarkKind
from students.models import School, Student


def unproven(to: type[models.Model]) -> models.ForeignKey:
    """A key that the import proves set-based, without a constraint or an index of its own."""
    return models.ForeignKey(
        to, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )


class AttendanceCode(models.Model):
    """One of the district's attendance codes. `minutes` is missed time where the mark is silent."""

    student_path = None

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

    student_path = None

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    period = models.CharField(max_length=20)
    position = models.SmallIntegerField()
    minutes = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "period"], name="bell_period_once"),
        ]


class Marked(models.Model):
    """What was marked of one student, at one school, on one date, in one period ('' is the whole
    day).
    """

    student = unproven(Student)
    school = unproven(School)
    date = models.DateField()
    period = models.CharField(max_length=20, blank=True)
    code = unproven(AttendanceCode)
    minutes_missed = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Mark(Marked):
    """One mark that an enrollment and a school day cover."""

    student_path = "student"

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


class RivalMark(Marked):
    """What the first row of a file said of a mark, where its rows say several codes of it: the mark
    itself is the last. Which of them counts, or neither, is for judging to say (`marks.conflict`).
    """

    student_path = "student"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "date", "school", "period"], name="rival_mark_once"
            )
        ]


class MarkChange(models.Model):
    """A mark that was changed or withdrawn after it had been loaded: old values, new or none."""

    student_path = "student"

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

    student_path = None

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
