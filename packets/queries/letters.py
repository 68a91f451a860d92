"""Letters to the family, with the proof of each, as a packet tells and shows them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from letters.choices import Stage
from letters.queries import LetterDetail, letters_of, proof_of
from letters.queries.detail import CopyDetail, Done, ProofOfMailing
from packets.rules.readers import shows
from students.rules import school_year_of

# How the pages of a copy come into a packet: as they were mailed, or drawn again without address.
AS_MAILED, WITHOUT_ADDRESS = "as_mailed", "without_address"
# Whoever is not among the adults that the packet names: a liaison, an agency's worker, somebody who
# is in the child's life no more. Who it was would tell what the packet leaves out.
ANOTHER = "Another rightful reader"
RIGHTS, CHARGE = "Holds education rights", "Has charge of the student"


def notices_of(
    student_id: int, *, school_year: int, reader: str, hides_home: bool, named: Collection[str]
) -> list[dict[str, Any]]:
    """Return the letters of a school year, oldest first, as plain values. Four statements.

    With `hides_home` an adult of the family has a confidential address: no page then shows any.
    `named` are the people whom the packet names; copies to others are counted and not shown.
    """
    proofs = {proof.notice: proof for proof in proof_of([student_id])}
    shown = AS_MAILED if shows(reader, "adult_contacts") and not hides_home else WITHOUT_ADDRESS
    return [
        _notice(letter, proofs.get(letter.pk), shown, named)
        for letter in reversed(letters_of([student_id]))
        if school_year_of(localdate(letter.created_at)) == school_year
    ]


def _notice(
    letter: LetterDetail, proof: ProofOfMailing | None, shown: str, named: Collection[str]
) -> dict[str, Any]:
    return {
        "id": letter.pk,
        "title": letter.title,
        "stage": str(Stage(letter.stage).label),
        "due_by": letter.due_by.isoformat(),
        "made": _done(letter.created_at, ""),
        "approved": _step(letter.approved),
        "printed": _step(letter.printed),
        "mailed_on": proof.mailed_on.isoformat() if proof else None,
        "channel": proof.channel if proof else "",
        "mailed": _done(proof.recorded_at, proof.by) if proof else None,
        "files": sorted(proof.files) if proof else [],
        "unsupported": letter.is_unsupported,
        "languages": "",
        "is_known": False,
        # As the checklist counts it: what stands, and takes nothing back.
        "counts": bool(proof) and not (letter.is_unsupported or letter.is_correction),
        "template": letter.template_version,
        "copies": [_copy(copy, shown if proof else "", named) for copy in letter.copies],
    }


def _copy(copy: CopyDetail, shown: str, named: Collection[str]) -> dict[str, Any]:
    is_named = copy.recipient in named
    because = copy.because if copy.because == RIGHTS else CHARGE
    return {
        "id": copy.pk,
        "to": copy.recipient if is_named else ANOTHER,
        "because": because if is_named else "",
        "languages": list(copy.languages),
        "language_on_file": copy.language_on_file,
        "sha256": copy.sha256,
        "pages": copy.pages,
        "shown": shown if copy.sha256 and is_named else "",
    }


def _step(done: Done | None) -> dict[str, str] | None:
    return _done(done.at, done.by) if done else None


def _done(at: datetime, by: str) -> dict[str, str]:
    return {"at": localtime(at).isoformat(timespec="minutes"), "by": by}
