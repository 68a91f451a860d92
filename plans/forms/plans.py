"""What people fill in about a plan: what is planned, and what became of it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from attendance.choices import Tier
from core.fields import DayField, LineField
from core.forms import Fieldset, FilledForm, Picks, Row
from core.keys import KeyField
from law.packs import Practice, ServiceKind
from law.queries import practice_today
from plans.actions import Chosen
from plans.choices import Because, Decision, Delivered, PlanAnswer
from plans.queries.menu import SAID_OF, menu_of, strategy_fields
from students.forms import FamilyWordsForm

WHY = {"required": "Say why."}


class ChoosesStrategies(FamilyWordsForm):
    """A form with strategies: of each the entry of the menu or own words, who does it, and when."""

    numbers: Sequence[int] = ()
    at_times = tuple(f"{name}_{n}" for name in ("strategy", "owner") for n in (1, 2, 3))
    called = {f"{name}_{n}": said for name, said in SAID_OF.items() for n in (1, 2, 3)}

    def __init__(self, *args: Any, practice: Practice | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.practice = practice or practice_today()
        menu = menu_of(self.practice)
        for number in self.numbers:
            self.fields[f"strategy_{number}"].choices = menu  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for number in self._chosen(data):
            if not data.get(f"owner_{number}"):
                self.add_error(f"owner_{number}", "Say who does it.")
            if data.get(f"strategy_{number}") and data.get(f"own_{number}"):
                self.add_error(
                    f"own_{number}", "Choose from the menu or write your own: not both."
                )
        if not list(self._chosen(data)):
            self.add_error(None, "Choose at least one strategy, or write one in your own words.")
        return data

    def _chosen(self, data: dict[str, Any]) -> list[int]:
        named = ((n, data.get(f"strategy_{n}") or data.get(f"own_{n}")) for n in self.numbers)
        return [number for number, said in named if said]

    def chosen(self) -> list[Chosen]:
        """Return the strategies, each from today on. After `is_valid`."""
        data = self.cleaned_data
        return [self._one(data, number) for number in self._chosen(data)]

    def _one(self, data: dict[str, Any], number: int) -> Chosen:
        known = self.practice.interventions.get(data[f"strategy_{number}"])
        return Chosen(
            title=known.name if known else data[f"own_{number}"],
            owner_name=data[f"owner_{number}"],
            starts_on=self.today,
            code=known.code if known else "",
            rating=known.rating if known else "",
            dose=known.dose[:120] if known else "",
            weekdays=[int(day) for day in data[f"days_{number}"]],
        )


class PlanForm(ChoosesStrategies):
    """A plan to start; of a student with a case `tier` and `reason` are decided already."""

    refused = "Not started yet. Your words are here."
    numbers: Sequence[int] = (1, 2, 3)
    called = {**ChoosesStrategies.called, "goal_missed": "how many days may be missed"}

    tier = forms.ChoiceField(label="Tier", choices=Tier.choices)
    reason = LineField(label="Why a case is opened", max_length=300, error_messages=WHY)
    goal_missed = forms.IntegerField(label="Miss at most", min_value=0, max_value=90)
    strategy_1, own_1, owner_1, days_1 = strategy_fields()
    strategy_2, own_2, owner_2, days_2 = strategy_fields()
    strategy_3, own_3, owner_3, days_3 = strategy_fields()
    agreed = forms.MultipleChoiceField(
        label="Who agreed today", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        window: int = 20,
        most: int = 3,
        has_case: bool = False,
        people: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        self.numbers = tuple(range(1, most + 1))
        super().__init__(*args, **options)
        for number in range(most + 1, 4):
            for name in ("strategy", "own", "owner", "days"):
                del self.fields[f"{name}_{number}"]
        self.window = window
        self.fields["goal_missed"].help_text = f"of the next {window} school days"
        self.fields["agreed"].choices = people  # type: ignore[attr-defined] # a ChoiceField
        for name in ("tier", "reason") if has_case else ():
            self.fields[name].required = False
            self.hide(name)

    def _laid_out(self) -> list[Any]:
        titles = ("First strategy", "Second strategy", "Third strategy")
        each = [
            Fieldset(titles[n - 1], f"strategy_{n}", f"own_{n}", f"owner_{n}", Picks(f"days_{n}"))
            for n in self.numbers
        ]
        return ["tier", "reason", "goal_missed", *each, Picks("agreed")]

    def clean_goal_missed(self) -> int:
        goal: int = self.cleaned_data["goal_missed"]
        if goal >= self.window:
            raise forms.ValidationError(f"A goal is fewer than {self.window} days.")
        return goal


class StrategyForm(ChoosesStrategies):
    """One more strategy of a plan that runs."""

    numbers = (1,)
    layout = ("strategy_1", "own_1", "owner_1", Picks("days_1"))

    strategy_1, own_1, owner_1, days_1 = strategy_fields()


class EndStrategyForm(FamilyWordsForm):
    reason = LineField(label="Why it ends", max_length=300, error_messages=WHY)


class PlanAnswerForm(FilledForm):
    called: ClassVar = {"who": "who answered"}
    layout = (Picks("who"), Picks("answer"))

    who = forms.ChoiceField(label="Who", widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label="Answer",
        choices=PlanAnswer.to_say(),
        initial=PlanAnswer.AGREED,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = people  # type: ignore[attr-defined] # a ChoiceField


class ReviewForm(FamilyWordsForm):
    """Why; what is decided is the button that sends it."""

    layout = (Picks("because"), "note")
    called: ClassVar = {"because": "why"}

    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)
    because = forms.ChoiceField(label="Why", choices=Because.choices, widget=forms.RadioSelect)
    note = LineField(label="In a sentence", max_length=300, required=False)


class DeliveryForm(FilledForm):
    """A strategy and a day; what became of it is the button that sends it. `kinds` are the services
    that it may be.
    """

    layout = (Row("on", "minutes", "service"),)
    called: ClassVar = {
        "on": "the day",
        "status": "what became of it",
        "minutes": "how many minutes it took",
        "service": "the kind of service",
    }

    strategy = KeyField(widget=forms.HiddenInput)
    on = DayField(label="Day", first=-366, last=0)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=480, required=False)
    service = forms.ChoiceField(label="Kind of service", required=False)
    status = forms.ChoiceField(choices=Delivered.to_say(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Sequence[ServiceKind] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        found = [("", "Not said"), *((one.code, one.name) for one in kinds)]
        self.fields["service"].choices = found  # type: ignore[attr-defined] # a ChoiceField
        if not kinds:
            self.hide("service")
