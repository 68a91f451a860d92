"""What people type: a referral, its answer, the notice, a day of hearings."""

from datetime import date
from typing import Any

from django import forms

from accounts.choices import Role
from accounts.models import User
from core.keys import KeyField
from law.queries import pack_today
from packets.choices import Reader
from sarb.choices import NoticeMethod, Reason
from students.rules.names import by_name

DAY = {"type": "date"}


def _teams() -> list[tuple[str, str]]:
    """The teams there are by the law in force, the highest last."""
    return list(pack_today().section("teams").items())


def _highest() -> str:
    return _teams()[-1][0]


def _reasons() -> list[tuple[str, str]]:
    return list(pack_today().section("reasons").items())


class ReferForm(forms.Form):
    level = forms.ChoiceField(label="Refer to", choices=_teams, initial=_highest)
    reason = forms.ChoiceField(
        label="Ground", choices=_reasons, widget=forms.RadioSelect, initial=Reason.TRUANCY
    )
    text = forms.CharField(
        label="What happened, what was tried, and what you ask the board for",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The family reads these words in its packet.",
    )
    justification = forms.CharField(
        label="If the ground is not met: why you refer all the same",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label="What the school should add or change",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoticeForm(forms.Form):
    on = forms.DateField(label="Given on", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    how = forms.ChoiceField(label="How", choices=NoticeMethod.choices)
    complete = forms.BooleanField()

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["complete"].label = pack_today().sentence("referral.notice_complete")


class ReaderForm(forms.Form):
    reader = forms.ChoiceField(label="For", choices=Reader.choices)


class DocketForm(forms.Form):
    """A day of hearings; its chair is one of those who hold the role on the day of asking."""

    level = forms.ChoiceField(label="Team", choices=_teams, initial=_highest)
    on = forms.DateField(label="Date", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    starts_at = forms.TimeField(
        label="First case at",
        initial="08:30",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label="Minutes per case",
        min_value=10,
        max_value=240,
        initial=45,
    )
    capacity = forms.IntegerField(
        label="Most cases",
        min_value=1,
        max_value=30,
        initial=10,
    )
    place = forms.CharField(label="Place", max_length=200)
    chair = forms.ModelChoiceField(
        label="Chair",
        queryset=User.objects.none(),
        empty_label=None,
    )

    def __init__(self, *args: Any, today: date, **values: Any) -> None:
        super().__init__(*args, **values)
        self.today = today
        self.fields["chair"].queryset = (  # type: ignore[attr-defined] # a ModelChoiceField
            User.objects.holding(Role.SARB_CHAIR, on=today).order_by(*by_name())
        )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.today:
            raise forms.ValidationError("This day is over; choose one to come.")
        return on


class CaseForm(forms.Form):
    """The number of a referral, from a button beside its case."""

    referral = KeyField()
