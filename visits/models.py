"""A visit as it is planned, made and signed off, and where nobody goes alone."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly
from contacts.choices import Purpose
from contacts.models import Note
from students.models import Student
from tasks.models import Task
from visits.choices import AHEAD, VisitState, WhyNotAlone, WhyOff

STATES = VisitState
MOST_MILES = 500


class Visit(models.Model):
    """One way to one home, for the students who live there (`VisitStudent`).

    `goes` is who goes, `partner` who confirms it before and signs it off after, `watcher` the colleague
    who is told when nobody is back by `back_by`. `went_at` and `back_at` are moments, `rung_at` when the
    colleague was told of this `back_by`. What was said there is `note`, and nothing of it here.
    """

    student_path = "students"

    client_uuid = models.UUIDField(unique=True)
    day = models.DateField()
    goes = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    partner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    watcher = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.ATTENDANCE)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=VisitState, default=STATES.PLANNED)
    went_at = models.DateTimeField(null=True)
    back_by = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    rung_at = models.DateTimeField(null=True)
    note = models.ForeignKey(Note, models.PROTECT, null=True, related_name="+")
    left_note = models.BooleanField(default=False)
    miles = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    why_off = models.CharField(max_length=10, choices=WhyOff, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    students = models.ManyToManyField(Student, through="VisitStudent", related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=VisitState.values), name="visit_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | ~Q(partner=F("goes")),
                name="visit_partner_is_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[STATES.CONFIRMED, STATES.VALIDATED])
                | Q(partner__isnull=False),
                name="visit_confirmed_by_a_partner",
            ),
            models.CheckConstraint(
                condition=~Q(state=STATES.THERE)
                | Q(went_at__isnull=False, back_by__isnull=False, watcher__isnull=False),
                name="visit_watched_while_at_the_door",
            ),
            models.CheckConstraint(
                condition=Q(state=STATES.OFF) ^ Q(why_off=""), name="visit_called_off_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=STATES.VALIDATED) | Q(note__isnull=False),
                name="visit_signed_off_after_its_note",
            ),
            models.CheckConstraint(
                condition=Q(miles=None) | Q(miles__range=(0, MOST_MILES)),
                name="visit_miles_can_be_driven",
            ),
        ]
        indexes = [
            models.Index(fields=["goes", "day"], name="visit_by_who_goes"),
            models.Index(
                fields=["partner", "day"],
                condition=Q(partner__isnull=False),
                name="visit_by_partner",
            ),
            models.Index(
                fields=["back_by"], condition=Q(state=STATES.THERE), name="visit_at_the_door"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="as_it_was_planned", fields=["client_uuid", "made_by", "made_at"]
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Visit {self.pk}"

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD

    @property
    def people(self) -> frozenset[int]:
        """The keys of who goes and of the partner."""
        return frozenset(key for key in (self.goes_id, self.partner_id) if key)


class VisitStudent(models.Model):
    """A student whom a visit is for."""

    student_path = "student"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="about")
    student = models.ForeignKey(Student, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "visit"], name="visit_once_per_student")
        ]


class VisitStep(AppendOnly):
    """One thing that was done with a visit: the verb of its table, by whom and when."""

    student_path = "visit__students"

    client_uuid = models.UUIDField(unique=True)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.verb} of visit {self.visit_id}"


class NotAlone(AppendOnly):
    """That nobody visits the student's home alone, since when, for which reason of a list, and by when a
    person looks at it again. It holds until somebody lifts it (`NotAloneLifted`), however old it is.
    """

    student_path = "student"

    client_uuid = models.UUIDField(unique=True)
    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=WhyNotAlone)
    since = models.DateField()
    review_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gt=F("since")), name="alone_reviewed_after_it_began"
            )
        ]

    def __str__(self) -> str:
        return f"Do not visit alone {self.pk}"


class NotAloneLifted(AppendOnly):
    """That one may go alone again, and who said so."""

    student_path = "warning__student"

    warning = models.OneToOneField(NotAlone, models.PROTECT, related_name="lifted")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass
