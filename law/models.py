"""Which law and whose parameters are in force, from which day on."""

from django.db import models
from django.db.models.functions import Now

from audit.models import AppendOnly


class Policy(models.Model):
    """The policy pack and the district's own parameters in force from `effective_from` on.

    The newest row whose date has come is in force; older rows stay as they were.
    """

    student_path = None

    pack = models.CharField(max_length=30)
    version = models.CharField(max_length=20)
    overrides = models.JSONField(default=dict)
    effective_from = models.DateField()
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=300, blank=True, db_default="")

    def __str__(self) -> str:
        return f"{self.pack} {self.version} from {self.effective_from}"


class PracticeEdit(AppendOnly):
    """What the district says of one entry of practice in place of the pack: the newest of an entry holds.

    `said` are all values that the district ever set otherwise, by name; `is_reviewed` that the district
    has looked at the entry and takes it as its own.
    """

    student_path = None

    part = models.CharField(max_length=15)
    code = models.CharField(max_length=20)
    said = models.JSONField(default=dict)
    is_reviewed = models.BooleanField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["part", "code"], name="practice_edit_by_entry")]

    def __str__(self) -> str:
        return f"{self.part} {self.code}"
