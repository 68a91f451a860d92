"""What is next, for whom, by when, and why."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from students.models import School, Student
from tasks.choices import PENDING, TaskKind, TaskState


class TaskQuerySet(models.QuerySet["Task"]):
    def pending(self) -> "TaskQuerySet":
        """Tasks that nobody has done or dismissed; a snoozed one waits until its `due_on`."""
        return self.filter(state__in=PENDING)


class Task(models.Model):
    """One thing to do about one student by `due_on`.

    Without an owner it belongs to whoever serves `school`. A rule proposes a task once: `key`
    names student, reason and crossing. `reason` is a sentence and `evidence` the dates, numbers
    and keys of rows behind it. `undo` is the state before the last decision.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, db_index=False, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    kind = models.CharField(max_length=12, choices=TaskKind)
    title = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True)
    evidence = models.JSONField(default=dict)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    state_reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    undo = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - null is never equal
    made_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    made_on = models.DateField()

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=TaskKind.values), name="task_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="task_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=False) | Q(key__isnull=False),
                name="task_made_by_a_person_or_a_rule",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                include=["student"],
                condition=Q(state__in=PENDING),
                name="task_pending_by_owner",
            ),
            # Of a school: what nobody owns, and what is late, from the index alone.
            models.Index(
                fields=["school", "owner", "due_on"],
                include=["student"],
                condition=Q(state__in=PENDING),
                name="task_pending_by_school",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FollowCursor(models.Model):
    """How far `follow` has read: the last change, and the last assessment it looked through."""

    student_path = None

    name = models.CharField(max_length=40, primary_key=True)
    change = models.BigIntegerField(default=0)
    assessment = models.BigIntegerField(default=0)
    scanned_at = models.DateTimeField(null=True)
