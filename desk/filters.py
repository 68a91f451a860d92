"""Filters of a school's students."""

import django_filters as filters

from attendance.choices import Tier
from attendance.models import Standing
from attendance.queries.states import bands, states
from core import clock
from desk.queries.schools import ANY_CHRONIC
from law.queries import pack_in_force


def _states() -> list[tuple[str, str]]:
    return list(states(pack_in_force(clock.today())).items())


def _bands() -> list[tuple[str, str]]:
    pack = pack_in_force(clock.today())
    return [*bands(pack).items(), (ANY_CHRONIC, pack.sentence("words.any_chronic"))]


class RosterFilter(filters.FilterSet):
    """State, band, tier, grade and name. What is no value of a filter does not filter.

    It reads what is asked; the list itself is one statement, `desk.queries.roster_of`.
    """

    q = filters.CharFilter(label="Name")
    state = filters.ChoiceFilter(label="Status", choices=_states)
    band = filters.ChoiceFilter(
        label="Attendance band",
        choices=_bands,
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
