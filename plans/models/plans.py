"""What is planned and done about what stands in a student's way."""

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly
from cases.models import Case
from plans.choices import Because, Decision, Delivered, PlanAnswer
from plans.models.groups import GroupSession
from plans.rules.stages import OVER, RUNNING
from students.models import Guardian, Student


class PlanQuerySet(models.QuerySet["Plan"]):
    def running(self) -> "PlanQuerySet":
        """Plans that nobody ended and whose case is open."""
        return self.filter(ended_on=None, case__closed_on=None)


class Plan(models.Model):
    """What the team does about one student's attendance. At most one of a case is not ended.

    The goal: to miss at most `goal_missed` of `goal_days` school days from `goal_from` to
    `goal_until`. What it began from: `baseline_missed` of the `baseline_days` school days before.
    A plan whose case is closed rests with it.
    """

    student_path = "student"

    client_uuid = models.UUIDField(unique=True)
    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    template = models.CharField(max_length=20)
    started_on = models.DateField()
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(db_default=Now())
    baseline_missed = models.SmallIntegerField()
    baseline_days = models.SmallIntegerField()
    goal_missed = models.SmallIntegerField()
    goal_days = models.SmallIntegerField()
    goal_from = models.DateField()
    goal_until = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on=None), name="plan_one_running_per_case"
            ),
            models.CheckConstraint(
                condition=Q(baseline_missed__gte=0, baseline_missed__lte=F("baseline_days"))
                & Q(goal_missed__gte=0, goal_missed__lt=F("goal_days"))
                & Q(goal_until__gte=F("goal_from")),
                name="plan_goal_can_be_counted",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | Q(ended_on__gte=F("started_on"), ended_by__isnull=False) & ~Q(end_reason=""),
                name="plan_ended_by_a_person_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ended_on", "id"],
                condition=Q(ended_on__isnull=False),
                name="plan_ended_last",
            )
        ]

    def __str__(self) -> str:
        return f"Plan {self.pk}"

    @property
    def lasts_until(self) -> date | None:
        """The last day on which it ran, None while it runs. The case is loaded with the plan."""
        return self.ended_on or self.case.closed_on

    @property
    def stage(self) -> str:
        """Whether it runs. The case is loaded with the plan."""
        return RUNNING if self.ended_on is None and self.case.is_open else OVER


class Strategy(models.Model):
    """One thing that somebody does for the student: of the menu by its `code`, or in own words.

    `owner_name` is who does it; `weekdays` are when, Monday is 0, none for what is not done by the
    week. `rating` is what studies said of it when it was chosen. `adult` is the member of staff who
    checks the student in and out, where that is what it is.
    """

    student_path = "plan__student"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="strategies")
    code = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=200)
    rating = models.CharField(max_length=1, blank=True)
    dose = models.CharField(max_length=120, blank=True)
    owner_name = models.CharField(max_length=120)
    weekdays = ArrayField(models.SmallIntegerField(), default=list)
    starts_on = models.DateField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)
    adult = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=list(range(7))),
                name="strategy_days_are_weekdays",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | Q(ended_by__isnull=False, ended_on__isnull=False) & ~Q(end_reason=""),
                name="strategy_ended_by_a_person_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """What became of a strategy on one day. The last word on a day holds; the log keeps the others.

    `service` is the kind of it in the pack, '' where nobody said. `session` is the session of a group
    that it was, if it was one.
    """

    student_path = "strategy__plan__student"

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="deliveries")
    on = models.DateField()
    status = models.CharField(max_length=12, choices=Delivered)
    minutes = models.SmallIntegerField(null=True)
    service = models.CharField(max_length=12, blank=True, default="", db_default="")
    session = models.ForeignKey(GroupSession, models.PROTECT, null=True, related_name="deliveries")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "on"], name="delivery_once_a_day")
        ]


class PlanAgreement(AppendOnly):
    """Who agreed to a plan, or did not, and when. The last answer of a person holds."""

    student_path = "plan__student"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="agreements")
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    answer = models.CharField(max_length=10, choices=PlanAnswer)
    on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass


class PlanReviewQuerySet(models.QuerySet["PlanReview"]):
    def standing(self) -> "PlanReviewQuerySet":
        """Reviews that were not undone."""
        return self.filter(undone_at=None)


class PlanReview(models.Model):
    """What was decided about a plan on a day, and what was seen then: at most one a day that stands. One
    that was undone stays on file, and counts for nothing.

    `missed` of the `days` of the goal that were known, against `goal_missed` of `goal_days` until
    `goal_until`; `done` of what was `planned` on those
    days. `next_on` is none where the plan ended, `goal_until` where an early release kept none.
    """

    student_path = "plan__student"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    on = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision)
    because = models.CharField(max_length=20, choices=Because)
    note = models.CharField(max_length=300, blank=True)
    missed = models.SmallIntegerField()
    days = models.SmallIntegerField()
    goal_missed = models.SmallIntegerField()
    goal_days = models.SmallIntegerField()
    goal_until = models.DateField(null=True)
    done = models.SmallIntegerField()
    planned = models.SmallIntegerField()
    next_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True)  # by whoever decided it

    objects = PlanReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "on"],
                condition=Q(undone_at=None),
                name="plan_reviewed_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.EXIT, next_on=None)
                | ~Q(decision=Decision.EXIT) & Q(next_on__isnull=False, next_on__gt=F("on")),
                name="plan_review_says_when_next",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="frozen", exclude=["undone_at"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
