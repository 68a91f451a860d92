"""What those who answer for staff send: whom to invite, which role, until when, and why."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.choices import DUTIES, Role
from accounts.models import User
from accounts.queries import role_name
from accounts.rules import SOON
from core.fields import DayField, LineField, Option
from core.forms import FilledForm, Row
from core.keys import KeysField
from core.lists import Asked, SearchField
from students.rules import last_day_of, school_year_of

YEAR = 366  # days
SAY_WHY = {"required": "Say why."}


class PeopleForm(Asked):
    """Which people are looked at: by name or address, and by role."""

    q = SearchField(label="Name or e-mail")
    role = forms.ChoiceField(required=False, label="Role")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["role"]
        field.choices = [("", "All roles"), *((role, role_name(role)) for role in Role.values)]


class WhereForm(Asked):
    """Which schools are offered as the place of a role."""

    q = SearchField(label="School’s name")


class InviteForm(FilledForm):
    name = LineField(label="Name", max_length=200)
    email = forms.EmailField(
        label="Work e-mail",
        max_length=254,
        help_text="They sign in by it, and the link to choose a password is sent there.",
    )


class GiveForm(FilledForm):
    """A role at a place that was chosen before; `roles` are those that may be given there."""

    layout = ("role", Row("starts", "ends"), "reason")
    called = {"starts": "the first day", "ends": "the last day"}

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    starts = DayField(label="First day", first=0, last=YEAR)
    ends = DayField(label="Last day", first=0, last=2 * YEAR, help_text="A year at most.")
    reason = LineField(label="Why", max_length=200, error_messages=SAY_WHY)

    def __init__(self, *args: Any, roles: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["role"]
        field.choices = [(role, Option(role_name(role), note=DUTIES[role])) for role in roles]
        days = {"starts": self.today, "ends": end_of_year(self.today)}
        self.initial = {**days, **self.initial}


class EndForm(FilledForm):
    last_day = DayField(
        label="Last day", first=0, last=YEAR, required=False, help_text="Left empty, it ends now."
    )
    reason = LineField(label="Why", max_length=200, error_messages=SAY_WHY)


class GoOnForm(FilledForm):
    """Until when a role goes on. `after` is its last day as it is; else it is soon."""

    layout = ("ends", "reason")
    called = {"ends": "the new last day"}

    ends = DayField(label="New last day", first=1, last=2 * YEAR)
    reason = LineField(label="Why", max_length=200, error_messages=SAY_WHY)

    def __init__(self, *args: Any, after: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        following = (after or self.today + SOON) + timedelta(days=1)
        self.initial = {"ends": end_of_year(following), **self.initial}


class GoOnManyForm(GoOnForm):
    """The same for the roles that were ticked."""

    grant = KeysField()


class AccountReasonForm(FilledForm):
    reason = LineField(
        label="Why", max_length=200, help_text="Kept with your name.", error_messages=SAY_WHY
    )


HOW_TO_CHOOSE = "15 characters or more: a few words."


class PasswordField(forms.CharField):
    """A new password, as it was typed."""

    def __init__(self, **options: Any) -> None:
        box = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(max_length=128, strip=False, widget=box, **options)


class JoinForm(FilledForm):
    """The first password of somebody who was invited."""

    called = {"password": "a password", "again": "the same password once more"}

    password = PasswordField(label="Password", help_text=HOW_TO_CHOOSE)
    again = PasswordField(label="The same password again")

    def __init__(self, *args: Any, user: User | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, second = given.get("password"), given.get("again")
        if first and second and first != second:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        return given


class MailForm(FilledForm):
    """What somebody wants by mail, and from which hour."""

    layout = ("morning", "overdue", "week", "hour")
    called = {"hour": "the hour"}

    morning = forms.BooleanField(
        label="Each school-day morning: how much of what waits for me", required=False
    )
    overdue = forms.BooleanField(
        label="On a school day on which something of mine is overdue", required=False
    )
    week = forms.BooleanField(label="As a school week begins", required=False)
    hour = forms.TypedChoiceField(
        label="From", coerce=int, choices=[(n, f"{n}:00") for n in range(5, 19)]
    )


def end_of_year(day: date) -> date:
    """Return the last day of the school year that a day lies in."""
    return last_day_of(school_year_of(day))
