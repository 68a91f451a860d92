"""Approving a letter's wording for the district, one language at a time."""

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from letters.models import LetterTemplate
from letters.queries.wordings import ProposedWording, proposed_wordings


class WordingHasFaults(Refusal):
    """The wording lacks what the statute asks, says what it must not, or is out of date."""

    advice = "Nothing was approved: the wording has faults."


class NoSuchWording(Refusal):
    """The files have no such wording (any more)."""

    advice = "Nothing was approved: the wording was changed. Look at it as it is now."


@transaction.atomic
def approve_wording(act: Act, *, sha256: str) -> LetterTemplate:
    """Make a wording of the files one that may be sent, word for word. Safe to repeat.

    Raises NoSuchWording, or WordingHasFaults naming them, changing nothing.
    """
    same = [one for one in proposed_wordings(on=act.on) if one.sha256 == sha256]
    # A later version may say the same words: the one that may be sent is meant.
    found = min(same, key=lambda one: len(one.faults), default=None)
    if found is None:
        raise NoSuchWording
    if found.faults:
        raise WordingHasFaults(f"Nothing was approved. {' '.join(found.faults)}")
    wording, is_new = _written_down(act, found)
    if is_new:
        record(
            act,
            action="wording.approved",
            target_kind="letters.template",
            target_id=wording.pk,
            detail={"wording": str(wording), "sha256": sha256},
        )
    return wording


def _written_down(act: Act, found: ProposedWording) -> tuple[LetterTemplate, bool]:
    """Return the approved wording as it is kept, and whether it is new."""
    template = found.template
    return LetterTemplate.objects.get_or_create(
        key=template.key,
        version=template.version,
        language=found.language,
        sha256=found.sha256,
        defaults={
            "content": found.content,
            "effective_from": template.effective_from,
            "effective_to": template.effective_to,
            "approved_by": act.actor.name,
            "approved_at": act.at,
        },
    )
