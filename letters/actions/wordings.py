"""Approving a letter's wording for the district, one language at a time."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from audit.actions import record
from audit.rules import Actor
from letters.models import LetterTemplate
from letters.queries.wordings import proposals


class WordingHasFaults(Exception):
    """The wording lacks what the statute asks, says what it must not, or is out of date."""


class NoSuchWording(Exception):
    """The files have no such wording (any more)."""


@transaction.atomic
def approve_wording(*, sha256: str, by: Actor, at: datetime) -> LetterTemplate:
    """Make a wording of the files one that may be sent, word for word. Safe to repeat.

    Raises NoSuchWording, or WordingHasFaults naming them, changing nothing.
    """
    found = next((one for one in proposals(on=localdate(at)) if one.sha256 == sha256), None)
    if found is None:
        raise NoSuchWording
    if found.faults:
        raise WordingHasFaults(" ".join(found.faults))
    template = found.template
    wording, is_new = LetterTemplate.objects.get_or_create(
        key=template.key,
        version=template.version,
        language=found.language,
        sha256=sha256,
        defaults={
            "content": found.content,
            "effective_from": template.effective_from,
            "effective_to": template.effective_to,
            "approved_by": by.name,
            "approved_at": at,
        },
    )
    if is_new:
        record(
            by=by,
            action="wording.approved",
            target_kind="letters.template",
            target_id=wording.pk,
            detail={"wording": str(wording), "sha256": sha256},
        )
    return wording
