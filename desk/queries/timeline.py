"""Everything that was done about one student, the newest first, as each room tells it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from core.timeline import Entry
from desk.registry import STORIES, Story
from students.rules.words import plain

# What a timeline can be narrowed to, in the order of the filter.
KINDS = {
    "contact": "Contacts",
    "note": "Other notes",
    "visit": "Home visits",
    "task": "Tasks",
    "case": "Case",
    "request": "Requests for help",
    "plan": "Interviews and plans",
    "letter": "Letters",
    "report": "Reports and steps",
    "referral": "Referrals and hearings",
    "packet": "Packets",
}


def timeline(
    student_id: int,
    *,
    kind: str = "",
    text: str = "",
    stories: Sequence[Story] = STORIES,
    may: Collection[str] = (),
) -> list[Entry]:
    """Return what was done about the student, the newest first, and each thing once. A page that asks
    for more than the viewer may is not linked, and what only others may know is not told.

    `kind` narrows it to one of KINDS, `text` to entries that have all its words, without accents.
    Twenty statements at most, and that of the policy, however much there is.
    """
    told = (entry for story in stories for entry in story.tell(student_id))
    words = plain(text).split()
    kept = (
        entry
        for entry in _once(told)
        if (not entry.only or entry.only in may)
        and kind in ("", entry.kind)
        and all(word in _words_of(entry) for word in words)
    )
    shown = (_linked(entry, may) for entry in kept)
    return sorted(shown, key=lambda entry: entry.at, reverse=True)


def _linked(entry: Entry, may: Collection[str]) -> Entry:
    return replace(entry, href="") if entry.needs and entry.needs not in may else entry


def _once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Leave out what a room told before."""
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in seen:
            seen.add(entry.key)
            yield entry


def _words_of(entry: Entry) -> str:
    """What a search of the timeline looks through."""
    return plain(" ".join((entry.title, entry.by, entry.text, *entry.facts)))
