"""What people fill in about a service that no plan asked for."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from core.fields import DayField, Option
from core.forms import FilledForm, Picks, Row
from law.packs import ServiceKind
from plans.actions import GivenService
from plans.models.services import LONGEST


class ServiceForm(FilledForm):
    """A service to log: its kind, the day, and the minutes, without which it took the usual ones."""

    layout = (Picks("kind"), Row("on", "minutes"))
    called: ClassVar = {
        "kind": "the kind of service",
        "on": "the day",
        "minutes": "how many minutes it took",
    }

    kind = forms.ChoiceField(label="What was given", widget=forms.RadioSelect)
    on = DayField(label="Day", first=-366, last=0)
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=1,
        max_value=LONGEST,
        required=False,
        help_text="Left empty, it took the usual time.",
    )

    def __init__(self, *args: Any, kinds: Sequence[ServiceKind] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = {one.code: one for one in kinds}
        choices = [(one.code, Option(one.name, note=f"{one.minutes} min")) for one in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined] # a ChoiceField
        self.fields["on"].initial = self.today

    def given(self) -> GivenService:
        """Return what was filled in. After `is_valid`."""
        data = self.cleaned_data
        kind = self.kinds[data["kind"]]
        return GivenService(kind.code, data["on"], data["minutes"] or kind.minutes)
