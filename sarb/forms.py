"""What people type: a referral, its answer, the notice, a day of hearings."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.access import Who
from accounts.choices import Role
from accounts.models import User
from core.fields import DayField, LineField, LongTextField
from core.forms import FilledForm, Part, Row
from core.keys import KeyField
from core.lists import Asked
from law.queries import pack_today
from packets.choices import Reader
from sarb.access import of_boards, of_school_teams, referrals_for
from sarb.choices import NoticeMethod, Reason
from sarb.models import Referral
from sarb.rules.teams import school_teams
from students.forms import FamilyWordsForm
from students.rules.names import by_name

SCHOOL_YEAR = 366  # days
ALL, BOARDS, SCHOOLS = "all", "boards", "schools"
# Whose referrals a list shows.
TEAMS = (
    (ALL, "All teams"),
    (BOARDS, "Boards and panels"),
    (SCHOOLS, "Schools’ teams"),
)
SHOWN_TO = {ALL: referrals_for, BOARDS: of_boards, SCHOOLS: of_school_teams}


def _teams() -> list[tuple[str, str]]:
    """The teams there are by the law in force, the highest last."""
    return list(pack_today().section("teams").items())


def _with_hearings() -> list[tuple[str, str]]:
    """The teams that hear cases on a calendar: not those that a school holds itself."""
    own = school_teams(pack_today())
    return [(level, name) for level, name in _teams() if level not in own]


def _highest() -> str:
    return _teams()[-1][0]


def _reasons() -> list[tuple[str, str]]:
    return list(pack_today().section("reasons").items())


class ReferralsAsked(Asked):
    """What narrows the list of referrals: a chair begins with those that a chair answers."""

    to = forms.ChoiceField(label="Team", choices=TEAMS, required=False)

    def __init__(self, *args: Any, is_chair: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.first = BOARDS if is_chair else ALL
        if not school_teams(pack_today()):
            self.hide("to")
        self.offer("to", [("" if key == self.first else key, words) for key, words in TEAMS])

    def teams(self, who: Who, permission: str, *, on: date) -> QuerySet[Referral]:
        """Return the referrals within reach to the teams that were asked for."""
        return SHOWN_TO[self.asked("to") or self.first](who, permission, on=on)


class ReferForm(FamilyWordsForm):
    called = {
        "level": "to whom you refer",
        "text": "what happened, what was tried, and what you ask for",
        "justification": "why you refer all the same",
    }
    layout = ("level", "reason", Part("sarb/_grounds.html"), "text", "justification")

    level = forms.ChoiceField(
        label="Refer to",
        choices=_teams,
        initial=_highest,
        # Readiness follows the team: each asks for something else.
        widget=forms.Select(
            attrs={
                "hx-get": "",
                "hx-target": "#readiness",
                "hx-select": "#readiness",
                "hx-swap": "outerHTML",
            }
        ),
    )
    reason = forms.ChoiceField(
        label="Ground", choices=_reasons, widget=forms.RadioSelect, initial=Reason.TRUANCY
    )
    text = LongTextField(
        label="What happened, what was tried, and what you ask for",
        max_length=6000,
        rows=8,
        help_text="The family reads these words in its packet.",
    )
    justification = LongTextField(
        label="If the ground is not met: why you refer all the same",
        required=False,
        max_length=2000,
    )


class ReturnForm(FamilyWordsForm):
    called = {"reason": "what the school should add or change"}

    reason = LongTextField(
        label="What the school should add or change",
        max_length=1000,
    )


class KeepForm(FamilyWordsForm):
    reason = LongTextField(
        label="Why it is kept",
        max_length=1000,
        rows=3,
        help_text="Kept with your name.",
        error_messages={"required": "Say why it is kept."},
    )


class MeetingForm(FilledForm):
    """When a school's own team met."""

    called = {"on": "the day of the meeting"}

    on = DayField(label="Held on", first=-SCHOOL_YEAR, last=0)


class NoticeForm(FilledForm):
    layout = (Row("on", "how"), "complete")
    called = {"on": "the day it was given", "how": "how it was given"}

    on = DayField(label="Given on", first=-SCHOOL_YEAR, last=0)
    how = forms.ChoiceField(label="How", choices=NoticeMethod.choices)
    complete = forms.BooleanField(
        error_messages={"required": "Tick the box once the notice says all of this."}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["complete"].label = pack_today().sentence("referral.notice_complete")


class ReaderForm(FilledForm):
    called = {"reader": "the reader"}

    reader = forms.ChoiceField(label="For", choices=Reader.choices)


TIMES = ["%H:%M", "%H:%M:%S", "%I:%M %p"]


class DocketForm(FilledForm):
    """A day of hearings; its chair is one of those who hold the role on the day of asking."""

    layout = (
        Row("level", "chair"),
        Row("on", "starts_at", "minutes", "capacity"),
        Row("break_at", "break_minutes"),
        "place",
    )
    called = {
        "starts_at": "the time of the first case",
        "capacity": "how many cases fit the day",
        "break_at": "the time of the break",
        "break_minutes": "the minutes of the break",
    }

    level = forms.ChoiceField(label="Team", choices=_with_hearings, initial=_highest)
    on = DayField(label="Date", first=0, last=2 * SCHOOL_YEAR)
    starts_at = forms.TimeField(
        label="First case at",
        initial="08:30",
        input_formats=TIMES,
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
    break_at = forms.TimeField(
        label="Break at",
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="No case runs into it.",
    )
    break_minutes = forms.IntegerField(
        label="Minutes of the break", required=False, min_value=5, max_value=180
    )
    place = LineField(label="Place", max_length=200)
    chair = forms.ModelChoiceField(
        label="Chair",
        queryset=User.objects.none(),
        empty_label=None,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chair"].queryset = (  # type: ignore[attr-defined] # a ModelChoiceField
            User.objects.holding(Role.SARB_CHAIR, on=self.today).order_by(*by_name())
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        at, minutes = data.get("break_at"), data.get("break_minutes")
        if at and not minutes and "break_minutes" not in self.errors:
            self.add_error("break_minutes", "Enter the minutes of the break.")
        if minutes and not at and "break_at" not in self.errors:
            self.add_error("break_at", "Enter the time of the break.")
        return {**data, "break_minutes": minutes or 0}


class CaseForm(forms.Form):
    """The number of a referral, from a button beside its case."""

    referral = KeyField()
