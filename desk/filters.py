"""Filters of a school's students."""

import django_filters as filters

from attendance.choices import Band, Tier
from attendance.models import Standing
from attendance.queries.states import STATES
from desk.queries.schools import ANY_CHRONIC


class RosterFilter(filters.FilterSet):
    """State, band, tier, grade and name. What is no value of a filter does not filter.

    It reads what is asked; the list itself is one statement, `desk.queries.roster_of`.
    """

    q = filters.CharFilter(label="Name")
    state = filters.ChoiceFilter(label="Status", choices=list(STATES.items()))
    band = filters.ChoiceFilter(
        label="Attendance band",
        choices=[*Band.choices, (ANY_CHRONIC, "Chronic, 10% or more")],
    )
    tier = filters.ChoiceFilter(label="Suggested tier", choices=Tier.choices)
    grade = filters.CharFilter(label="Grade")

    class Meta:
        model = Standing
        fields: list[str] = []

    @property
    def asked(self) -> dict[str, str]:
        """The values that are set and are values, by the name of their filter; without the name."""
        self.form.is_valid()
        cleaned = self.form.cleaned_data.items()
        return {name: value for name, value in cleaned if value and name != "q"}

    @property
    def text(self) -> str:
        self.form.is_valid()
        return self.form.cleaned_data.get("q") or ""
