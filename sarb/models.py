"""Review teams: who is referred, and when the case is heard."""

from datetime import time

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly
from packets.rules.dossier import About
from sarb.choices import Level, NoticeMethod, Reason, ReferralState
from sarb.rules.hearings import Pause, time_of
from students.models import Student

OPEN_STATES = (ReferralState.SENT, ReferralState.ACCEPTED)
# What packets call the kind of a referral.
REFERRAL = "referral"


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> "ReferralQuerySet":
        """Referrals that wait for the chair or were accepted."""
        return self.filter(state__in=OPEN_STATES)

    def waiting(self) -> "ReferralQuerySet":
        return self.filter(state=ReferralState.SENT)


class Referral(models.Model):
    """One student referred to one team, by a named person, with the reason.

    `grounds` is what the precondition rested on that day: {"met", "because", "policy"}.
    `justification` is asked for where the precondition was not met. `heard_by` confirmed that the
    case was heard on its day, which ends the referral; what the team decided is not kept yet.
    People are kept by id and name, so that the record outlives an account.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    level = models.CharField(max_length=20, choices=Level)
    reason = models.CharField(max_length=20, choices=Reason)
    text = models.TextField()
    grounds = models.JSONField(default=dict)
    justification = models.TextField(blank=True)
    made_by_id = models.CharField(max_length=40, blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.SENT)
    decided_by_id = models.CharField(max_length=40, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    noticed_on = models.DateField(null=True)
    noticed_how = models.CharField(max_length=10, choices=NoticeMethod, blank=True)
    noticed_by_id = models.CharField(max_length=40, blank=True)
    noticed_by = models.CharField(max_length=200, blank=True)
    heard_on = models.DateField(null=True)
    heard_by_id = models.CharField(max_length=40, blank=True)
    heard_by = models.CharField(max_length=200, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "level"],
                condition=Q(state__in=["sent", "accepted"]),
                name="referral_one_open_per_student_and_level",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReferralState.values), name="referral_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", decided_at=None, decided_by="")
                | (~Q(state="sent") & Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="referral_decision_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="returned") ^ Q(return_reason=""),
                name="referral_returned_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(noticed_on=None, noticed_how="", noticed_by="")
                | (Q(noticed_on__isnull=False) & ~Q(noticed_how="") & ~Q(noticed_by="")),
                name="referral_notice_names_how_and_by_whom",
            ),
            models.CheckConstraint(
                condition=(~Q(state="heard") & Q(heard_on=None, heard_by=""))
                | (Q(state="heard", heard_on__isnull=False) & ~Q(heard_by="")),
                name="referral_heard_names_when_and_who_says_so",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at"], name="referral_waiting", condition=Q(state="sent")),
            models.Index(fields=["student", "made_at"], name="referral_by_student"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="as_it_was_sent",
                fields=[
                    "student",
                    "school_year",
                    "level",
                    "reason",
                    "text",
                    "grounds",
                    "justification",
                    "made_by_id",
                    "made_by",
                    "made_at",
                ],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Referral {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def awaits_notice(self) -> bool:
        """Whether nobody has confirmed yet that the family was told in writing."""
        return self.is_open and self.noticed_on is None

    @property
    def about(self) -> About:
        """What a packet of this referral is about."""
        return About(REFERRAL, self.pk, self.student_id)


class ReferralReview(AppendOnly):
    """The chair looked at a referral again after reports that it rests on were withdrawn, and kept
    it, with the reason. `reports` are the keys of those reports.
    """

    student_path = "referral__student"

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="reviews")
    reports = ArrayField(models.BigIntegerField())
    reason = models.TextField()
    kept_by_id = models.CharField(max_length=40, blank=True)
    kept_by = models.CharField(max_length=200)
    kept_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["referral"], name="referral_review_by_referral")]


class Docket(models.Model):
    """One day's hearings of one team: screens call it hearing calendar.

    `capacity` is the most cases; each takes `minutes`, from `starts_at` on, but for the break.
    """

    student_path = None

    level = models.CharField(max_length=20, choices=Level, default=Level.SARB)
    date = models.DateField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    break_at = models.TimeField(null=True)
    break_minutes = models.PositiveSmallIntegerField(default=0)
    place = models.CharField(max_length=200)
    chair = models.ForeignKey(User, models.PROTECT, related_name="+")
    capacity = models.PositiveSmallIntegerField(default=10)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "date", "starts_at", "place"],
                name="docket_once_per_place_and_time",
            ),
            models.CheckConstraint(
                condition=Q(capacity__range=(1, 30)), name="docket_holds_up_to_thirty_cases"
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(10, 240)), name="docket_minutes_fit_a_morning"
            ),
            models.CheckConstraint(
                condition=Q(break_at=None, break_minutes=0)
                | Q(break_at__isnull=False, break_minutes__range=(5, 180)),
                name="docket_break_has_its_minutes",
            ),
        ]
        indexes = [models.Index(fields=["date"], name="docket_by_date")]

    def __str__(self) -> str:
        return f"{self.date:%B %-d, %Y}"

    @property
    def pause(self) -> Pause | None:
        return Pause(self.break_at, self.break_minutes) if self.break_at else None

    def time_of(self, position: int) -> time:
        """Return when the case at a position begins. Raises ValueError past midnight."""
        return time_of(position, starts_at=self.starts_at, minutes=self.minutes, pause=self.pause)


class DocketPlace(models.Model):
    """A referral's place on a day: the order, from 1, and the time. One place per referral."""

    student_path = "referral__student"

    docket = models.ForeignKey(Docket, models.PROTECT, related_name="places")
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="place")
    position = models.PositiveSmallIntegerField()
    time = models.TimeField()
    placed_by = models.CharField(max_length=200)
    placed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["docket", "position"],
                name="docket_place_once_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="docket_place_counts_from_one"
            ),
        ]
