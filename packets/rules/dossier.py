"""What the room that keeps a cause hands over for its packets: plain values, for no reader yet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple, Protocol


class About(NamedTuple):
    """What a packet is about: the kind and key of a row of a higher room, and its student."""

    kind: str
    id: int
    student_id: int


@dataclass(frozen=True)
class Words:
    """What somebody typed. Only readers who are shown its `kind`, a key of REDACTIONS, have it;
    with '' every reader does. Other children are named in it to nobody who is not shown them.
    """

    text: str
    kind: str = ""


class Meeting(NamedTuple):
    """When and where the family is expected."""

    date: date
    time: time
    place: str


@dataclass(frozen=True)
class Dossier:
    """What the caller knows of a cause. The packet adds what its rooms below know.

    `facts` are values ready for JSON, and `Words`, each under a key that no packet has by itself.
    `checklist` has a label, is_there and words for each item, `missing` is what lacks, in words.
    `words` are the fixed words that only its template says to a family, by the English ones, then by language.
    """

    about: About
    school_year: int
    facts: Mapping[str, Any]
    checklist: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    missing: Sequence[str] = field(default_factory=tuple)
    meeting: Meeting | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Maker(Protocol):
    """Makes the dossier of the row with a key, as of a day."""

    def __call__(self, key: int, /, *, on: date) -> Dossier: ...


@dataclass(frozen=True)
class PacketCause:
    """A kind of thing that packets are about, told by the room that keeps it.

    `dossier` makes the dossier from a key, as of a day. `template` extends packets/packet.html with what only
    that room can say, and `opening` is the title of the section in which it says it. `agenda` are the id,
    the title and the readers of each sheet for the meeting itself, which the template's block of that
    name draws.
    """

    kind: str
    dossier: Maker
    template: str
    opening: str
    agenda: Sequence[tuple[str, str, frozenset[str]]] = ()


class UnknownCause(LookupError):
    """A packet is about something that nobody offers dossiers of."""


def cause_of(kind: str, causes: Iterable[PacketCause]) -> PacketCause:
    """Return the cause of a kind. Raises UnknownCause.

    Source: none, how rooms hand over their facts.
    """
    for cause in causes:
        if cause.kind == kind:
            return cause
    raise UnknownCause(kind)


def visible(facts: Any, say: Callable[[Words], str]) -> Any:
    """Return facts with every `Words` in them, however deep, as a reader may have them.

    Source: none; what a reader may have is in `rules.readers`.
    """
    if isinstance(facts, Words):
        return say(facts)
    if isinstance(facts, Mapping):
        return {key: visible(value, say) for key, value in facts.items()}
    if isinstance(facts, list | tuple):
        return [visible(value, say) for value in facts]
    return facts
