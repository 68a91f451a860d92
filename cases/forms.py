"""What people send: a contact, a case, a decision about a task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from attendance.choices import Tier
from cases.actions.contact import Contact
from cases.actions.notes import NextStep
from cases.choices import (
    Barrier,
    CloseReason,
    Method,
    NoteKind,
    Purpose,
    TaskKind,
    WithWhom,
)
from cases.models.note import LONGEST_TEXT
from cases.queries.contacts import Adult
from cases.queries.tasks import SHOWN
from cases.queries.timeline import KINDS
from cases.rules import METHODS, NEXT_STEPS, OUTCOMES, next_weekday, reaches
from students.models import Guardian

ADULT = "adult:"
LATEST_SNOOZE = timedelta(days=60)


@dataclass(frozen=True)
class Step:
    """A next step that is offered: what it is, and by when."""

    value: str
    label: str
    due_on: date


def steps_offered(today: date) -> list[Step]:
    return [
        Step(kind, label, next_weekday(today, days)) for kind, (label, days) in NEXT_STEPS.items()
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
        self.today = today or timezone.localdate()
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
        if when and when > timezone.now() + timedelta(minutes=10):
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
            happened_at=data["happened_at"] or timezone.now(),
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


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=300)


class OpenForm(ReasonForm):
    """A case for one or several students; without an owner it is whoever opens it."""

    tier = forms.ChoiceField(label="Tier", choices=Tier.choices, initial=Tier.EARLY)
    owner = forms.IntegerField(required=False)


class TierForm(ReasonForm):
    tier = forms.ChoiceField(label="Tier", choices=Tier.choices)


class CloseForm(forms.Form):
    reason = forms.ChoiceField(label="Why", choices=CloseReason.choices)
    note = forms.CharField(label="In a sentence", max_length=300, required=False)


class AssignForm(ReasonForm):
    to = forms.IntegerField(label="To")


class TaskForm(forms.Form):
    """A task that a person makes."""

    title = forms.CharField(label="What", max_length=200)
    kind = forms.ChoiceField(choices=TaskKind.choices, initial=TaskKind.OTHER, required=False)
    due_on = forms.DateField(
        label="By", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class DecideForm(forms.Form):
    """What becomes of a task. Dismissing takes a reason, snoozing a date to come."""

    action = forms.ChoiceField(
        choices=[(name, name) for name in ("do", "snooze", "dismiss", "undo")]
    )
    reason = forms.CharField(max_length=300, required=False)
    until = forms.DateField(required=False)

    def __init__(self, *args: Any, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.today = today

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        action, until = data.get("action"), data.get("until")
        if action == "dismiss" and not data.get("reason", "").strip():
            self.add_error("reason", "Say why it need not be done.")
        if action == "snooze" and not (until and self.today < until <= self.today + LATEST_SNOOZE):
            self.add_error("until", "Choose a day in the next 60 days.")
        return data


class WhoseForm(forms.Form):
    """Whose cases are looked at: those of a counselor or of a school, by number, or of `none`.
    What is no value does nothing.
    """

    owner = forms.RegexField(r"^(none|[0-9]{1,18})$", required=False)
    school = forms.RegexField(r"^(none|[0-9]{1,18})$", required=False)
    page = forms.IntegerField(required=False, min_value=1)

    def asked(self, name: str) -> Any:
        """Return a value that is one, or None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def asked_all(self) -> dict[str, Any]:
        return {name: self.asked(name) for name in self.fields}

    def of_whom(self, *, school: str = "school") -> Q:
        """Return the condition on cases or tasks that owner and school make; true without them.
        `school` is the way from the row to it.
        """
        asked = {"owner": self.asked("owner"), school: self.asked("school")}
        keys = {
            way: None if value == "none" else int(value) for way, value in asked.items() if value
        }
        return Q(**keys)


class TasksForm(WhoseForm):
    """Which tasks are listed, and whose."""

    show = forms.ChoiceField(choices=[(key, key) for key in SHOWN], required=False)


class CaseloadForm(WhoseForm):
    """How a caseload is narrowed, sorted and paged."""

    VIEWS = ("", "unreached", "overdue", "idle", "letters_due", "letters_late")
    SORTS = ("next", "reached", "name", "tier")

    view = forms.ChoiceField(choices=[(v, v) for v in VIEWS if v], required=False)
    sort = forms.ChoiceField(choices=[(s, s) for s in SORTS], required=False)
    tier = forms.ChoiceField(choices=Tier.choices, required=False)
    q = forms.CharField(max_length=120, required=False)


def typed(payload: Mapping[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return what a draft shows in a form that begins with `values` otherwise."""
    many = ("barriers",)
    said = {
        name: value if name in many else value[0] if value else ""
        for name, value in payload.items()
        if isinstance(value, list)
    }
    return {**dict.fromkeys(values, ""), **said}


class TimelineForm(forms.Form):
    """How a timeline is narrowed: to one kind, and to entries with all the words."""

    kind = forms.ChoiceField(choices=list(KINDS.items()), required=False)
    text = forms.CharField(max_length=120, required=False)

    @property
    def asked(self) -> dict[str, str]:
        """The kind and the text, each '' for none, and for what is no value."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "text")}


def preset(adults: Sequence[Adult], *, kind: str, offered: str) -> dict[str, Any]:
    """Return the values with which an empty sheet begins: a call with the first adult, now."""
    first = adults[0] if adults else None
    return {
        "kind": kind if kind in NoteKind.values else NoteKind.CALL.value,
        "who": f"{ADULT}{first.pk}" if first else WithWhom.SOMEONE.value,
        "language": first.language if first else "",
        "interpreter": first.needs_interpreter if first else False,
        "offered": bool(offered),
        "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "purpose": Purpose.ATTENDANCE.value,
    }
