"""What was done for one student without a plan for it, in minutes."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from students.models import Student

LONGEST = 480  # minutes


class ServiceGiven(models.Model):
    """One service that was given to a student on a day: its kind in the pack and how long it took. It has no
    words: those are of a note, or sealed. One that was taken back counts for nothing.
    """

    student_path = "student"

    client_uuid = models.UUIDField(unique=True)
    student = models.ForeignKey(Student, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=12)
    on = models.DateField()
    minutes = models.SmallIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=LONGEST), name="service_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="service_taken_back_by_a_person",
            ),
        ]
        indexes = [models.Index(fields=["student", "on"], name="service_by_student")]
        triggers = [
            pgtrigger.ReadOnly(
                name="as_it_was_given",
                fields=["client_uuid", "student", "kind", "on", "minutes", "by", "at"],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.minutes} minutes"
