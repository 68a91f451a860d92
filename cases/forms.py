"""What people send: a case, its tier, whose it is; and which cases a list shows."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q

from attendance.choices import Tier
from cases.choices import CloseReason
from cases.queries.assignable_staff import AssignableStaff
from core.fields import DayField, LineField, Option
from core.forms import FilledForm
from core.keys import KeyField
from core.lists import Asked, SearchField
from core.templatetags.ui import count_of
from students.forms import FamilyWordsForm
from tasks.choices import DONE_ELSEWHERE, TaskKind

SAY_WHY = {"required": "Say why."}
NEXT_YEAR = 366  # days


class ReasonForm(FamilyWordsForm):
    reason = LineField(label="Why", max_length=300, error_messages=SAY_WHY)


class OpenForm(FamilyWordsForm):
    """A case for one or several students; without an owner it is whoever opens it."""

    layout = ("tier", "reason", "owner")

    tier = forms.ChoiceField(label="Tier", choices=Tier.choices, initial=Tier.EARLY)
    reason = LineField(
        label="Why",
        max_length=300,
        error_messages=SAY_WHY,
        help_text="What the family and a colleague should read here: what happened, and what you"
        " hope for.",
    )
    owner = KeyField(
        label="Counselor",
        required=False,
        widget=forms.RadioSelect,
        help_text="Nobody chosen: it is yours.",
    )


class TierForm(ReasonForm):
    layout = ("tier", "reason")

    tier = forms.ChoiceField(label="Tier", choices=Tier.choices)


class CloseForm(FamilyWordsForm):
    reason = forms.ChoiceField(label="Why", choices=CloseReason.choices, error_messages=SAY_WHY)
    note = LineField(label="In a sentence", max_length=300, required=False)


class AssignForm(ReasonForm):
    layout = ("to", "reason")
    called = {"to": "who is to have them"}

    to = KeyField(label="To whom", widget=forms.RadioSelect)


def offer_staff(form: FilledForm, name: str, staff: Iterable[AssignableStaff]) -> None:
    """Have a field offer who can have cases, each with what they have now; hide it without any."""
    options = [(one.user.pk, Option(str(one.user), note=_load(one))) for one in staff]
    if options:
        form.offer(name, options)
    else:
        form.hide(name)


def _load(one: AssignableStaff) -> str:
    late = f", {one.overdue} overdue" if one.overdue else ""
    return f"{one.roles} · {count_of(one.open_cases, 'open case,open cases')}{late}"


# What a person makes; the review of a plan is left by the plan, an answer by a request.
TYPED = [(value, label) for value, label in TaskKind.choices if value not in DONE_ELSEWHERE]


class TaskForm(FamilyWordsForm):
    """A task that a person makes."""

    layout = ("title", "due_on")
    called = {"due_on": "the day it is due"}

    title = LineField(
        label="What is to be done",
        max_length=200,
        error_messages={"required": "Say what is to be done."},
    )
    kind = forms.ChoiceField(choices=TYPED, initial=TaskKind.OTHER, required=False)
    due_on = DayField(label="Due on", first=0, last=NEXT_YEAR)


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
