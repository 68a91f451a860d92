"""Services given at a school: who was served, how often and how long, by kind."""

from datetime import date, timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, requires, schools_for
from accounts.choices import Permission
from core.columns import Column, Columns
from core.keys import KeyField
from core.lists import Asked, ListKind, Nothing, Tab, list_page
from law.queries import practice_in_force
from plans.queries.services import served_at, totals_of
from students.rules import first_day_of, school_year_of
from students.rules.names import by_name

SERVED = ListKind(
    "served",
    "student,students",
    "Services given",
    Nothing(
        "Nothing was given here in this time",
        "What is logged in plans, sessions of groups and check-ins is counted here.",
        "list-check",
    ),
    per_page=25,
    columns=Columns(
        Column("student", "Student"),
        Column("kinds", "What was given"),
        Column("times", "Times", is_number=True),
        Column("minutes", "Minutes", is_number=True),
    ),
)
TABS = (Tab("", "Four weeks"), Tab("year", "This school year"))
FOUR_WEEKS = timedelta(days=27)


class ServedForm(Asked):
    school = KeyField(label="School", required=False, widget=forms.Select)


@require_safe
@requires(Permission.NOTE_WRITE)
def services(request: StaffRequest) -> HttpResponse:
    """Who was served at one of the viewer's schools, and for how long."""
    asked, on = ServedForm(request.GET), request.scope.on
    reached = schools_for(request.scope, Permission.NOTE_WRITE, on=on)
    schools = {one.pk: one for one in reached.order_by(*by_name())}
    asked.offer("school", [(pk, one.name) for pk, one in schools.items()])
    school = schools.get(asked.asked("school")) or next(iter(schools.values()), None)
    show = "year" if asked.asked("show") == "year" else ""
    practice = practice_in_force(on)
    since = _since(show, on)
    lines = served_at(request.scope, school, practice, since=since, on=on) if school else []
    page = list_page(request, SERVED, lines, asked=asked, tabs=TABS, show=show)
    log_read(request, "plans:services", [line.student.pk for line in page])
    context = {"page": page, "school": school, "since": since, "totals": totals_of(lines)}
    return render(request, "plans/services.html", context)


def _since(show: str, on: date) -> date:
    return first_day_of(school_year_of(on)) if show == "year" else on - FOUR_WEEKS
