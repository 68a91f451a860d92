"""What was done about one student, as every app tells it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One thing that was done. `key` names it once for all, such as note:12, so that what two
    apps tell is shown once; `kind` is what a timeline can be narrowed to; `by` a person's name;
    `facts` short labels in their order; `href` its own page. `part` is the template that shows
    more of `row`. `needs` is a permission that the page asks for besides those of the timeline; `only`
    one without which the entry is not told at all.
    """

    at: datetime
    key: str
    kind: str
    title: str
    by: str = ""
    text: str = ""
    icon: str = "circle"
    facts: tuple[str, ...] = ()
    is_late: bool = False
    reached: bool = False
    href: str = ""
    needs: str = ""
    only: str = ""
    part: str = ""
    row: object = None
