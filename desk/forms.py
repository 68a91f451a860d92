"""What people ask of these screens, parsed."""

from typing import Any

from django import forms

from attendance.choices import Tier
from attendance.queries.states import bands, known_states
from core.fields import LineField, LongTextField
from core.forms import FilledForm
from core.keys import KeyField
from core.lists import Asked, SearchField
from desk.queries.measures import MEASURES
from desk.queries.schools import ANY_CHRONIC
from desk.queries.timeline import KINDS
from law.packs import (
    EDITABLE,
    LABELS,
    PolicyPack,
    Source,
    bounds_of,
    how_to_write,
    is_settled,
    options_of,
    value_of,
)
from students.forms import FamilyWordsForm


class SearchForm(forms.Form):
    """A search box. `open` asks for the first student found in place of the list."""

    q = forms.CharField(max_length=120, required=False)
    open = forms.CharField(max_length=10, required=False)

    @property
    def text(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    @property
    def opens_first(self) -> bool:
        return self.is_valid() and self.cleaned_data["open"] == "first"


class YearForm(forms.Form):
    """A school year, by its first calendar year."""

    year = forms.IntegerField(min_value=1990, max_value=2200, required=False)

    @property
    def chosen(self) -> int | None:
        """The year asked for; None for none, and for what is no year."""
        return self.cleaned_data["year"] if self.is_valid() else None


class SchoolsForm(Asked):
    """Which of one's schools are listed."""

    q = SearchField(label="School’s name")


class QualityForm(Asked):
    """The schools of which region are looked at."""

    region = KeyField(required=False, label="Region", widget=forms.Select)


class LogsForm(Asked):
    """Whose lines of the log are shown, and about which student, for whoever `finds` one."""

    q = SearchField(label="Name of who did it")
    student = SearchField(label="Student’s ID")

    def __init__(self, *args: Any, finds: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not finds:
            del self.fields["student"]


class DoubtsForm(Asked):
    """What is looked for at a school; else that which everybody may know who sees the school."""

    of = forms.ChoiceField(
        choices=[(one.key, one.label) for one in MEASURES], required=False, label="What"
    )


class RosterForm(Asked):
    """Which of a school's students are listed: by state and band, which are links, and by boxes."""

    q = SearchField(label="Name or ID")
    grade = forms.CharField(max_length=40, required=False, label="Grade", widget=forms.Select)
    tier = forms.ChoiceField(
        choices=[("", "All tiers"), *Tier.choices], required=False, label="Suggested tier"
    )
    state = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    band = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, pack: PolicyPack, **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices: dict[str, Any] = dict(self.fields)
        choices["state"].choices = known_states(pack).items()
        choices["band"].choices = [*bands(pack).items(), (ANY_CHRONIC, "")]

    @property
    def values(self) -> dict[str, str]:
        """What is set, by group; without the name."""
        return {name: value for name, value in self.narrowed.items() if name != "q"}


class TimelineForm(forms.Form):
    """How a timeline is narrowed: to one kind, and to entries with all the words."""

    kind = forms.ChoiceField(choices=list(KINDS.items()), required=False)
    text = forms.CharField(max_length=120, required=False)

    @property
    def asked(self) -> dict[str, str]:
        """The kind and the text, each '' for none, and for what is no value."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "text")}


class VerdictForm(FamilyWordsForm):
    """Withdrawing or upholding a report; which of them a button says, and `read` what was read of
    it.
    """

    layout = ("reason",)
    called = {"verb": "whether to withdraw or to uphold it"}

    verb = forms.ChoiceField(choices=[("withdraw", "Withdraw"), ("uphold", "Uphold")])
    reason = LongTextField(
        label="Why",
        max_length=500,
        rows=3,
        help_text="Kept with your name. Leave diagnoses and placements out.",
        error_messages={"required": "Say why."},
    )
    read = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class ValueForm(FilledForm):
    """One value of the policy: a choice in words, a number or a line, as its schema has it. Where the
    text of the law asks for a value, `sure` says that another is meant. `read` is the value in force
    when the page was made, to the letter.
    """

    layout = ("value", "reason", "sure", "read")
    called = {"value": "the new value"}

    read = LongTextField(
        max_length=120, required=False, strip=False, widget=forms.HiddenInput()
    )  # a line that somebody set by command may have others in it
    value = LineField(label="New value", max_length=120)
    reason = LineField(
        label="Why",
        max_length=300,
        help_text="Kept with your name and the day.",
        error_messages={"required": "Say why."},
    )
    sure = forms.BooleanField(
        required=False, label="I mean a value that the text does not ask for"
    )

    def __init__(
        self, *args: Any, pack: PolicyPack | None = None, of: str = "", **options: Any
    ) -> None:
        if pack:
            now = pack.value(of)
            code = str(now).lower() if isinstance(now, bool) else str(now)
            options["initial"] = {"read": str(now), "value": code}
        super().__init__(*args, **options)
        if pack:
            self._ask(of, pack.sources[of])

    def read_anew(self, *, pack: PolicyPack, of: str) -> None:
        """Go on from the value in force by now; what was typed stays."""
        self.data = dict(self.data.items()) | {"read": str(pack.value(of))}

    def _ask(self, of: str, source: Source) -> None:
        """Ask for the value as its schema has it, and whether a departure from the text is meant."""
        if choices := options_of(of):
            self.add("value", forms.ChoiceField(choices=choices, widget=forms.RadioSelect))
        elif bounds := bounds_of(of):
            self.add("value", forms.IntegerField(min_value=bounds[0], max_value=bounds[1]))
        box, unit = self.fields["value"], LABELS[of].unit
        box.label = "New value"
        box.help_text = how_to_write(of) or (f"In {unit}." if unit else "")
        self.fields["sure"].help_text = f"{source.citation} {source.says}."
        if source.statute is None:
            self.hide("sure")


# What the words of practice are called on its form; "%s" is the language.
SAID_AS = {
    "name": "Name",
    "what": "What it is",
    "dose": "How much, how often",
    "by": "Who does it",
    "counts": "What counts, too",
    "agree": "Who should agree",
    "label": "Name in %s",
    "student": "What is said to a student, in %s",
    "adult": "What is said to an adult, in %s",
    "say": "What to say",
    "ask": "What to ask",
    "write": "What to write down, parts with a semicolon between them",
    "text": "The answer, in %s",
    "asks": "What it asks",
    "gives": "What it gives",
    "back": "The way back",
}
LANGUAGES = {"en": "English", "es": "Spanish"}
# What a plan or an interview keeps of it has so much room; all else is a sentence or two.
ROOM = {"name": 120, "label": 120, "dose": 120, "by": 120}
MOST_ROOM = 400
LEFT_OUT = ("interventions", "pathways")  # what a district may not have


class PracticeForm(FilledForm):
    """One entry of practice in the district's own words. `read` is the edit that was in force when the
    page was made, 0 for none.
    """

    read = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    is_offered = forms.BooleanField(
        required=False,
        label="We offer it",
        help_text="What is not offered is in no menu and is suggested to nobody.",
    )
    is_reviewed = forms.BooleanField(
        required=False, label="The district has reviewed this entry, and takes it as its own"
    )

    def __init__(self, *args: Any, entry: Any = None, part: str = "", **options: Any) -> None:
        self.names, self.can_be_left_out = EDITABLE.get(part, ()), part in LEFT_OUT
        if entry:
            options["initial"] = {
                **{name: value_of(entry, name) for name in self.names},
                "is_offered": getattr(entry, "is_offered", True),
                "is_reviewed": is_settled(entry),
                **options.get("initial", {}),
            }
        super().__init__(*args, **options)
        for name in self.names:
            field, _, language = name.partition(".")
            words = SAID_AS[field] % LANGUAGES[language] if language else SAID_AS[field]
            self.add(name, LineField(label=words, max_length=ROOM.get(field, MOST_ROOM)))
        if not self.can_be_left_out:
            self.hide("is_offered")

    def read_anew(self, key: int) -> None:
        """Go on from the edit in force by now; what was typed stays, and the next click means it."""
        self.data = dict(self.data.items()) | {"read": str(key)}

    def _laid_out(self) -> list[Any]:
        return [*self.names, "is_offered", "is_reviewed", "read"]

    def said(self) -> dict[str, Any]:
        """Return what the entry is to say. After `is_valid`."""
        names = [*self.names, *(["is_offered"] if self.can_be_left_out else [])]
        return {name: self.cleaned_data[name] for name in names}
