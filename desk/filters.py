"""Filters of a school's students."""

import django_filters as filters
from django.db.models import Q, QuerySet

from attendance.choices import Band, Tier
from attendance.models import Standing
from desk.queries.schools import CHRONIC, named
from desk.queries.states import STATES

CHRONIC_BANDS = "chronic"


class RosterFilter(filters.FilterSet):
    """State, band, tier, grade and name. What is no value of a filter does not filter."""

    q = filters.CharFilter(label="Name")
    state = filters.ChoiceFilter(label="Status", choices=list(STATES.items()))
    band = filters.ChoiceFilter(
        label="Attendance band",
        choices=[*Band.choices, (CHRONIC_BANDS, "Chronic, 10% or more")],
    )
    tier = filters.ChoiceFilter(label="Suggested tier", choices=Tier.choices)
    grade = filters.CharFilter(label="Grade")

    class Meta:
        model = Standing
        fields: list[str] = []

    @property
    def chosen(self) -> dict[str, Q]:
        """The conditions that are set, by the name of their filter."""
        self.form.is_valid()
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        return {name: self._condition(name, value) for name, value in asked.items()}

    def _condition(self, name: str, value: str) -> Q:
        if name == "q":
            return named(value)
        if name == "band" and value == CHRONIC_BANDS:
            return Q(band__in=CHRONIC)
        return Q(**{name: value})

    def filter_queryset(self, queryset: QuerySet[Standing]) -> QuerySet[Standing]:
        return queryset.filter(*self.chosen.values())
