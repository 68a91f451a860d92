"""Somebody asks the district to help a child, and hears from it."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly
from intake.choices import (
    OPEN,
    Asker,
    ReplyHow,
    RequestOutcome,
    RequestState,
    Urgency,
    WhyPaused,
)
from intake.rules.levels import late_since
from students.models import School, Student

LONGEST_WORDS = 10_000
MOST_REASONS = 6
STATES = RequestState


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def open(self) -> "HelpRequestQuerySet":
        return self.filter(state__in=OPEN)


class HelpRequest(models.Model):
    """A request for help for one student: as it was asked it stays, and what became of it stands beside.

    `reasons` are {"code", "label"} of the pack's barriers, as they were called then. `reply_to` is
    how whoever asked is reached. With `may_name` the family may learn who asked. `school` is where
    the student was then, none for one who is enrolled nowhere. `due_on` is the day by which an
    answer is given, and `answered_on` when the first one was: of one that was closed and opened again, since then.
    """

    student_path = "student"

    client_uuid = models.UUIDField(unique=True)
    student = models.ForeignKey(Student, models.PROTECT, db_index=False, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, db_index=False, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    asked_on = models.DateField()
    asker = models.CharField(max_length=10, choices=Asker)
    asker_name = models.CharField(max_length=120, blank=True)
    reply_how = models.CharField(max_length=10, choices=ReplyHow)
    reply_to = models.CharField(max_length=200, blank=True)
    may_name = models.BooleanField()
    reasons = models.JSONField(default=list)
    worry = models.TextField(max_length=LONGEST_WORDS)
    tried = models.TextField(max_length=LONGEST_WORDS, blank=True)
    strengths = models.TextField(max_length=LONGEST_WORDS, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.NEW)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    pause_reason = models.CharField(max_length=12, choices=WhyPaused, blank=True)
    paused_until = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=RequestOutcome, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="request_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=STATES.NEW, owner=None)
                | ~Q(state=STATES.NEW) & Q(owner__isnull=False),
                name="request_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=STATES.PAUSED, paused_until__isnull=False) & ~Q(pause_reason="")
                | ~Q(state=STATES.PAUSED) & Q(paused_until=None, pause_reason=""),
                name="request_paused_for_a_reason_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=STATES.CLOSED) ^ Q(outcome=""),
                name="request_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[STATES.ANSWERED, STATES.CLOSED])
                | Q(answered_on__isnull=False),
                name="request_closed_after_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["student", "asked_on"], name="request_by_student"),
            models.Index(
                fields=["school", "due_on"],
                include=["student"],
                condition=Q(state__in=OPEN),
                name="request_open_by_school",
            ),
            # The list of a whole district, by when an answer is due: all that are open, and one state.
            models.Index(
                fields=["due_on"], condition=Q(state__in=OPEN), name="request_open_by_due"
            ),
            models.Index(fields=["state", "due_on"], name="request_by_state_and_due"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="as_it_was_asked",
                fields=[
                    *("client_uuid", "student", "school", "written_by", "written_at"),
                    *("asked_on", "asker", "asker_name", "reply_how", "reply_to", "may_name"),
                    *("reasons", "worry", "tried", "strengths", "urgency"),
                ],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Request for help {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def last_day_in_time(self) -> date | None:
        """The last day on which it was in time, None where it can be late no more."""
        return late_since(
            self.state,
            due_on=self.due_on,
            answered_on=self.answered_on,
            paused_until=self.paused_until,
        )


class RequestStep(AppendOnly):
    """One thing that was done with a request: the verb of its table, by whom and when.

    `why` is the reason of a pause or the outcome of a closing, `until` the day it rests to, or by which
    an answer is given to one that was opened again. Of an
    answer `how` and `words`, which are what whoever asked was told.
    """

    student_path = "request__student"

    client_uuid = models.UUIDField(unique=True)
    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    on = models.DateField()
    why = models.CharField(max_length=12, blank=True)
    until = models.DateField(null=True)
    how = models.CharField(max_length=10, choices=ReplyHow, blank=True)
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)

    class Meta(AppendOnly.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.verb} of request {self.request_id}"
