"""Students who meet together: a group, who is in it, and what became of each time it met."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly
from plans.choices import Here, WhyGroupEnds, WhyLeft
from plans.rules.stages import OVER, RUNNING
from students.models import School, Student


class Group(models.Model):
    """Students of one school who meet with a member of staff, for an intervention of the menu.

    `weekdays` are when, Monday is 0, with `at` and `place`; `minutes` is how long it usually takes.
    `last_on` is when its sessions are planned to be over, `ended_on` when a person ended it.
    """

    student_path = "members__student"

    client_uuid = models.UUIDField(unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(User, models.PROTECT, related_name="+")
    weekdays = ArrayField(models.SmallIntegerField(), default=list)
    at = models.TimeField(null=True)
    place = models.CharField(max_length=80, blank=True)
    minutes = models.SmallIntegerField()
    capacity = models.SmallIntegerField()
    starts_on = models.DateField()
    last_on = models.DateField(null=True)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(db_default=Now())
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=20, choices=WhyGroupEnds, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=list(range(7))),
                name="group_days_are_weekdays",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, capacity__gt=0)
                & (Q(last_on=None) | Q(last_on__gte=F("starts_on"))),
                name="group_can_meet",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="group_ended_by_a_person_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stage(self) -> str:
        return RUNNING if self.ended_on is None else OVER

    def stage_on(self, day: date) -> str:
        """Return the stage it was in on a day: it may have met on the day on which it ended."""
        return RUNNING if self.ended_on is None or day <= self.ended_on else OVER

    def members_on(self, day: date) -> "QuerySet[GroupMember]":
        """Return who was in it on a day, the one on which they left included."""
        return self.members.filter(Q(left_on=None) | Q(left_on__gte=day), joined_on__lte=day)


class GroupMember(models.Model):
    """A student in a group from a day on, until they leave. In a group once at a time."""

    student_path = "student"

    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    joined_on = models.DateField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())
    left_on = models.DateField(null=True)
    left_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    left_why = models.CharField(max_length=20, choices=WhyLeft, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "student"],
                condition=Q(left_on=None),
                name="group_member_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_by=None, left_why="")
                | Q(left_on__isnull=False, left_on__gte=F("joined_on"), left_by__isnull=False)
                & ~Q(left_why=""),
                name="group_member_left_with_a_reason",
            ),
        ]


class GroupSession(models.Model):
    """One time that a group met: how long, and one note for all, which names no child.

    One that was taken back counts for nothing; its words stay, for whoever wrote them.
    """

    student_path = "presences__student"

    client_uuid = models.UUIDField(unique=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="sessions")
    on = models.DateField()
    minutes = models.SmallIntegerField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on"],
                condition=Q(taken_back_at=None),
                name="group_session_once_a_day",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="group_session_takes_time"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="group_session_taken_back_by_a_person",
            ),
        ]


class Presence(AppendOnly):
    """Whether one member was at a session."""

    student_path = "student"

    session = models.ForeignKey(GroupSession, models.PROTECT, related_name="presences")
    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    here = models.CharField(max_length=12, choices=Here)

    class Meta(AppendOnly.Meta):
        constraints = [
            models.UniqueConstraint(fields=["session", "student"], name="presence_once_a_session")
        ]


class WordsApart(AppendOnly):
    """What was written about one child of a session: apart from the others, for who may write notes
    about that child.
    """

    student_path = "student"

    session = models.ForeignKey(GroupSession, models.PROTECT, related_name="words")
    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta(AppendOnly.Meta):
        constraints = [
            models.UniqueConstraint(fields=["session", "student"], name="words_apart_once_a_child")
        ]
