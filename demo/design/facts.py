"""Made-up facts that the page of components shows. Nobody here is a real person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from core.columns import Column, Columns
from core.fields import DayField, LineField, LongTextField, Option
from core.forms import FilledForm, More, Picks, Row
from core.lists import Asked, ListKind, ListPage, Nothing, SearchField, Sort, Tab, list_page
from core.numbers import Number
from demo.design import drawings
from law.packs import load_pack

TODAY = date(2026, 11, 22)
STATUSES = (
    "none",
    "watch",
    "report_due",
    "truant",
    "truant_repeat",
    "habitual_eligible",
    "habitual",
)
PACK = load_pack("california")
BADGES, NOTES = PACK.section("badges"), PACK.section("badge_notes")
TONES = ("quiet", "good", "info", "warn", "grave", "worst", "danger")
LOOKS = (("auto", "As your device"), ("light", "Light"), ("dark", "Dark"))
FIRST = (
    "Ana Ben Cleo Dov Eve Finn Gia Hugo Inés Jun Kofi Lena Milo Nour Omar Pia Quinn Rosa Sol Tess"
)
FAMILIES = ("Adams", "Álvarez", "Castro", "De La Cruz", "Kim", "Nguyễn", "O’Neill-Vanderbeck")
STUDENTS = ListKind(
    "students",
    "student,students",
    "Sample of students",
    Nothing("Nobody"),
    sorts=(Sort("name", "Name"), Sort("-absent", "Most days absent")),
    per_page=10,
    columns=Columns(
        Column("student", "Student", sort="name"),
        Column("absent", "Days absent", sort="absent", is_number=True),
        Column("rate", "Attendance"),
        Column("status", "Status"),
        Column("reached", "Last reached"),
    ),
)
OF_SUMS = Columns(
    Column("file", "File"),
    Column("new", "New", group="Rows", is_number=True),
    Column("changed", "Changed", group="Rows", is_number=True),
)
NOBODY = ListKind(
    "nobody",
    "student,students",
    "Sample of nobody",
    Nothing("Nobody", "A list before its first row."),
)


@dataclass(frozen=True)
class Pupil:
    """One row of the sample list."""

    name: str
    sis_id: str
    school: str
    tier: str
    absent: int
    rate: float
    status: str
    days: int
    reached: date | None

    @property
    def badge(self) -> str:
        return str(BADGES[self.status])

    @property
    def words(self) -> str:
        return f"{self.rate}%"


class SampleForm(FilledForm):
    called = {"on": "the day it happened"}
    layout = (
        Picks("how", "barriers"),
        "reached",
        Row("on", "minutes"),
        "words",
        "is_told",
        More("Language", "language"),
    )

    how = forms.ChoiceField(
        label="How",
        choices=[
            ("call", Option("Call", mark="phone")),
            ("visit", Option("Visit", note="at home")),
        ],
        widget=forms.RadioSelect,
    )
    barriers = forms.MultipleChoiceField(
        label="What stands in the way",
        choices=[("bus", "The bus"), ("ill", "Illness")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reached = forms.ChoiceField(
        label="Whom did you reach?",
        choices=[("mother", Option("Mother", note="Speaks Armenian")), ("none", "No one")],
        widget=forms.RadioSelect,
    )
    on = DayField(
        label="When", first=-30, last=0, help_text="The day it happened, not the day you write."
    )
    minutes = forms.IntegerField(label="Minutes", min_value=1, required=False)
    words = LongTextField(label="What was said", max_length=2000, required=False)
    is_told = forms.BooleanField(label="The family was told", required=False)
    language = LineField(label="Language", max_length=40, required=False)


class SampleFilter(Asked):
    """How the sample list is narrowed."""

    q = SearchField(label="Name")
    tier = forms.ChoiceField(
        choices=[("", "All tiers"), ("early", "Early"), ("intensive", "Intensive")], required=False
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what the page of components needs. The list and the form answer to the address."""
    sent = request.GET if "sent" in request.GET else None
    return {
        "trail": [("Today", "/"), ("Oak Middle School", "/"), ("Components", "")],
        "looks": LOOKS,
        "rate": 0.9512,
        "statuses": [(status, BADGES[status], NOTES.get(status, "")) for status in STATUSES],
        "tones": TONES,
        "page": _students(request),
        "sums": {"columns": OF_SUMS, "lines": [("students.csv", 12, 3), ("marks.csv", 840, 27)]},
        "none": list_page(request, NOBODY, [], asked=Asked({}), total=0),
        "rule": "CA-TRU-01",
        "citation": "Education Code 48260(a)",
        "days": [
            {"date": date(2026, 9, 3), "code": "U", "outcome": "Absent all day", "counted": True},
            {
                "date": date(2026, 9, 17),
                "code": "T",
                "outcome": "35 minutes late",
                "counted": True,
            },
            {"date": date(2026, 10, 8), "code": "E", "outcome": "Excused: illness"},
        ],
        "late": Number("12 past five school days", 12, "#students"),
        "facts": [
            ("Student ID", "0012345"),
            ("Grade", 7),
            ("Home language", "Armenian"),
            ("Ends", ""),
        ],
        "form": SampleForm(sent, today=TODAY),
        "charts": drawings.all_drawings(),
        "trend": drawings.spark(),
    }


def _students(request: HttpRequest) -> ListPage[Pupil]:
    form = SampleFilter(request.GET)
    words, tier = (form.asked("q") or "").casefold(), form.asked("tier")
    found = [one for one in pupils() if words in one.name.casefold() and tier in (None, one.tier)]
    chosen = form.chosen(STUDENTS)
    if chosen and chosen.key == "-absent":
        found.sort(key=lambda one: -one.absent)
    tabs = [
        Tab("", "Attendance", len(found)),
        Tab("contacts", "Contacts", 3),
        Tab("past", "History"),
    ]
    return list_page(request, STUDENTS, found, asked=form, tabs=tabs, total=len(found))


def pupils() -> Sequence[Pupil]:
    """Return the sample's rows by name; the same at every call."""
    firsts = FIRST.split()
    return [
        Pupil(
            name=f"{family}, {first}",
            sis_id=f"S-{place + 1:04d}",
            school=f"{('Roosevelt HS', 'Glendale MS', 'Muir ES')[place % 3]} · Grade {3 + place % 9}",
            tier=("early", "intensive", "")[place % 3],
            absent=place * 7 % 31,
            rate=round(99 - (place * 7 % 31) * 1.3, 1),
            status=STATUSES[place % len(STATUSES)],
            days=place % 12,
            reached=None if place % 4 == 0 else date(2026, 11, 1 + place % 19),
        )
        for place, (family, first) in enumerate(
            (family, first) for family in FAMILIES for first in firsts
        )
    ]
