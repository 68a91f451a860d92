"""Checking a student in and out: one tap in the morning, one at the end of the day."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from plans.choices import CheckState
from plans.models.plans import Strategy


class CheckDay(models.Model):
    """How far one day of a check-in and check-out is, and `points` of a hundred once it is out."""

    student_path = "strategy__plan__student"

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="checks")
    on = models.DateField()
    state = models.CharField(max_length=8, choices=CheckState)
    points = models.SmallIntegerField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "on"], name="checked_once_a_day"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(state=CheckState.OUT, points__range=(0, 100)),
                name="points_of_who_is_checked_out",
            ),
        ]
