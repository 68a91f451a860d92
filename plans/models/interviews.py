"""What stands in a student's way, as somebody said it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly
from contacts.models import Note
from plans.choices import Speaker, TalkedHow, Weight, WhatWasFound, WhyWithdrawn
from students.models import Guardian, Student

LONGEST_WORDS = 10_000
MOST_BARRIERS = 6


class Interview(AppendOnly):
    """One talk about what stands in the way of attending: with whom, and what they said.

    It stays as it was said; who says otherwise later is another interview. `client_uuid` is made
    with the form, so that sending it twice makes one. `note` is the contact that it was, if it was
    one with the student or the family.
    """

    student_path = "student"

    client_uuid = models.UUIDField(unique=True)
    student = models.ForeignKey(Student, models.PROTECT, db_index=False, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    held_on = models.DateField()
    speaker = models.CharField(max_length=10, choices=Speaker)
    how = models.CharField(
        max_length=10, choices=TalkedHow, blank=True, default="", db_default=""
    )  # '' of those from before it was kept
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="+")
    with_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.BooleanField(default=False)
    limits_told = models.BooleanField(default=False)
    found = models.CharField(max_length=10, choices=WhatWasFound)
    other = models.CharField(max_length=200, blank=True)
    own_words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    strengths = models.TextField(max_length=LONGEST_WORDS, blank=True)
    note = models.OneToOneField(Note, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker=Speaker.ADULT, guardian__isnull=False)
                | ~Q(speaker=Speaker.ADULT) & Q(guardian=None),
                name="interview_names_the_adult_it_was_with",
            ),
        ]
        indexes = [models.Index(fields=["student", "held_on"], name="interview_by_student")]

    def __str__(self) -> str:
        return f"Interview {self.pk}"

    @property
    def spoke(self) -> str:
        """Who spoke, in words. The adult is loaded with the interview."""
        if self.guardian_id and self.guardian:
            return str(self.guardian)
        return self.with_name or str(Speaker(self.speaker).label)

    @property
    def spoken(self) -> str:
        """How they spoke, in words; '' where nobody kept it. The contact is loaded with the interview."""
        if self.how:
            return str(TalkedHow(self.how).label)
        return self.note.get_method_display() if self.note_id and self.note else ""


class InterviewBarrier(AppendOnly):
    """One barrier that an interview found, by its code and by what it was called then."""

    student_path = "interview__student"

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="barriers")
    code = models.CharField(max_length=12)
    family = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    weight = models.CharField(max_length=5, choices=Weight)

    class Meta(AppendOnly.Meta):
        constraints = [
            models.UniqueConstraint(fields=["interview", "code"], name="interview_barrier_once"),
            models.UniqueConstraint(
                fields=["interview"], condition=Q(weight=Weight.MAIN), name="interview_one_main"
            ),
        ]


class InterviewWithdrawal(AppendOnly):
    """That an interview was taken back. It counts for nothing then, and only its author reads it.

    `note` is the amendment that takes back the contact that it was, if it was one.
    """

    student_path = "interview__student"

    interview = models.OneToOneField(Interview, models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=20, choices=WhyWithdrawn)
    note = models.OneToOneField(Note, models.PROTECT, null=True, related_name="+")

    class Meta(AppendOnly.Meta):
        pass
