"""Who can act, and what can be done with a record."""

from django.db import models


class ActorKind(models.TextChoices):
    USER = "user", "member of staff"
    SEAT = "seat", "panel member"
    JOB = "job", "background job"
    COMMAND = "command", "command"


class Access(models.TextChoices):
    READ = "read", "read"
    EXPORTED = "exported", "exported"
    REFUSED = "refused", "refused"
