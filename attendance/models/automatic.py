"""What a machine told a family about a day missed."""

from django.db import models

from attendance.choices import AutoChannel, AutoResult
from students.models import Student


class AutomaticContact(models.Model):
    """One automatic message about an absence on a day, by a channel, as the system that sends them says.

    It is no contact of a person: it reaches nobody in a case's summary, is no attempt to hold a
    conference and is on no paper as one. `by` is what sent it. A corrected file changes its result.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="+", db_index=False)
    date = models.DateField()
    channel = models.CharField(max_length=10, choices=AutoChannel)
    result = models.CharField(max_length=10, choices=AutoResult)
    by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "date", "channel"], name="automatic_contact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} about {self.date}"
