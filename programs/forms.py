"""What people fill in about what a school does for all: the plan, who was reached, what is made of it."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from attendance.forms import SchoolForm
from core.fields import DayField, LineField, LongTextField
from core.forms import FilledForm, More, Picks, Row
from law.packs import CampaignIdea, Practice
from law.queries import practice_today
from programs.actions import CampaignPlan, Headcount
from programs.choices import Again, Audience, CampaignKind
from programs.models import LONGEST_WORDS, Campaign
from programs.rules.care import may_break
from students.rules.people import grade_words

MOST_PEOPLE, MOST_DOLLARS = 100_000, 1_000_000
ANYWAY, MINE = "anyway", "mine"
GRADES = More("Only some grades", "grades")
LANGUAGES = {"en": "English", "es": "Spanish"}
# What the form and the campaign call alike.
PLAIN = (
    *("kind", "name", "starts_on", "ends_on", "audience", "what", "grades"),
    *("goal_missed", "cost"),
)
WRITTEN = ("name", "what", *(f"said_{language}" for language in LANGUAGES))


class CampaignsForm(SchoolForm):
    """What narrows the list: a school, and whose they are."""

    owner = forms.ChoiceField(
        label="Looked after by", choices=[("", "Anybody"), (MINE, "Me")], required=False
    )


class CampaignForm(FilledForm):
    """Something for all to plan. `care` are the rules it keeps to, which the page says; where the words may
    break one, the form comes back and asks, and is saved once a person says that they mean something else.
    """

    layout: ClassVar[Sequence[Any]] = (
        "name",
        Row("kind", "starts_on", "ends_on"),
        "what",
        Picks("audience"),
        GRADES,
        More("What families are told", *(f"said_{language}" for language in LANGUAGES)),
        Row("goal_missed", "cost"),
        "takes_over",
        "keeps",
        ANYWAY,
    )
    called: ClassVar = {
        "name": "the name",
        "kind": "what it is",
        "what": "what is done",
        "audience": "whom it is for",
        "goal_missed": "the goal",
        "cost": "what it costs",
    }

    name = LineField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="What it is", choices=CampaignKind.choices)
    starts_on = DayField(label="First day", first=-400, last=400)
    ends_on = DayField(label="Last day", first=-400, last=400)
    what = LongTextField(
        label="What is done, and by whom",
        max_length=LONGEST_WORDS,
        rows=3,
        help_text="No student’s name: everybody who works at the school reads it.",
    )
    audience = forms.MultipleChoiceField(
        label="For whom",
        choices=Audience.choices,
        initial=[Audience.STUDENTS],
        widget=forms.CheckboxSelectMultiple,
    )
    grades = forms.MultipleChoiceField(
        label="Grades",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None chosen means the whole school.",
    )
    said_en = LongTextField(label="In English", max_length=LONGEST_WORDS, required=False)
    said_es = LongTextField(label="In Spanish", max_length=LONGEST_WORDS, required=False)
    goal_missed = forms.IntegerField(
        label="Goal: days missed of a hundred, at most",
        required=False,
        min_value=0,
        max_value=99,
        help_text="Counted for all it is for together, so that no one child can spoil it.",
    )
    cost = forms.IntegerField(
        label="Cost in dollars", required=False, min_value=0, max_value=MOST_DOLLARS
    )
    keeps = forms.BooleanField(
        label="It keeps to all of these",
        error_messages={"required": "Read what shames nobody, and tick that it keeps to it."},
    )
    anyway = forms.BooleanField(
        label="The words mean something else: it breaks none of the rules", required=False
    )
    takes_over = forms.BooleanField(label="I look after it from now on", required=False)

    def __init__(
        self,
        *args: Any,
        practice: Practice | None = None,
        grades: Iterable[str] = (),
        may_take_over: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.care, self.asks_anyway = (practice or practice_today()).care, False
        self.may_take_over = may_take_over
        choices = [(one, grade_words(one)) for one in grades]
        self.has_grades = bool(choices)
        self.fields["grades"].choices = choices  # type: ignore[attr-defined] # a ChoiceField
        self.fields["keeps"].required = bool(self.care)

    def _laid_out(self) -> list[Any]:
        left_out = {"takes_over": not self.may_take_over, "keeps": not self.care}
        left_out |= {ANYWAY: not self.asks_anyway, GRADES: not self.has_grades}
        return [one for one in self.layout if not left_out.get(one)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        said = data.pop(ANYWAY, False)
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day is the first day or later.")
        for name in WRITTEN:
            for rule in may_break([data.get(name) or ""], self.care):
                self.asks_anyway = True
                if not said:
                    self.add_error(name, f"{rule.name}: {rule.what}")
        return data

    def plan(self) -> CampaignPlan:
        """Return what was filled in. After `is_valid`."""
        data = self.cleaned_data
        names = (
            "name",
            "starts_on",
            "ends_on",
            "audience",
            "what",
            "grades",
            "goal_missed",
            "cost",
        )
        words = {language: data[f"said_{language}"] for language in LANGUAGES}
        return CampaignPlan(
            kind=CampaignKind(data["kind"]),
            words={language: text for language, text in words.items() if text},
            care=list(self.care),
            **{name: data[name] for name in names},
        )


def as_it_is(campaign: Campaign) -> dict[str, Any]:
    """Return what a campaign says, as the form has it."""
    words = {f"said_{language}": campaign.words.get(language, "") for language in LANGUAGES}
    return {**{name: getattr(campaign, name) for name in PLAIN}, **words}


def as_idea(idea: CampaignIdea) -> dict[str, Any]:
    """Return what an idea of the pack says, as the form has it."""
    return {"name": idea.name, "kind": idea.kind, "what": f"{idea.what} By {idea.by}."}


class ReachedForm(FilledForm):
    called: ClassVar = {"people": "how many", "audience": "who was reached", "on": "the day"}
    layout = (Row("people", "audience", "on"), "note")

    people = forms.IntegerField(label="How many", min_value=1, max_value=MOST_PEOPLE)
    audience = forms.ChoiceField(label="Who", choices=Audience.choices)
    on = DayField(label="Day", first=-400, last=0)
    note = LineField(
        label="Note",
        max_length=200,
        required=False,
        help_text="Which class or evening it was. No student’s name.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = self.today

    def count(self) -> Headcount:
        """Return what was filled in. After `is_valid`."""
        return Headcount(**self.cleaned_data)


class LookBackForm(FilledForm):
    called: ClassVar = {"again": "what is made of it"}
    layout = (Picks("again"), "learned")

    again = forms.ChoiceField(
        label="What is made of it", choices=Again.choices, widget=forms.RadioSelect
    )
    learned = LongTextField(
        label="What was learned",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="For whoever plans the next one. No student’s name.",
    )
