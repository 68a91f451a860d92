"""What people fill in about a talk: who spoke, and what stands in the way."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from core.fields import DayField, LineField, LongTextField, Option
from core.forms import FilledForm, More, Part, Picks, Weighed
from law.packs import Practice
from law.queries import practice_today
from plans.actions import Said
from plans.choices import FAMILIES, Speaker, TalkedHow, WhatWasFound, WhyWithdrawn
from plans.models import LONGEST_WORDS, MOST_BARRIERS
from students.forms import FamilyWordsForm
from students.models import Guardian
from students.rules.around import Adult

ADULT = "adult:"
SILENT = (WhatWasFound.UNKNOWN, WhatWasFound.DECLINED)


class InterviewForm(FamilyWordsForm):
    """One interview. Of each family of barriers those are ticked that somebody named; `main` is which of
    those weighs most, and none where that is not ticked.
    """

    refused = "Not saved yet. Your words are here."
    layout = (
        Picks("who"),
        "with_name",
        Part("plans/_questions.html"),
        Weighed("main", *FAMILIES),
        Picks("found"),
        "other",
        "own_words",
        "strengths",
        More("When, how, language", "held_on", "how", "language", "interpreter", "limits_told"),
    )
    called: ClassVar = {"who": "who spoke", "main": "what weighs most"}
    at_times = ("found", "main", "how")

    who = forms.ChoiceField(label="Who spoke", widget=forms.RadioSelect)
    with_name = LineField(label="Who was it", max_length=120, required=False)
    barrier = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    aversion = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    disengagement = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    misconception = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    found = forms.ChoiceField(
        label="Or",
        choices=[("", "As chosen above"), *((one.value, one.label) for one in SILENT)],
        required=False,
        widget=forms.RadioSelect,
    )
    main = forms.ChoiceField(label="What weighs most", required=False, widget=forms.RadioSelect)
    other = LineField(label="Something else in the way", max_length=200, required=False)
    own_words = LongTextField(
        label="In their own words",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="What would have to change for you to come every day?",
    )
    strengths = LongTextField(label="What goes well", max_length=LONGEST_WORDS, required=False)
    held_on = DayField(label="Day", first=-60, last=0, required=False)
    how = forms.ChoiceField(label="How", choices=TalkedHow.choices, required=False)
    language = LineField(label="Language", max_length=40, required=False)
    interpreter = forms.BooleanField(label="With an interpreter", required=False)
    limits_told = forms.BooleanField(
        label="I said first who reads it, and when others learn of it", required=False
    )

    def __init__(
        self,
        *args: Any,
        adults: Sequence[Adult] = (),
        practice: Practice | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        known = (practice or practice_today()).barriers.values()
        for family, label in FAMILIES.items():
            mine = [(one.code, Option(one.name)) for one in known if one.family == family]
            self._choose(family, mine)
            self.fields[family].label = label
        self._choose(
            "main", [("", "None weighs more than the others"), *((b.code, b.name) for b in known)]
        )
        people = [(f"{ADULT}{a.pk}", Option(a.name, note=a.relation)) for a in adults]
        others = [(one.value, one.label) for one in Speaker if one not in (Speaker.ADULT,)]
        self._choose("who", [*others[:1], *people, *others[1:]])

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        codes = [code for family in FAMILIES for code in data.get(family, [])]
        data["barriers"] = codes
        if data.get("main") not in codes:
            data["main"] = ""
        says = codes or data.get("other")
        if len(codes) > MOST_BARRIERS:
            self.add_error(None, f"Choose at most {MOST_BARRIERS}: those that matter now.")
        if not says and not data.get("found"):
            self.add_error(
                "found", "Choose what stands in the way, or say that it is not known yet."
            )
        if says and data.get("found"):
            self.add_error("found", "Choose what stands in the way, or this: not both.")
        return data

    def said(self) -> Said:
        """Return what was sent. After `is_valid`."""
        data = self.cleaned_data
        who = data["who"]
        adult = int(who.removeprefix(ADULT)) if who.startswith(ADULT) else None
        plain = ("with_name", "language", "interpreter", "limits_told", "barriers", "main")
        return Said(
            held_on=data["held_on"] or self.today,
            speaker=Speaker.ADULT if adult else Speaker(who),
            how=TalkedHow(data["how"] or TalkedHow.SCHOOL),
            guardian=Guardian(pk=adult) if adult else None,
            found=data["found"],
            other=data["other"],
            own_words=data["own_words"],
            strengths=data["strengths"],
            **{name: data[name] for name in plain},
        )


class WithdrawInterviewForm(FilledForm):
    """Why an interview is taken back, for the reasons that are this person's to give."""

    layout = (Picks("reason"),)
    called: ClassVar = {"reason": "why"}

    reason = forms.ChoiceField(label="Why", choices=WhyWithdrawn.choices, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, reasons: Sequence[WhyWithdrawn] = tuple(WhyWithdrawn), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [(one.value, one.label) for one in reasons]  # type: ignore[attr-defined] # a ChoiceField
