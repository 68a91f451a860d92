"""What was said and done with a student and the family, in the words of whoever did it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly
from cases.models import Case
from contacts.choices import (
    Barrier,
    Came,
    Method,
    NoteKind,
    NoteOutcome,
    PaperKind,
    Purpose,
    RevisionKind,
    SaidBy,
    WhyTakenBack,
    WithWhom,
)
from contacts.rules import came_of
from documents.models import Document
from students.models import Guardian, Student

LONGEST_TEXT = 20_000


class Note(models.Model):
    """One contact, or attempt at one, with one or several students (`NoteStudent`).

    `client_uuid` is made where the note is written, so that saving it twice makes one. `reached`
    says that a person was reached. Its author may change it until it is signed; after that an
    amendment is a note of its own, which `amends` this one. `happened_at` is when it took place,
    `recorded_at` when it was written down.
    """

    student_path = "students"

    client_uuid = models.UUIDField(unique=True)
    author = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=12, choices=NoteKind)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.ATTENDANCE)
    method = models.CharField(max_length=10, choices=Method)
    with_whom = models.CharField(max_length=10, choices=WithWhom)
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="+")
    with_name = models.CharField(max_length=120, blank=True)
    reached = models.BooleanField()
    outcome = models.CharField(max_length=20, choices=NoteOutcome, blank=True)
    barriers = ArrayField(models.CharField(max_length=20, choices=Barrier), default=list)
    minutes = models.SmallIntegerField(null=True)
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    version = models.IntegerField(default=1)
    signed_at = models.DateTimeField(null=True)
    amends = models.OneToOneField("self", models.PROTECT, null=True, related_name="amendment")
    students = models.ManyToManyField(Student, through="NoteStudent", related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(with_whom=WithWhom.ADULT, guardian__isnull=False)
                | ~Q(with_whom=WithWhom.ADULT) & Q(guardian=None),
                name="note_names_the_adult_it_was_with",
            ),
            models.CheckConstraint(
                condition=~Q(reached=True, kind__in=[NoteKind.LETTER, NoteKind.OTHER]),
                name="note_of_a_letter_reaches_nobody",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(0, 1440)),
                name="note_minutes_fit_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "happened_at"], name="note_by_author"),
            GinIndex(
                Func(F("text"), function="public.text_words", output_field=SearchVectorField()),
                name="note_by_word",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="signed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def came(self) -> Came:
        """Whether it reached a person, was an attempt, or was none."""
        return came_of(self.kind, self.outcome, reached=self.reached)


class NoteStudent(models.Model):
    """A student a note is about, and the case of theirs that was open then, if any."""

    student_path = "student"

    note = models.ForeignKey(Note, models.PROTECT, related_name="about")
    student = models.ForeignKey(Student, models.PROTECT, db_index=False, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "note"], name="note_once_per_student")
        ]


class NoteRevision(AppendOnly):
    """Words that a note no longer has, or that met a newer version of it. Nothing is lost."""

    student_path = "note__students"

    note = models.ForeignKey(Note, models.PROTECT, related_name="revisions")
    kind = models.CharField(max_length=10, choices=RevisionKind)
    version = models.IntegerField()
    text = models.TextField(blank=True)
    fields = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass


class NoteWithdrawal(AppendOnly):
    """That a note was taken back, and why. `amendment` is the note that says so. Only whoever wrote the
    withdrawn one reads it.
    """

    student_path = "note__students"

    note = models.OneToOneField(Note, models.PROTECT, related_name="withdrawal")
    amendment = models.ForeignKey(Note, models.PROTECT, related_name="withdraws")
    reason = models.CharField(
        max_length=20, choices=WhyTakenBack, blank=True, default="", db_default=""
    )  # '' of those from before it was kept
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass


class NotePaper(AppendOnly):
    """A photo, scan or paper that belongs to a note: who may read the note opens it."""

    student_path = "note__students"

    note = models.ForeignKey(Note, models.PROTECT, related_name="papers")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    client_uuid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=PaperKind)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass


class PaperWithdrawal(AppendOnly):
    """That a paper was taken off its note, and why. Nobody opens it any more."""

    student_path = "paper__note__students"

    paper = models.OneToOneField(NotePaper, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=20, choices=WhyTakenBack)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass


class NoteDraft(models.Model):
    """What somebody has typed and not saved. `seq` counts up in the browser: only a later one
    replaces it.
    """

    student_path = None  # whom it is about is part of what is being typed

    user = models.ForeignKey(User, models.CASCADE, db_index=False, related_name="+")
    client_uuid = models.UUIDField()
    seq = models.IntegerField()
    payload = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "client_uuid"], name="draft_once_per_note")
        ]


class SealedNote(AppendOnly):
    """What was said to a counselor in confidence. It is no part of the student's record: no search, packet,
    export or timeline reads this table, and only its author opens a row of it: the database shows and
    takes no other, by whom the transaction names.

    Source: EC 49602.
    """

    student_path = "student"

    client_uuid = models.UUIDField(unique=True)
    student = models.ForeignKey(Student, models.PROTECT, db_index=False, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_by = models.CharField(max_length=10, choices=SaidBy)
    said_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    text = models.TextField(max_length=LONGEST_TEXT)

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["student", "author"], name="sealed_of_author")]

    def __str__(self) -> str:
        return f"Sealed note {self.pk}"
