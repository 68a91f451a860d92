"""What a session of a group is to each of its members, and whose name its note must not have."""

import re
from collections.abc import Iterable

from plans.choices import Delivered, Here

# What a session is of a plan that has it: whoever was not there got nothing of it.
DELIVERED = {
    Here.PRESENT: Delivered.DONE,
    Here.ABSENT: Delivered.STUDENT_AWAY,
    Here.EXCUSED: Delivered.STUDENT_AWAY,
    Here.PULLED_OUT: Delivered.STUDENT_AWAY,
}
SHORTEST = 3  # letters of a name that is looked for: shorter ones stand in other words, too
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def names_one(text: str, names: Iterable[str], *, but: str = "") -> bool:
    """Return whether one of the names, first or last, stands in the text as a word; what they have in
    common with the name `but`, whose words they are, may stand there.

    Source: product rule, what is written of a group is read with every member, and names none.
    """
    said = {word.casefold() for word in _words(text)}
    looked_for = {part.casefold() for name in names for part in WORD.findall(name)}
    own = {part.casefold() for part in WORD.findall(but)}
    return any(len(part) >= SHORTEST and part in said for part in looked_for - own)


def _words(text: str) -> Iterable[str]:
    """Yield each word, and without what makes it somebody's: "Ana’s" is Ana's."""
    for word in WORD.findall(text):
        yield word
        yield re.sub(r"['’]s?$", "", word)
