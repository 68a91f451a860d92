"""Data from the student information system: runs, what they refused, what they set aside."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from attendance.models import Marked
from core.canonical import digest
from core.leases import Leased
from sis.choices import ImportAnswer, QuestionKind, RunState, SetAsideReason, WordKind
from sis.rules.meanings import NO_WORD, said_of
from sis.rules.stages import BUSY_STATES, IMPORT_STAGES
from sis.rules.summary import tally, totals
from students.models import School, Student


class ImportRun(Leased):
    """One reading of one bundle. The row is the queue: a worker claims it with a lease.

    A partial one has no files: it loads rows that waited, and what it lacks says nothing. `report` is the JSON that `import_sis` prints. `progress_*` are written on a connection of
    their own, since the run is one transaction.
    """

    student_path = None

    state = models.CharField(max_length=12, choices=RunState)
    source_name = models.CharField(max_length=255)
    path = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    format = models.CharField(max_length=20, default="auto")
    allow_drop = models.BooleanField(default=False)
    is_partial = models.BooleanField(default=False)
    report = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    created_by_id = models.CharField(max_length=40, blank=True)
    created_by = models.CharField(max_length=200)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    override_by_id = models.CharField(max_length=40, blank=True)
    override_by = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)
    progress_step = models.CharField(max_length=80, blank=True)
    progress_done = models.BigIntegerField(default=0)
    progress_total = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RunState.values), name="import_run_state_is_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="import_run_waiting",
                condition=Q(state__in=["uploaded", "previewing", "approved", "applying"]),
            )
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.source_name}"

    @property
    def is_busy(self) -> bool:
        """Whether the worker has it, or will take it without anybody doing more."""
        return self.state in BUSY_STATES

    @property
    def tally(self) -> str:
        """What became of the rows of all files, in a few words; "" before they are counted."""
        files = self.report.get("files", {})
        return tally(totals(files)) if files else ""

    @property
    def was_read(self) -> bool:
        """Whether its files could be read and counted, whatever came of it."""
        return bool(self.report.get("files"))

    @property
    def can_be_overridden(self) -> bool:
        """Whether it was refused for its numbers, and not because it could not be read."""
        return IMPORT_STAGES.allows("override", self.state) and self.was_read


class ImportQuestion(models.Model):
    """What a file says of a student and a person has to answer before it is taken.

    `given` is what the file says, by its columns. Rows of the student wait meanwhile, and after the
    answer until the run that takes them up is applied.
    """

    student_path = "student"

    kind = models.CharField(max_length=12, choices=QuestionKind)
    student = models.ForeignKey(Student, models.CASCADE, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+")
    given = models.JSONField(default=dict)
    asked_at = models.DateTimeField(db_default=Now())
    asked_on = models.DateField()
    answer = models.CharField(max_length=15, choices=ImportAnswer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.CharField(max_length=40, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    taken_up_by = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind"], condition=Q(answer=""), name="import_question_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=ImportAnswer.values), name="import_answer_is_known"
            ),
        ]

    @property
    def given_sha256(self) -> str:
        """Stand for what the files say: an answer is one to what was read."""
        return digest(self.given)

    @property
    def is_about_identity(self) -> bool:
        return self.kind == QuestionKind.IDENTITY


class WaitingRow(models.Model):
    """A row of a file that waits for the answer: its values by the names of our columns."""

    student_path = "question__student"

    question = models.ForeignKey(ImportQuestion, models.CASCADE, related_name="rows")
    file = models.CharField(max_length=60)
    line = models.IntegerField()
    values = models.JSONField()


class RejectedRow(models.Model):
    """One row that was not loaded, with the place, the value and what to do about it."""

    student_path = None  # the file's own words, which may name anybody

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rejected_rows")
    file = models.CharField(max_length=60)
    line = models.IntegerField()
    column = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    row = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["run", "file", "line"], name="rejected_row_by_place")]


class SetAside(Marked):
    """A mark that no enrollment or school day covers: kept, listed, never counted.

    It returns by itself when the late enrollment or calendar row arrives.
    """

    student_path = "student"

    why = models.CharField(max_length=20, choices=SetAsideReason)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "date", "school", "period"], name="set_aside_once"
            )
        ]


class FileSize(models.Model):
    """How many rows a full file had when it was applied; the next one is held against these."""

    student_path = None

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+")
    file = models.CharField(max_length=60)
    rows = models.IntegerField()
    at = models.DateTimeField(db_default=Now())


class SourceWord(models.Model):
    """A word of the SIS that we cannot read, and what a person said that it means.

    Without a meaning nobody has said it. The counts are those of the last import that touched such
    words; `schools` and `examples` hold keys, the schools with how many students.
    """

    student_path = None

    kind = models.CharField(max_length=12, choices=WordKind)
    word = models.CharField(max_length=60)
    rows = models.IntegerField(default=0)
    students = models.IntegerField(default=0)
    schools = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    meaning = models.CharField(max_length=40, blank=True)
    given_at = models.DateTimeField(null=True)
    given_by_id = models.CharField(max_length=40, blank=True)
    given_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "kind", Lower("word"), name="source_word_once", condition=~Q(kind=WordKind.CODE)
            ),
            # Codes of one letter case and of the other are two.
            models.UniqueConstraint(
                fields=["kind", "word"], name="source_code_once", condition=Q(kind=WordKind.CODE)
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WordKind.values), name="source_word_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(meaning="", given_at=None)
                | (~Q(meaning="") & Q(given_at__isnull=False)),
                name="source_word_meaning_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.word or NO_WORD

    @property
    def is_open(self) -> bool:
        return not self.meaning

    @property
    def means(self) -> str:
        """What it means, in words."""
        return said_of(self.kind, self.meaning)


class DoubtCount(models.Model):
    """How many records of a school a measure found missing or doubtful, when a week was counted last."""

    student_path = None

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    key = models.CharField(max_length=12)
    week = models.DateField()
    found = models.IntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "key", "week"], name="doubt_count_once")
        ]
        indexes = [models.Index(fields=["week"], name="doubt_count_by_week")]
