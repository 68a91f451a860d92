"""The menu of interventions, as a form offers it."""

from typing import Any

from django import forms

from attendance.choices import Tier
from core.fields import LineField
from law.packs import Practice

WEEKDAYS = [(str(day), name) for day, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))]
# What is said of one strategy, as sentences call it.
SAID_OF = {
    "strategy": "the strategy",
    "own": "your own words",
    "owner": "who does it",
    "days": "the days",
}


def menu_of(practice: Practice) -> list[Any]:
    """Return the menu by the first tier that each entry is for."""
    known = practice.menu.values()
    first = {one.code: one.tiers[0] for one in known if one.tiers}
    groups = [
        (label, [(one.code, one.name) for one in known if first.get(one.code) == tier])
        for tier, label in Tier.choices
    ]
    return [("", "Nothing"), *((label, found) for label, found in reversed(groups) if found)]


def strategy_fields() -> tuple[forms.Field, ...]:
    """Return what is said of one strategy: entry of the menu, own words, who, on which days."""
    box = forms.CheckboxSelectMultiple
    return (
        forms.ChoiceField(label="From the menu", required=False),
        LineField(label="Or in your own words", max_length=200, required=False),
        LineField(label="Who does it", max_length=120, required=False),
        forms.MultipleChoiceField(
            label="On which days", choices=WEEKDAYS, required=False, widget=box
        ),
    )
