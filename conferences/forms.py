"""What people fill in to offer a conference, and the button that says what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from conferences.actions import Offer
from conferences.choices import MeetWhere, OfferedHow
from conferences.models import MOST_SLOTS
from conferences.rules.stages import VERBS
from core.clock import day_of
from core.fields import MomentField
from core.forms import FilledForm, Picks, Row
from students.models import Guardian
from students.rules.around import Adult

SLOTS = tuple(f"slot_{n}" for n in range(1, MOST_SLOTS + 1))


class OfferForm(FilledForm):
    """To whom a conference is offered, how, for when and where."""

    layout = (Picks("who"), Picks("how"), Row(*SLOTS), Picks("where"), "interpreter")
    called: ClassVar = {
        "who": "to whom it is offered",
        "how": "how it was offered",
        "where": "where you meet",
        "slot_1": "the first time that is offered",
        "slot_2": "the second time",
        "slot_3": "the third time",
    }

    who = forms.ChoiceField(label="Offered to", widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label="How", choices=OfferedHow.choices, widget=forms.RadioSelect, initial=OfferedHow.CALL
    )
    slot_1 = MomentField(label="First time")
    slot_2 = MomentField(label="Or", required=False)
    slot_3 = MomentField(label="Or", required=False)
    where = forms.ChoiceField(
        label="Where",
        choices=MeetWhere.choices,
        widget=forms.RadioSelect,
        initial=MeetWhere.SCHOOL,
    )
    interpreter = forms.BooleanField(label="With an interpreter", required=False)

    def __init__(self, *args: Any, adults: Sequence[Adult] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(adult.key, f"{adult.name}, {adult.relation.lower()}") for adult in adults]
        self.fields["who"].choices = named  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in SLOTS:
            if (slot := data.get(name)) and day_of(slot) < self.today:
                self.add_error(name, ValidationError("Offer a time that is still to come."))
        return data

    @property
    def slots(self) -> list[datetime]:
        return sorted({slot for name in SLOTS if (slot := self.cleaned_data.get(name))})

    def given(self) -> Offer:
        """Return what is offered. The form is valid."""
        data = self.cleaned_data
        return Offer(
            guardian=Guardian.objects.get(pk=data["who"]),
            how=OfferedHow(data["how"]),
            slots=self.slots,
            where=MeetWhere(data["where"]),
            interpreter=data["interpreter"],
        )


class ResultForm(forms.Form):
    """What came of a conference, from a button."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
