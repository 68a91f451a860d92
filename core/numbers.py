"""A number that opens: what it counts and what its list shows are one query."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """How many there are of what the label says, and the list of them at `href`; '' where it opens
    none. `tone` is one of the component's, '' for none. `part` is the number of those among them
    that a person looks at first, such as the late ones, and opens a list of its own.
    """

    label: str
    value: int
    href: str = ""
    note: str = ""
    tone: str = ""
    part: "Number | None" = None
