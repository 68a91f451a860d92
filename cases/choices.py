"""Words of a case: why it was closed."""

from django.db import models


class CloseReason(models.TextChoices):
    IMPROVED = "improved", "Attendance improved"
    MOVED = "moved", "Left the district"
    FINISHED = "finished", "Graduated or no longer of school age"
    ELSEWHERE = "elsewhere", "Another team or agency leads"
    MISTAKE = "mistake", "Opened by mistake"
    OTHER = "other", "Other"
