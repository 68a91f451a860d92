"""Which law and whose parameters are in force, from which day on."""

from django.db import models
from django.db.models.functions import Now


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
