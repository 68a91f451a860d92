"""What a school does for all of its students: planned, done, looked back on, and no child is named in it; and who
was welcomed back.
"""

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from programs.choices import Again, Audience, CampaignKind, CampaignState
from programs.rules.stages import when_of
from students.models import School, Student

LONGEST_WORDS = 2000


class Campaign(models.Model):
    """Something that a school does for all, or for some of its grades, on days of one school year.

    `ends_on` is its last day. `idea` is the pack's that it began from, '' for none. `grades` are those
    it is for, none for all. `words` are what families are told, by language. `care` are the rules to
    which whoever planned it says that it keeps. With `goal_missed`, at most so many of a hundred
    student-days are to be missed. `cost` is in whole dollars.
    """

    student_path = None

    client_uuid = models.UUIDField(unique=True)
    school = models.ForeignKey(School, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=12, choices=CampaignKind)
    idea = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    audience = ArrayField(models.CharField(max_length=10, choices=Audience))
    grades = ArrayField(models.CharField(max_length=40), default=list)
    what = models.TextField(max_length=LONGEST_WORDS)
    words = models.JSONField(default=dict)
    goal_missed = models.SmallIntegerField(null=True)
    cost = models.IntegerField(null=True)
    care = ArrayField(models.CharField(max_length=20), default=list)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.OPEN)
    state_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state_on = models.DateField(null=True)
    again = models.CharField(max_length=10, choices=Again, blank=True)
    learned = models.TextField(max_length=LONGEST_WORDS, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CampaignKind.values), name="campaign_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(goal_missed=None) | Q(goal_missed__gte=0, goal_missed__lt=100),
                name="campaign_goal_can_be_counted",
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.REVIEWED) ^ Q(again=""),
                name="campaign_reviewed_with_what_next",
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.OPEN)
                | Q(
                    state__in=CampaignState.values, state_by__isnull=False, state_on__isnull=False
                ),
                name="campaign_moved_by_a_person",
            ),
        ]
        indexes = [models.Index(fields=["school", "starts_on"], name="campaign_by_school")]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    @property
    def is_off(self) -> bool:
        return self.state == CampaignState.CALLED_OFF

    def when_on(self, day: date) -> str:
        return when_of(self.starts_on, self.ends_on, on=day)


class ReachCount(models.Model):
    """How many people a campaign reached on a day: a count, and no name. One that was taken back counts no more."""

    student_path = None

    client_uuid = models.UUIDField(unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reached")
    on = models.DateField()
    audience = models.CharField(max_length=10, choices=Audience)
    people = models.IntegerField()
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(people__gt=0), name="reached_somebody"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="reached_taken_back_by_a_person",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="as_it_was_counted",
                fields=["client_uuid", "campaign", "on", "audience", "people", "note", "by", "at"],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.people} reached by campaign {self.campaign_id}"


class Welcome(models.Model):
    """That a person welcomed a student back after days away in a row: the first and the last of them, and the day
    on which the student was back. One that was taken back counts no more.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, db_index=False, related_name="+")
    away_from = models.DateField()
    away_until = models.DateField()
    back_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(away_from__lte=F("away_until"), back_on__gt=F("away_until")),
                name="welcome_after_days_away",
            ),
            models.UniqueConstraint(
                fields=["student", "away_until"],
                condition=Q(taken_back_at=None),
                name="welcomed_once_after_days_away",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="welcome_taken_back_by_a_person",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="as_it_was_said",
                fields=["student", "away_from", "away_until", "back_on", "by", "at"],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Welcome {self.pk}"
