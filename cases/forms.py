"""What people send: a case, its tier, whose it is; and which cases a list shows."""

from typing import Any

from django import forms
from django.db.models import Q

from attendance.choices import Tier
from cases.choices import CloseReason
from core.keys import KeyField
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


class WhoseForm(forms.Form):
    """Whose cases are looked at: those of a counselor or of a school, by number, or of `none`.
    What is no value does nothing.
    """

    owner = forms.RegexField(r"^(none|[0-9]{1,18})$", required=False)
    school = forms.RegexField(r"^(none|[0-9]{1,18})$", required=False)
    page = forms.IntegerField(required=False, min_value=1)

    def asked(self, name: str) -> Any:
        """Return a value that is one, or None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def asked_all(self) -> dict[str, Any]:
        return {name: self.asked(name) for name in self.fields}

    def key_of(self, name: str) -> dict[str, int | None]:
        """Return the condition that owner or school makes, by column; none without a value."""
        asked = self.asked(name)
        return {name: None if asked == "none" else int(asked)} if asked else {}

    def of_whom(self) -> Q:
        """Return the condition on cases that owner and school make; true without them."""
        return Q(**self.key_of("owner"), **self.key_of("school"))


class CaseloadForm(WhoseForm):
    """How a caseload is narrowed, sorted and paged."""

    VIEWS = ("", "unreached", "overdue", "idle", "letters_due", "letters_late")
    SORTS = ("next", "reached", "name", "tier")

    view = forms.ChoiceField(choices=[(v, v) for v in VIEWS if v], required=False)
    sort = forms.ChoiceField(choices=[(s, s) for s in SORTS], required=False)
    tier = forms.ChoiceField(choices=Tier.choices, required=False)
    q = forms.CharField(max_length=120, required=False)
