"""What people fill in about a request for help: what is asked, its answer, a pause, what came of it."""

from typing import Any, ClassVar

from django import forms

from attendance.forms import SchoolForm
from core.fields import DayField, LineField, LongTextField
from core.forms import FilledForm, More, Part, Picks, Row
from intake.actions import AskedFor, GivenAnswer
from intake.choices import Asker, ReplyHow, RequestOutcome, Urgency, WhyPaused
from intake.models import LONGEST_WORDS, MOST_REASONS
from law.queries import practice_today
from students.forms import FamilyWordsForm

MINE, NOBODYS = "mine", "none"
WHERE_TO = (ReplyHow.PHONE, ReplyHow.EMAIL)


class RequestsForm(SchoolForm):
    """What narrows the list of requests: a school, and whose they are."""

    owner = forms.ChoiceField(
        label="Looked after by",
        choices=[("", "Anybody"), (MINE, "Me"), (NOBODYS, "Nobody yet")],
        required=False,
    )


class AskForm(FamilyWordsForm):
    """A request for help, as staff write it down for whoever asks."""

    refused = "Not saved yet. Your words are here."
    layout = (
        Part("intake/_open.html"),
        Picks("asker"),
        "asker_name",
        "worry",
        "tried",
        "strengths",
        Picks("reasons"),
        Picks("urgency"),
        Row("reply_how", "reply_to"),
        "may_name",
        More("Another day", "asked_on"),
        "seen",
    )
    called: ClassVar = {
        "asker": "who asks",
        "reply_how": "how they are answered",
        "urgency": "how soon it is",
    }
    at_times = ("asker_name", "reply_to", "asked_on")

    asker = forms.ChoiceField(label="Who asks", choices=Asker.choices, widget=forms.RadioSelect)
    asker_name = LineField(
        label="Name",
        max_length=120,
        required=False,
        help_text="A student may ask without giving theirs to others: leave it empty.",
    )
    worry = LongTextField(
        label="What worries you",
        max_length=LONGEST_WORDS,
        help_text="What was seen or said, and since when. No guesses about the home.",
        error_messages={"required": "Write what the worry is."},
    )
    tried = LongTextField(label="What was tried", max_length=LONGEST_WORDS, required=False)
    strengths = LongTextField(label="What goes well", max_length=LONGEST_WORDS, required=False)
    reasons = forms.MultipleChoiceField(
        label="What it may be about", required=False, widget=forms.CheckboxSelectMultiple
    )
    urgency = forms.ChoiceField(
        label="By when it needs an answer",
        choices=Urgency.choices,
        initial=Urgency.USUAL,
        widget=forms.RadioSelect,
    )
    reply_how = forms.ChoiceField(
        label="How they want to hear from us", choices=ReplyHow.choices, initial=ReplyHow.PERSON
    )
    reply_to = LineField(label="Number or address for that", max_length=200, required=False)
    may_name = forms.BooleanField(label="The family may learn who asked", required=False)
    asked_on = DayField(label="Asked on", first=-30, last=0, required=False)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = practice_today().barriers.values()
        self.fields["reasons"].choices = [(one.code, one.name) for one in known]  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("asker") not in (None, Asker.STUDENT) and not data.get("asker_name"):
            self.add_error("asker_name", "Write who asks.")
        if data.get("reply_how") in WHERE_TO and not data.get("reply_to"):
            self.add_error("reply_to", "Write the number or address at which they are answered.")
        if len(data.get("reasons", [])) > MOST_REASONS:
            self.add_error("reasons", f"Choose at most {MOST_REASONS}: those that matter now.")
        return data

    def asked(self) -> AskedFor:
        """Return what was sent. After `is_valid`."""
        data = self.cleaned_data
        plain = ("asker_name", "worry", "tried", "strengths", "reasons", "reply_to", "may_name")
        return AskedFor(
            asked_on=data["asked_on"] or self.today,
            asker=Asker(data["asker"]),
            reply_how=ReplyHow(data["reply_how"]),
            urgency=Urgency(data["urgency"]),
            **{name: data[name] for name in plain},
        )

    def read_anew(self, newest: int) -> None:
        """Go on from the requests that the page shows by now; what was typed stays."""
        sent: Any = self.data
        data = sent.copy()
        data["seen"] = str(newest)
        self.data = data


class AnswerRequestForm(FamilyWordsForm):
    """What whoever asked was told."""

    layout = ("words", Row("how", "on"))
    called: ClassVar = {"how": "how it was told", "on": "the day it was told"}

    words = LongTextField(
        label="What you tell them",
        max_length=LONGEST_WORDS,
        rows=6,
        error_messages={"required": "Write what they are told."},
    )
    how = forms.ChoiceField(label="How", choices=ReplyHow.choices)
    on = DayField(label="Told on", first=-30, last=0)

    def told(self) -> GivenAnswer:
        """Return what was sent. After `is_valid`."""
        data = self.cleaned_data
        return GivenAnswer(how=ReplyHow(data["how"]), on=data["on"], words=data["words"])


class PauseRequestForm(FilledForm):
    layout = (Picks("why"), "until")
    called: ClassVar = {"why": "why it rests", "until": "the day it rests to"}

    why = forms.ChoiceField(label="Why", choices=WhyPaused.choices, widget=forms.RadioSelect)
    until = DayField(label="Look at it again on", first=1, last=90)


class CloseRequestForm(FilledForm):
    layout = (Picks("outcome"),)
    called: ClassVar = {"outcome": "what came of it"}

    outcome = forms.ChoiceField(
        label="What came of it", choices=RequestOutcome.choices, widget=forms.RadioSelect
    )
