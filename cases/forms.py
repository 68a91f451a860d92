"""What people send: a case, its tier, whose it is; and which cases a list shows."""

from django import forms
from django.db.models import Q

from attendance.choices import Tier
from cases.choices import CloseReason
from core.keys import KeyField
from core.lists import Asked, SearchField
from tasks.choices import TaskKind


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=300)


class OpenForm(ReasonForm):
    """A case for one or several students; without an owner it is whoever opens it."""

    tier = forms.ChoiceField(label="Tier", choices=Tier.choices, initial=Tier.EARLY)
    owner = KeyField(required=False)


class TierForm(ReasonForm):
    tier = forms.ChoiceField(label="Tier", choices=Tier.choices)


class CloseForm(forms.Form):
    reason = forms.ChoiceField(label="Why", choices=CloseReason.choices)
    note = forms.CharField(label="In a sentence", max_length=300, required=False)


class AssignForm(ReasonForm):
    to = KeyField(label="To")


class TaskForm(forms.Form):
    """A task that a person makes."""

    title = forms.CharField(label="What", max_length=200)
    kind = forms.ChoiceField(choices=TaskKind.choices, initial=TaskKind.OTHER, required=False)
    due_on = forms.DateField(
        label="By", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class WhoseForm(Asked):
    """Whose cases are looked at: those of a counselor or of a school, by number, or of `none`."""

    owner = forms.RegexField(r"^(none|[0-9]{1,18})$", required=False, widget=forms.HiddenInput)
    school = forms.RegexField(r"^(none|[0-9]{1,18})$", required=False, widget=forms.HiddenInput)

    def key_of(self, name: str) -> dict[str, int | None]:
        """Return the condition that owner or school makes, by column; none without a value."""
        asked = self.asked(name)
        return {name: None if asked == "none" else int(asked)} if asked else {}

    def of_whom(self) -> Q:
        """Return the condition on cases that owner and school make; true without them."""
        return Q(**self.key_of("owner"), **self.key_of("school"))


class CaseloadForm(WhoseForm):
    """How a caseload is narrowed, besides by the views of its tabs."""

    q = SearchField(label="Name or ID")
    tier = forms.ChoiceField(
        choices=[("", "All tiers"), *Tier.choices], required=False, label="Tier"
    )


class EverybodyForm(CaseloadForm):
    """The same for the cases of several counselors and schools, of which the page offers some."""

    field_order = ("q", "owner", "school", "tier")

    owner = forms.RegexField(
        r"^(none|[0-9]{1,18})$", required=False, widget=forms.Select, label="Counselor"
    )
    school = forms.RegexField(
        r"^(none|[0-9]{1,18})$", required=False, widget=forms.Select, label="School"
    )
