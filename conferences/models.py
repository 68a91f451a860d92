"""A conference as it is offered to a family, and what came of the offer."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from conferences.choices import ConferenceState, MeetWhere, OfferedHow
from contacts.models import Note
from students.models import Guardian, Student

MOST_SLOTS = 3


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def open(self) -> "ConferenceQuerySet":
        return self.filter(state=ConferenceState.OFFERED)


class Conference(models.Model):
    """A conference with parent and student that was offered to one adult, at one to three moments.

    `offer` is the note of the contact by which it was offered, `result` that of what came of it: both
    prove what the law asks for, and this row proves nothing by itself. At most one of a student is open.
    """

    student_path = "student"

    client_uuid = models.UUIDField(unique=True)
    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=OfferedHow)
    slots = ArrayField(models.DateTimeField(), size=MOST_SLOTS)
    where = models.CharField(max_length=10, choices=MeetWhere, default=MeetWhere.SCHOOL)
    interpreter = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=ConferenceState, default=ConferenceState.OFFERED
    )
    offer = models.OneToOneField(Note, models.PROTECT, related_name="+")
    result = models.OneToOneField(Note, models.PROTECT, null=True, related_name="+")
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(db_default=Now())

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ConferenceState.values), name="conference_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="offered") ^ Q(result__isnull=False),
                name="conference_ended_by_a_note",
            ),
            models.CheckConstraint(
                condition=Q(slots__len__range=(1, MOST_SLOTS)),
                name="conference_offers_one_to_three_times",
            ),
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(state="offered"),
                name="conference_one_open_per_student",
            ),
        ]
        indexes = [models.Index(fields=["student", "offered_at"], name="conference_by_student")]
        triggers = [
            pgtrigger.ReadOnly(
                name="as_it_was_offered",
                fields=[
                    *("client_uuid", "student", "guardian", "how", "slots", "where"),
                    *("interpreter", "offer", "offered_by", "offered_at"),
                ],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Conference {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == ConferenceState.OFFERED
