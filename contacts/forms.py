"""What people send: a contact, and what a page says besides what they write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime

from contacts.actions.contact import Contact
from contacts.actions.notes import NextStep
from contacts.choices import Barrier, Method, NoteKind, Purpose, WithWhom
from contacts.models import LONGEST_TEXT
from contacts.rules import METHODS, NEXT_STEPS, OUTCOMES, next_weekday, reaches
from core import clock
from students.models import Guardian
from students.rules.around import Adult
from tasks.choices import TaskKind

ADULT = "adult:"


@dataclass(frozen=True)
class OfferedStep:
    """A next step that is offered: what it is, and by when."""

    value: str
    label: str
    due_on: date


def steps_offered(today: date) -> list[OfferedStep]:
    return [
        OfferedStep(kind, label, next_weekday(today, days))
        for kind, (label, days) in NEXT_STEPS.items()
    ]


class LogForm(forms.Form):
    """One contact. `outcome_KIND` is the outcome of each kind, so that another kind's choice is
    no mistake; `who` is an adult on file by number, or one of the others of WithWhom.
    """

    kind = forms.ChoiceField(choices=NoteKind.choices)
    who = forms.ChoiceField(label="With whom", required=False)
    with_name = forms.CharField(label="Who was it", max_length=120, required=False)
    barriers = forms.MultipleChoiceField(choices=Barrier.choices, required=False)
    offered = forms.BooleanField(required=False)
    purpose = forms.ChoiceField(choices=Purpose.choices, required=False)
    method = forms.ChoiceField(choices=[("", "As usual"), *Method.choices], required=False)
    reached = forms.ChoiceField(
        label="Was a person reached?",
        choices=[("", "As the outcome says"), ("yes", "Yes"), ("no", "No")],
        required=False,
    )
    minutes = forms.IntegerField(min_value=0, max_value=1440, required=False)
    language = forms.CharField(max_length=40, required=False)
    interpreter = forms.BooleanField(label="With an interpreter", required=False)
    happened_at = forms.DateTimeField(
        label="When",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    text = forms.CharField(
        label="What was said",
        max_length=LONGEST_TEXT,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_step = forms.ChoiceField(
        choices=[("", "Nothing"), *((kind, kind) for kind in NEXT_STEPS)], required=False
    )
    next_on = forms.DateField(label="On", required=False)

    def __init__(
        self, *args: Any, adults: Sequence[Adult] = (), today: date | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.today = today or clock.today()
        for kind, outcomes in OUTCOMES.items():
            choices = [("", ""), *((o.value, o.label) for o in outcomes)]
            self.fields[f"outcome_{kind}"] = forms.ChoiceField(choices=choices, required=False)
        people = [(f"{ADULT}{adult.pk}", adult.name) for adult in adults]
        others = [(w.value, w.label) for w in WithWhom if w != WithWhom.ADULT]
        self.fields["who"].choices = [("", ""), *people, *others]  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind", "")
        data["outcome"] = data.get(f"outcome_{kind}", "")
        if OUTCOMES.get(kind) and not data["outcome"]:
            self.add_error(f"outcome_{kind}", "Choose what came of it.")
        if kind == NoteKind.OTHER and not data.get("text", "").strip():
            self.add_error("text", "Write what it is about.")
        when = data.get("happened_at")
        if when and when > clock.now() + timedelta(minutes=10):
            self.add_error("happened_at", "It cannot have happened in the future.")
        return data

    def contact(self) -> Contact:
        """Return what was sent, with what was left out filled in. After `is_valid`."""
        data = self.cleaned_data
        kind, outcome = NoteKind(data["kind"]), data["outcome"]
        who = data.get("who") or (WithWhom.NOBODY if kind == NoteKind.OTHER else WithWhom.SOMEONE)
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
        label, days = NEXT_STEPS[kind]
        due_on = self.cleaned_data["next_on"] or next_weekday(self.today, days)
        return NextStep(TaskKind(kind), label, due_on)


class IdsForm(forms.Form):
    """Which rows, and which note: what a page sends besides what people write."""

    client_uuid = forms.UUIDField()
    version = forms.IntegerField(min_value=1, required=False)
    seq = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)


def typed(payload: Mapping[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return what a draft shows in a form that begins with `values` otherwise."""
    many = ("barriers",)
    said = {
        name: value if name in many else value[0] if value else ""
        for name, value in payload.items()
        if isinstance(value, list)
    }
    return {**dict.fromkeys(values, ""), **said}


def preset(adults: Sequence[Adult], *, kind: str, offered: str) -> dict[str, Any]:
    """Return the values with which an empty sheet begins: a call with the first adult, now."""
    first = adults[0] if adults else None
    return {
        "kind": kind if kind in NoteKind.values else NoteKind.CALL.value,
        "who": f"{ADULT}{first.pk}" if first else WithWhom.SOMEONE.value,
        "language": first.language if first else "",
        "interpreter": first.needs_interpreter if first else False,
        "offered": bool(offered),
        "happened_at": localtime(clock.now()).strftime("%Y-%m-%dT%H:%M"),
        "purpose": Purpose.ATTENDANCE.value,
    }
