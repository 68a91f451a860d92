"""What people fill in about a group: what it is and when it meets, how a session went, why one leaves."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from accounts.models import User
from core.fields import DayField, LineField, LongTextField
from core.forms import FilledForm, More, Picks, Row
from law.packs import Practice
from law.queries import practice_today
from plans.actions import GroupPlan, HeldSession
from plans.choices import Here, WhyGroupEnds, WhyLeft
from plans.queries.menu import WEEKDAYS, menu_of
from plans.rules.groups import names_one
from students.forms import ANYWAY, FamilyWordsForm

TIMES = ["%H:%M", "%I:%M %p", "%I:%M%p"]
LONGEST_NOTE, LONGEST_MINUTES = 4000, 480
HERE, WORDS, NAMED = "here_", "words_", "named"
NAMES = (
    "These words seem to name a student of the group, and whoever leads the group reads them beside the"
    " others. Write about one student below their name; or, if nobody is meant, tick the box."
)


class GroupForm(FamilyWordsForm):
    """A group to start, at one of the schools offered; the one who starts it leads it."""

    layout: ClassVar[Sequence[Any]] = (
        "name",
        Row("kind", "school"),
        Picks("weekdays"),
        Row("at", "minutes", "place"),
        Row("starts_on", "last_on", "capacity"),
    )
    called: ClassVar = {
        "kind": "what it is",
        "at": "the time",
        "minutes": "how many minutes it takes",
        "capacity": "how many students it has room for",
        "last_on": "the last day",
    }

    name = LineField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="What it is")
    school = forms.ChoiceField(label="School")
    weekdays = forms.MultipleChoiceField(
        label="On which days",
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    at = forms.TimeField(
        label="Time",
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label="Minutes", min_value=5, max_value=LONGEST_MINUTES, initial=45
    )
    place = LineField(label="Place", max_length=80, required=False)
    starts_on = DayField(label="First day", first=-732, last=366)
    last_on = DayField(label="Last day", first=-732, last=366, required=False)
    capacity = forms.IntegerField(label="Places", min_value=1, max_value=40, initial=8)

    def __init__(
        self,
        *args: Any,
        practice: Practice | None = None,
        schools: Iterable[tuple[int, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        practice = practice or practice_today()
        _, *menu = menu_of(practice)
        self._choose("kind", menu)
        self.fields["kind"].initial = next(iter(practice.groups), None)
        self.fields["starts_on"].initial = self.today
        if "school" in self.fields:
            self._choose("school", [(str(key), name) for key, name in schools])

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("starts_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "The last day is the first day or later.")
        return data

    def plan(self, facilitator: User) -> GroupPlan:
        """Return what was filled in. After `is_valid`."""
        data = self.cleaned_data
        names = ("name", "kind", "at", "place", "minutes", "capacity", "starts_on", "last_on")
        days = [int(day) for day in data["weekdays"]]
        return GroupPlan(
            weekdays=days, facilitator=facilitator, **{name: data[name] for name in names}
        )


class GroupChangeForm(GroupForm):
    """A group to change: who leads it is chosen, and its school stays."""

    layout = (
        "name",
        Row("kind", "facilitator"),
        Picks("weekdays"),
        Row("at", "minutes", "place"),
        Row("starts_on", "last_on", "capacity"),
    )
    called = {**GroupForm.called, "facilitator": "who leads it"}

    school = None  # type: ignore[assignment] # so a form's field is taken out
    facilitator = forms.ChoiceField(label="Led by")

    def __init__(self, *args: Any, leaders: Iterable[User] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.leaders = {str(one.pk): one for one in leaders}
        self._choose("facilitator", [(key, str(one)) for key, one in self.leaders.items()])

    def changed(self) -> GroupPlan:
        """Return what was filled in. After `is_valid`."""
        return self.plan(self.leaders[self.cleaned_data["facilitator"]])


class EndGroupForm(FilledForm):
    called: ClassVar = {"why": "why it ends"}
    layout = (Picks("why"),)

    why = forms.ChoiceField(
        label="Why it ends", choices=WhyGroupEnds.choices, widget=forms.RadioSelect
    )


class LeaveGroupForm(FilledForm):
    called: ClassVar = {"why": "why the student leaves"}
    layout = (Picks("why"),)

    why = forms.ChoiceField(
        label="Why the student leaves", choices=WhyLeft.choices, widget=forms.RadioSelect
    )


class SessionForm(FamilyWordsForm):
    """A session: who was there, each there unless said otherwise, and what was done.

    `members` are key and name of those who can be marked; `away` those of them who are absent from
    school today; `names` are of all members, whoever reads it: the note names none of them, and
    the words about one child none of the others.
    """

    refused = "Not saved yet. Your words are here."
    called: ClassVar = {"on": "the day", "minutes": "how many minutes it took"}

    on = DayField(label="Day", first=-60, last=0)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=LONGEST_MINUTES)
    note = LongTextField(
        label="Note for all",
        max_length=LONGEST_NOTE,
        rows=2,
        required=False,
        help_text="What was done. It names no student.",
    )
    named = forms.BooleanField(label="Nobody of the group is meant: save them", required=False)

    def __init__(
        self,
        *args: Any,
        members: Sequence[tuple[int, str]] = (),
        away: Collection[int] = (),
        names: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.members, self.names, self.asks_named = members, names, False
        for key, name in members:
            absent = key in away
            choice = forms.ChoiceField(
                label=name,
                choices=Here.choices,
                initial=Here.ABSENT if absent else Here.PRESENT,
                widget=forms.RadioSelect,
                help_text="Absent from school today" if absent else "",
            )
            self.add(f"{HERE}{key}", choice)
            words = LongTextField(label=name, max_length=LONGEST_NOTE, rows=2, required=False)
            self.add(f"{WORDS}{key}", words)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        said = data.pop(NAMED, False)
        texts = self._texts(data)
        naming = [name for name, text, whose in texts if names_one(text, self.names, but=whose)]
        self.asks_named = bool(naming)
        for name in naming if not said else ():
            self.add_error(name, NAMES)
        return data

    def _texts(self, data: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
        """Yield each text with whose name may stand in it."""
        yield "note", data.get("note") or "", ""
        for key, name in self.members:
            yield f"{WORDS}{key}", data.get(f"{WORDS}{key}") or "", name

    def _laid_out(self) -> list[Any]:
        keys = [key for key, _ in self.members]
        apart = [f"{WORDS}{key}" for key in keys]
        return [
            *([Picks(*(f"{HERE}{key}" for key in keys))] if keys else ()),
            Row("on", "minutes"),
            "note",
            *([More("Words about one student, apart from the others", *apart)] if apart else ()),
            *([NAMED] if self.asks_named else ()),
            *([ANYWAY] if self.asks_anyway else ()),
        ]

    def held(self) -> HeldSession:
        """Return what was filled in. After `is_valid`."""
        data, keys = self.cleaned_data, [key for key, _ in self.members]
        return HeldSession(
            on=data["on"],
            minutes=data["minutes"],
            here={key: Here(data[f"{HERE}{key}"]) for key in keys},
            note=data["note"],
            words={key: data[f"{WORDS}{key}"] for key in keys if data[f"{WORDS}{key}"]},
        )
