"""What people fill in about a visit: its plan, the check-in, what came of it, where nobody goes alone."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from accounts.models import User
from contacts.choices import NoteKind, Purpose
from contacts.forms import LogForm
from core.fields import DayField
from core.forms import FilledForm, Part, Picks, Row
from core.lists import Asked
from law.queries import pack_today
from visits.actions import DoorFound, VisitPlan
from visits.choices import WhyNotAlone, WhyOff
from visits.models import MOST_MILES, Visit

LONGEST, SHORTEST, LONGER = (
    240,
    5,
    15,
)  # minutes at a door: at most, at least, and more by one click
FURTHEST = 60  # days ahead


class VisitsForm(Asked):
    """What the address asks of a day of visits."""

    day = forms.DateField(required=False)


class PlanVisitForm(FilledForm):
    """Who goes, when, with whom and what for."""

    layout = (
        Row("day", "goes", "partner"),
        Picks("purpose"),
        Part("visits/_also.html"),
    )
    called: ClassVar = {"goes": "who goes", "purpose": "what it is for"}

    day = DayField(label="Day", first=0, last=FURTHEST)
    goes = forms.TypedChoiceField(label="Who goes", coerce=int)
    partner = forms.TypedChoiceField(
        label="Partner",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Confirms the visit before, and signs it off after.",
    )
    purpose = forms.ChoiceField(
        label="What for",
        choices=Purpose.choices,
        initial=Purpose.ATTENDANCE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: Iterable[User] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(one.pk, str(one)) for one in people]
        self.fields["goes"].choices = known  # type: ignore[attr-defined] # a ChoiceField
        self.fields["partner"].choices = [("", "Nobody yet"), *known]  # type: ignore[attr-defined] # a ChoiceField

    def plan(self) -> VisitPlan:
        """Return what was sent. After `is_valid`."""
        data = self.cleaned_data
        return VisitPlan(data["day"], data["goes"], data["partner"], Purpose(data["purpose"]))


class ArriveForm(FilledForm):
    """That somebody is at the door: back in how many minutes, and who is told if not."""

    layout = (Row("watcher", "minutes"),)
    called: ClassVar = {
        "watcher": "the colleague who is told",
        "minutes": "in how many minutes you are back",
    }

    watcher = forms.TypedChoiceField(
        label="Who is told if you are late",
        coerce=int,
        help_text="They have a task on Today at once: call you, then who leads you.",
    )
    minutes = forms.IntegerField(
        label="Back in minutes", min_value=SHORTEST, max_value=LONGEST, initial=0
    )

    def __init__(
        self, *args: Any, visit: Visit | None = None, people: Iterable[User] = (), **options: Any
    ) -> None:
        usual = {
            "minutes": pack_today().value("visits.alarm_minutes"),
            "watcher": visit.watcher_id if visit else None,
        }
        options["initial"] = {**usual, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        along = visit.people if visit else frozenset()
        known = [(one.pk, str(one)) for one in people if one.pk not in along]
        self.fields["watcher"].choices = known  # type: ignore[attr-defined] # a ChoiceField


class CallOffForm(FilledForm):
    layout = (Picks("why"),)
    called: ClassVar = {"why": "why nobody goes"}

    why = forms.ChoiceField(label="Why", choices=WhyOff.choices, widget=forms.RadioSelect)


class NotAloneForm(FilledForm):
    """That nobody goes there alone: a reason of a list, and when a person looks at it again."""

    layout = (Picks("reason"), "review_on")
    called: ClassVar = {"reason": "the reason", "review_on": "the day to look at it again"}

    reason = forms.ChoiceField(
        label="Why nobody goes alone", choices=WhyNotAlone.choices, widget=forms.RadioSelect
    )
    review_on = DayField(label="Look at it again on", first=1, last=366)


class DoorForm(LogForm):
    """What came of a visit: a contact as any other, with what only a door has."""

    layout = (
        "kind",
        Picks("outcome_visit"),
        Part("contacts/_care.html"),
        Picks("who"),
        "with_name",
        Picks("barriers", "offered"),
        "left_note",
        Part("visits/_also.html"),
        Picks("next_step"),
        "next_on",
        "text",
        "miles",
        LogForm.further,
    )
    at_times = (*LogForm.at_times, "miles")

    kind = forms.ChoiceField(
        choices=[(NoteKind.VISIT.value, NoteKind.VISIT.label)], widget=forms.HiddenInput
    )
    more_ids = None  # type: ignore[assignment] # as Django drops a field: a visit is to one home
    left_note = forms.BooleanField(label="Left a note at the door", required=False)
    miles = forms.DecimalField(
        label="Miles driven to this home",
        max_digits=5,
        decimal_places=1,
        min_value=0,
        max_value=MOST_MILES,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in [one for one in self.fields if one.startswith("outcome_")]:
            if name != f"outcome_{NoteKind.VISIT}":
                del self.fields[name]

    def found(self) -> DoorFound:
        """Return what was found at the door. After `is_valid`."""
        data = self.cleaned_data
        return DoorFound(self.contact(), left_note=data["left_note"], miles=data["miles"])
