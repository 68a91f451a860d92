"""Where a student goes to school, the groups they belong to, and their records there."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from core.history import keep_history
from students.choices import PopulationKind, RecordKind
from students.models.people import Student
from students.models.schools import School
from students.models.written import word_of_the_sis


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def open_on(self, day: date, *, tail: int = 0) -> "EnrollmentQuerySet":
        """Enrollments that are open on the day, or ended at most `tail` days before it."""
        since = day - timedelta(days=tail)
        return self.filter(Q(exit_date=None) | Q(exit_date__gte=since), entry_date__lte=day)


class Enrollment(models.Model):
    """A student's time at one school; `exit_date` is the last day enrolled, or null if open. Of a
    student who never came it is the day before the entry.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="enrollments")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrollments")
    entry_date = models.DateField()
    exit_date = models.DateField(null=True)
    grade = models.CharField(max_length=40, blank=True)
    grade_text = word_of_the_sis(40)
    entry_type = models.CharField(max_length=40, blank=True)
    exit_type = models.CharField(max_length=40, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "school", "entry_date"], name="enrollment_once_per_entry"
            ),
            models.CheckConstraint(
                condition=Q(exit_date=None)
                | Q(exit_date__gte=F("entry_date") - timedelta(days=1)),
                name="enrollment_ends_after_it_begins",
            ),
        ]
        indexes = [
            # Who goes to a school on a day is read from the index alone.
            models.Index(
                fields=["school", "entry_date"],
                include=["exit_date", "student"],
                name="enrollment_by_school_and_day",
            )
        ]


keep_history(Enrollment)


class Population(models.Model):
    """A student's membership in a group the law protects or counts, with its dates."""

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="populations")
    kind = models.CharField(max_length=20, choices=PopulationKind)
    label = models.CharField(max_length=60, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind", "label", "start"],
                nulls_distinct=False,
                name="population_once_per_start",
            )
        ]


keep_history(Population)


class SchoolRecord(models.Model):
    """Grades, credits, discipline and programs, as the SIS writes them, for reading."""

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="records")
    kind = models.CharField(max_length=20, choices=RecordKind)
    position = models.PositiveIntegerField()
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind", "position"], name="school_record_once_per_position"
            )
        ]
