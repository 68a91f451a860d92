"""That somebody followed the protocol for when a person may be in danger, and nothing else."""

from django.db import models
from django.db.models.functions import Now

from accounts.models import User
from audit.models import AppendOnly


class ProtocolFollowed(AppendOnly):
    """Who followed the safety protocol, and when. Not for whom, not why, not what came of it: a report of
    abuse, its author and its child belong into the district's confidential file, not here.

    Source: Pen. Code 11167(d), 11167.5, who reports and what is reported is confidential.
    """

    student_path = None

    client_uuid = models.UUIDField(unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        pass

    def __str__(self) -> str:
        return f"Safety protocol followed, {self.pk}"
