"""What people send: a contact, and what a page says besides what they write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazy
from django.utils.timezone import localtime

from contacts.actions.contact import Contact
from contacts.actions.notes import NextStep
from contacts.choices import (
    KIND_ICONS,
    NEVER_KEPT,
    Barrier,
    Method,
    NoteKind,
    NoteOutcome,
    Purpose,
    WithWhom,
)
from contacts.models import LONGEST_TEXT
from contacts.rules import METHODS, NEXT_STEPS, ONLY_WITH, OUTCOMES, UNTOLD, is_untold, reaches
from core import clock
from core.fields import DayField, LineField, LongTextField, MomentField, Option
from core.forms import LayoutObject, More, Part, Picks
from law.queries import pack_today
from students.forms import FamilyWordsForm
from students.models import Guardian, Student
from students.rules.around import Adult
from students.rules.calendar import WEEKDAYS, SchoolCalendar
from tasks.choices import TaskKind

ADULT = "adult:"


class BarriersField(forms.MultipleChoiceField):
    """What stands in the way; of what a device kept from before, nothing that may not be kept."""

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one not in NEVER_KEPT]


@dataclass(frozen=True)
class OfferedStep:
    """A next step that is offered: what it is, and by when."""

    value: str
    label: str
    due_on: date


def steps_offered(today: date, calendar: SchoolCalendar = WEEKDAYS) -> list[OfferedStep]:
    return [
        OfferedStep(kind, label, calendar.next_from(today + timedelta(days=days)))
        for kind, (label, days) in NEXT_STEPS.items()
    ]


EFFORT = lazy(lambda: pack_today().citation("steps.effort_48262"), str)()
OUTCOME_FIELDS = tuple(f"outcome_{kind}" for kind, outcomes in OUTCOMES.items() if outcomes)


class LogForm(FamilyWordsForm):
    """One contact. `outcome_KIND` is the outcome of each kind, so that another kind's choice is
    no mistake; `who` is an adult on file by number, or one of the others of WithWhom.
    """

    refused = "Not saved yet. Your words are here."
    named: Sequence[Student] = ()  # whom the IDs that were typed name
    told = (
        Picks("kind", "who"),
        "with_name",
        Part("contacts/_phones.html"),
        Picks(*OUTCOME_FIELDS),
        Part("contacts/_care.html"),
        Picks("barriers", "offered"),
    )
    further = More(
        "When, how, language, minutes",
        *("happened_at", "method", "reached", "purpose", "minutes", "language", "interpreter"),
    )
    layout: ClassVar[Sequence[str | LayoutObject]] = (
        *told,
        Picks("next_step"),
        "next_on",
        "text",
        Part("contacts/_prompts.html"),
        Part("contacts/_beside.html"),
        More("Also about other students", "more_ids"),
        further,
    )
    called = {"kind": "what it was", "who": "with whom it was", "happened_at": "when it was"}
    at_times = ("who", *OUTCOME_FIELDS, "next_step", "method", "reached", "purpose")

    kind = forms.ChoiceField(
        label="What was it",
        choices=[(kind.value, Option(kind.label, mark=KIND_ICONS[kind])) for kind in NoteKind],
        widget=forms.RadioSelect,
    )
    who = forms.ChoiceField(label="With whom", required=False, widget=forms.RadioSelect)
    with_name = LineField(label="Who was it", max_length=120, required=False)
    barriers = BarriersField(
        label="What stands in the way",
        choices=Barrier.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    offered = forms.BooleanField(
        label=Option("Conference with parent and student offered", note=EFFORT, mark="scale"),
        required=False,
    )
    purpose = forms.ChoiceField(choices=Purpose.choices, required=False)
    method = forms.ChoiceField(
        label="How", choices=[("", "As usual"), *Method.choices], required=False
    )
    reached = forms.ChoiceField(
        label="Was a person reached?",
        choices=[("", "As the outcome says"), ("yes", "Yes"), ("no", "No")],
        required=False,
    )
    minutes = forms.IntegerField(label="Minutes", min_value=0, max_value=1440, required=False)
    language = LineField(label="Language", max_length=40, required=False)
    interpreter = forms.BooleanField(label="With an interpreter", required=False)
    happened_at = MomentField(label="When", required=False)
    text = LongTextField(
        label="What was said", max_length=LONGEST_TEXT, required=False, strip=False
    )
    more_ids = LineField(
        label="IDs of other students",
        max_length=200,
        required=False,
        help_text="Of students you serve, with commas between them. Each one’s timeline has the note, and"
        " nobody who serves one learns of another: write what is for one child alone in a note apart."
        " Of several families, it is with the student or with nobody.",
    )
    next_step = forms.ChoiceField(
        label="Next step",
        choices=[("", "Nothing now"), *((kind, kind) for kind in NEXT_STEPS)],
        required=False,
        widget=forms.RadioSelect,
    )
    next_on = DayField(label="On another day", first=0, last=366, required=False)

    def __init__(
        self,
        *args: Any,
        adults: Sequence[Adult] = (),
        calendar: SchoolCalendar = WEEKDAYS,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.calendar = calendar
        for name in OUTCOME_FIELDS:
            self.add(name, _outcome_field(OUTCOMES[name.removeprefix("outcome_")]))
        people = [(f"{ADULT}{a.pk}", Option(a.name, note=a.relation)) for a in adults]
        others = [(w.value, w.label) for w in WithWhom if w != WithWhom.ADULT]
        self.fields["who"].choices = [*people, *others]  # type: ignore[attr-defined] # a ChoiceField
        steps = [
            (s.value, Option(s.label, note=f"{s.due_on:%a, %b %-d}"))
            for s in steps_offered(self.today, calendar)
        ]
        self.offer("next_step", [("", "Nothing now"), *steps])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind", "")
        data["outcome"] = data.get(f"outcome_{kind}", "")
        if OUTCOMES.get(kind) and not data["outcome"]:
            self.add_error(f"outcome_{kind}", "Choose what came of it.")
        if kind == NoteKind.OTHER and not data.get("text", "").strip():
            self.add_error("text", "Write what it is about.")
        if is_untold(data["outcome"]) and data.get("text", "").strip():
            self.add_error("text", UNTOLD)
        when = data.get("happened_at")
        if when and when > clock.now() + timedelta(minutes=10):
            self.add_error("happened_at", "It cannot have happened in the future.")
        return data

    def contact(self) -> Contact:
        """Return what was sent, with what was left out filled in. After `is_valid`."""
        data = self.cleaned_data
        kind, outcome = NoteKind(data["kind"]), data["outcome"]
        who = data.get("who") or (WithWhom.NOBODY if kind == NoteKind.OTHER else WithWhom.SOMEONE)
        who = ONLY_WITH.get(outcome, who)
        adult = int(who.removeprefix(ADULT)) if who.startswith(ADULT) else None
        said = {"yes": True, "no": False}.get(data["reached"], reaches(kind, outcome))
        return Contact(
            kind=kind,
            method=Method(data["method"] or METHODS[kind]),
            purpose=self._purpose(),
            with_whom=WithWhom.ADULT if adult else WithWhom(who),
            guardian=Guardian(pk=adult) if adult else None,
            with_name="" if adult else data["with_name"],
            reached=said and kind not in (NoteKind.LETTER, NoteKind.OTHER),
            outcome=outcome,
            barriers=data["barriers"],
            minutes=data["minutes"],
            language=data["language"],
            interpreter=data["interpreter"],
            happened_at=data["happened_at"] or clock.now(),
            text=data["text"],
        )

    def _purpose(self) -> Purpose:
        data = self.cleaned_data
        if data["offered"]:
            return Purpose.CONFERENCE_48262
        return Purpose(data["purpose"] or Purpose.ATTENDANCE)

    def step(self) -> NextStep | None:
        """Return the next step that was chosen, or None."""
        kind = self.cleaned_data["next_step"]
        if not kind:
            return None
        offered = {one.value: one for one in steps_offered(self.today, self.calendar)}[kind]
        due_on = self.cleaned_data["next_on"] or offered.due_on
        return NextStep(TaskKind(kind), offered.label, due_on)


class ColdLogForm(LogForm):
    """A contact that is written down without a connection, and without a page that names a student."""

    layout = ("about", *LogForm.layout)
    called: ClassVar = {**LogForm.called, "about": "about whom it is"}

    about = LineField(
        label="About whom",
        max_length=120,
        help_text="Name, grade or ID, as you will know it again. You choose the student when there"
        " is a connection.",
    )


def _outcome_field(outcomes: Sequence[NoteOutcome]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What came of it",
        choices=[(outcome.value, outcome.label) for outcome in outcomes],
        required=False,
        widget=forms.RadioSelect,
    )


class ChangeForm(LogForm):
    """A note as it is to read: what is next was said when it was logged."""

    layout = (*LogForm.told, "text", LogForm.further)


def typed(payload: Mapping[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return what a draft shows in a form that begins with `values` otherwise."""
    many = ("barriers",)
    said = {
        name: value if name in many else value[0] if value else ""
        for name, value in payload.items()
        if isinstance(value, list)
    }
    return {**dict.fromkeys(values, ""), **said}


def preset(adults: Sequence[Adult], *, kind: str, offered: str, who: str = "") -> dict[str, Any]:
    """Return the values with which an empty sheet begins: a call with the first adult, now. `who` is
    the key of another of them.
    """
    asked = (adult for adult in adults if adult.key == who)
    first = next(asked, adults[0] if adults else None)
    return {
        "kind": kind if kind in NoteKind.values else NoteKind.CALL.value,
        "who": f"{ADULT}{first.pk}" if first else WithWhom.SOMEONE.value,
        "language": first.language if first else "",
        "interpreter": first.needs_interpreter if first else False,
        "offered": bool(offered),
        "happened_at": localtime(clock.now()).strftime("%Y-%m-%dT%H:%M"),
        "purpose": Purpose.ATTENDANCE.value,
    }
