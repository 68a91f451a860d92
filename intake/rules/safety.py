"""Whom to call when somebody may be in danger."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

NUMBER = re.compile(r"[+(]?\d[\d ().-]*")
# In the order in which they stand on the card.
CALLED = {
    "safety.emergency_line": "A life is in danger now",
    "safety.child_line": "A child may be hurt or neglected",
    "safety.crisis_line": "Suicide or crisis, call or text",
}


class SafetyLine(NamedTuple):
    """Whom to call for what; `link` dials, and is '' where the district has named no number."""

    what: str
    whom: str
    link: str


def lines_of(values: Mapping[str, Any]) -> list[SafetyLine]:
    """Return whom to call, of the parameters in force by name.

    Source: product rule; the numbers are the district's, checked by its safety office.
    """
    return [
        SafetyLine(
            what, values[name], f"tel:{_dialed(values[name])}" if _dialed(values[name]) else ""
        )
        for name, what in CALLED.items()
    ]


def _dialed(whom: str) -> str:
    """Return what is dialed where the words are a number alone."""
    return re.sub(r"[^\d+]", "", whom) if NUMBER.fullmatch(whom.strip()) else ""
