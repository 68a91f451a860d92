"""To whom a correction goes: the adults who got the letter that it corrects, in its languages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from accounts.choices import Permission
from attendance.queries.holds import Hold
from letters.queries.facts import Addressee
from letters.rules import own_name
from students.rules.mail import Recipient

NOT_NOW = (
    "{who} got the letter that this one corrects and may not be written to now. Who tells them?"
)
NOBODY = Hold(
    "Nobody who got the letter that this one corrects may be written to now.",
    Permission.CONTACT_READ,
    "Settle this in the student information system; the letter waits.",
)


def same_readers(
    rightful: Sequence[Recipient], readers: Mapping[str, Addressee], *, written: Collection[str]
) -> tuple[tuple[Recipient, ...], list[Hold]]:
    """Return those rightful now who got the letter, each in the language of their copy, and what
    keeps the correction. `written` are the languages of its approved wording. No statement.
    """
    found = tuple(
        replace(one, language=readers[one.key].language) for one in rightful if one.key in readers
    )
    reached = {one.key for one in found}
    missed = [reader.name for key, reader in readers.items() if key not in reached]
    holds = [Hold(NOT_NOW.format(who=who), Permission.CONTACT_READ) for who in missed]
    if not found:
        holds = [NOBODY]
    return found, holds + _unwritten(readers, written)


def _unwritten(readers: Mapping[str, Addressee], written: Collection[str]) -> list[Hold]:
    lacking = sorted({one for reader in readers.values() for one in reader.languages} - {*written})
    return [
        Hold(
            f"The letter that this one corrects was in {own_name(one)}, too.",
            "",
            "Approve this wording in that language; the letter waits.",
        )
        for one in lacking
    ]
