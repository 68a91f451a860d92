"""Made-up facts for templates/components/gallery.html."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string

from core.fields import DayField, LineField, LongTextField, Option
from core.forms import FilledForm, More, Picks, Row
from core.lists import Asked, ListKind, ListPage, Nothing, SearchField, Sort, Tab, list_page
from law.packs import load_pack
from tests.core import drawings

STATUSES = (
    "none",
    "watch",
    "report_due",
    "truant",
    "truant_repeat",
    "habitual_eligible",
    "habitual",
)
BADGES = load_pack("california").section("badges")
NOTES = load_pack("california").section("badge_notes")
TONES = ("quiet", "good", "info", "warn", "grave", "worst", "danger")
NAVIGATION = (
    ("Today", "home"),
    ("Students", "users"),
    ("Cases", "folder"),
    ("Hearings", "gavel"),
    ("Schools", "school"),
    ("Imports", "database-import"),
)
STUDENTS = (
    ("Abrahamyan, Narek", "Roosevelt HS · Grade 10", 14, 82.4, "truant", 5, date(2026, 11, 19)),
    ("Castro, Íñigo", "Glendale MS · Grade 7", 9, 88.0, "report_due", 3, None),
    ("Kim, 서연", "Hoover HS · Grade 11", 21, 71.2, "habitual", 11, date(2026, 11, 3)),
    ("Nguyễn, Ánh", "Roosevelt HS · Grade 9", 17, 79.5, "truant_repeat", 8, date(2026, 10, 8)),
    ("O’Neill-Vanderbeck, Maximiliana", "Muir ES · Grade 3", 6, 93.1, "watch", 1, None),
)


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
    q = SearchField(label="Name")
    tier = forms.ChoiceField(choices=[("", "All tiers"), ("early", "Early (12)")], required=False)


def _listed(rows: list[Any], *, name: str = "students", **asked: str) -> ListPage[Any]:
    """The second of several pages of a list, or one that nothing fits."""
    kind = ListKind(
        name,
        "student,students",
        f"Sample of {name}",
        Nothing("Nobody"),
        sorts=(Sort("name", "Name"), Sort("-absent", "Most days absent")),
        per_page=25,
    )
    request = HttpRequest()
    request.path = "/components"
    return list_page(
        request,
        kind,
        rows,
        asked=SampleFilter({"page": "2", **asked}),
        tabs=[Tab("", "Attendance", 14), Tab("contacts", "Contacts", 3), Tab("past", "History")],
        total=412 if rows else 0,
        is_cut=True,
    )


def context() -> dict[str, Any]:
    """Return what the gallery's template needs; the same at every call."""
    form = SampleForm({"reached": "mother", "on": "yesterday"}, today=date(2026, 11, 22))
    students = [
        SimpleNamespace(
            name=name,
            school=school,
            absent=absent,
            rate=rate,
            words=f"{rate}%",
            status=status,
            badge=BADGES[status],
            days=days,
            reached=reached,
        )
        for name, school, absent, rate, status, days, reached in STUDENTS
    ]
    citation = "Education Code 48260(a)"
    return {
        "user": SimpleNamespace(is_authenticated=True, email="dana@example.org"),
        "roles": ["Counselor"],
        "theme": "auto",
        "district_name": "Demonstration Unified School District",
        "navigation": [
            SimpleNamespace(label=label, url="/", icon=icon, current=label == "Students")
            for label, icon in NAVIGATION
        ],
        "data_as_of": datetime(2026, 11, 22, 2, 14, tzinfo=ZoneInfo("America/Los_Angeles")),
        "trail": [("Today", "/"), ("Oak Middle School", "/"), ("Components", "")],
        "rate": 0.9512,
        "statuses": [(status, BADGES[status], NOTES.get(status, "")) for status in STATUSES],
        "tones": TONES,
        "students": students,
        "page": _listed(students),
        "none": _listed([], q="zz", name="nobody"),
        "rule": "CA-TRU-01",
        "citation": citation,
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
        "facts": [
            ("Student ID", "0012345"),
            ("Grade", 7),
            ("Home language", "Armenian"),
            ("Ends", ""),
        ],
        "form": form,
        "charts": drawings.all_drawings(),
        "trend": drawings.spark(),
    }


def render(**changes: Any) -> str:
    """Return the gallery as a page, with parts of its context changed."""
    request = HttpRequest()
    request.path = "/components"
    return render_to_string("components/gallery.html", {**context(), **changes}, request)
