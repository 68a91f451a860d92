"""The case of one student, and who has had it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import Grant, User
from attendance.choices import Tier
from audit.models import AppendOnly
from cases.choices import CloseReason
from cases.rules.stages import CLOSED, OPEN
from students.models import Guardian, School, Student


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        return self.filter(closed_on=None)


class Case(models.Model):
    """The district's work with one student. At most one is open at a time.

    `tier` is what a person decided, not what is suggested. `last_reached_on` (the last day on
    which a person was reached), `next_action` and `next_due_on` (the earliest task that waits) and
    `school` (the student's, when last judged) are summaries: actions keep them, `check_data`
    proves them.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    open_reason = models.CharField(max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    tier = models.CharField(max_length=20, choices=Tier)
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    close_reason = models.CharField(max_length=20, choices=CloseReason, blank=True)
    close_note = models.CharField(max_length=300, blank=True)
    last_reached_on = models.DateField(null=True)
    next_action = models.CharField(max_length=200, blank=True)
    next_due_on = models.DateField(null=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, db_index=False, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(closed_on=None),
                name="case_one_open_per_student",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, close_reason="")
                | Q(closed_on__gte=F("opened_on"), closed_by__isnull=False) & ~Q(close_reason=""),
                name="case_closed_by_a_person_with_a_reason",
            ),
        ]
        indexes = [
            # Everybody's loads are counted from these indexes alone.
            models.Index(
                fields=["owner", "next_due_on"],
                include=["school", "student", "tier", "last_reached_on", "opened_on"],
                condition=Q(closed_on=None),
                name="case_open_by_owner",
            ),
            models.Index(
                fields=["school", "owner"],
                include=["tier", "next_due_on", "last_reached_on", "opened_on"],
                condition=Q(closed_on=None),
                name="case_open_by_school",
            ),
            # All open cases counted: narrow, so that the index alone is read.
            models.Index(
                fields=["next_due_on", "last_reached_on", "opened_on"],
                condition=Q(closed_on=None),
                name="case_open_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def stage(self) -> str:
        return OPEN if self.is_open else CLOSED


class LastReached(models.Model):
    """The last time a person was reached about a student, with a case or without: written by
    whoever keeps what was said. `how` is the kind of contact in words; with whom is the adult on
    file, else `who` in words.
    """

    student_path = "student"

    student = models.OneToOneField(Student, models.PROTECT, primary_key=True, related_name="+")
    on = models.DateField()
    how = models.CharField(max_length=40)
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=120, blank=True)


class TierDecision(AppendOnly):
    """A named person chose a tier, with the reason. The newest one holds."""

    student_path = "case__student"

    case = models.ForeignKey(Case, models.PROTECT, related_name="tiers")
    tier = models.CharField(max_length=20, choices=Tier)
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass


class CaseloadAssignment(models.Model):
    """Whose case it was from `starts` to `ends`, both included; null while it is theirs.

    `grant` is what opens the student to them; none for somebody who took the case themselves,
    since nobody widens their own reach.
    """

    student_path = "case__student"

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    counselor = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(db_default=Now())
    ended_because = models.CharField(max_length=300, blank=True)
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends=None), name="assignment_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="assignment_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["counselor", "starts"], name="assignment_by_counselor")]
