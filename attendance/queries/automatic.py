"""Automatic messages about absences, as a timeline tells them."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils.timezone import make_aware

from attendance.choices import AutoChannel, AutoResult
from attendance.models import AutomaticContact
from core.timeline import Entry

ICONS = {
    AutoChannel.CALL: "phone",
    AutoChannel.TEXT: "message-circle",
    AutoChannel.EMAIL: "mail",
    AutoChannel.APP: "bell",
}
EVENING = time(18)  # they go out on the day, and the file has no hour


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell each automatic message and what came of it. One statement. None of them reached a person: who
    hears a recording has spoken with nobody.
    """
    for one in AutomaticContact.objects.filter(student=student_id).order_by("pk"):
        channel = AutoChannel(one.channel)
        yield Entry(
            at=make_aware(datetime.combine(one.date, EVENING)),
            key=f"automatic:{one.pk}",
            kind="contact",
            title=f"Automatic {channel.label.lower()} about the absence",
            by=one.by,
            icon=ICONS[channel],
            facts=("automatic", str(AutoResult(one.result).label)),
        )
