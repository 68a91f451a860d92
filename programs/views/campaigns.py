"""What schools do for all: the list, a school's year, and one campaign."""

from calendar import month_name
from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, requires, schools_for
from accounts.choices import Permission
from core.columns import Column, Columns
from core.lists import ListKind, Nothing, Tab, list_page
from law.packs import CampaignIdea
from law.queries import practice_in_force
from programs.choices import CampaignState
from programs.forms import LANGUAGES, MINE, CampaignsForm, LookBackForm, ReachedForm
from programs.models import Campaign
from programs.queries import campaigns as found
from programs.queries.effect import effect_of, year_seen
from programs.rules.effect import goal_is_met
from programs.rules.stages import TO_COME
from students.models import School
from students.rules import school_year_of
from students.rules.names import by_name

CAMPAIGNS = ListKind(
    "campaigns",
    "campaign,campaigns",
    "Campaigns by how far they are",
    Nothing(
        "Nothing is planned here",
        "A school’s year shows ideas for each month. Choose a school to plan from them.",
        "calendar-event",
    ),
    per_page=25,
    columns=Columns(
        Column("name", "What"),
        Column("days", "Days"),
        Column("owner", "Looked after by"),
        Column("people", "Reached", is_number=True),
    ),
)
FEW_SCHOOLS = 4  # whose years stand beside the list, one by one
SOONEST_FIRST = ("year", "now", "to_come")
PEOPLE = ["school", "owner", "planned_by", "state_by"]


class CampaignMonth(NamedTuple):
    """One month of a school's year: what begins in it, and the pack's ideas that nobody took up."""

    name: str
    is_now: bool
    planned: list[Campaign]
    ideas: list[CampaignIdea]


@require_safe
@requires(Permission.ATTENDANCE_READ)
def campaigns(request: StaffRequest) -> HttpResponse:
    """What the viewer's schools do for all, by how far it is."""
    asked, on = CampaignsForm(request.GET), request.scope.on
    schools = schools_for(request.scope, Permission.ATTENDANCE_READ, on=on).order_by(*by_name())
    there = dict(schools.values_list("pk", "name"))
    asked.offer_schools((name, pk) for pk, name in there.items())
    parts = found.shown_on(on)
    show = asked.asked("show") if asked.asked("show") in parts else "year"
    rows = found.campaigns_for(request.scope, Permission.ATTENDANCE_READ, on=on)
    if asked.school_id:
        rows = rows.filter(school=asked.school_id)
    if asked.asked("owner") == MINE:
        rows = rows.filter(owner=request.user.pk)
    rows = rows.filter(parts[show][1])
    first = "starts_on" if show in SOONEST_FIRST else "-starts_on"
    page = list_page(
        request,
        CAMPAIGNS,
        found.counted(rows)
        .select_related("school", "owner")
        .order_by(first, *by_name("school"), "pk"),
        asked=asked,
        tabs=[Tab(key, label) for key, (label, _) in parts.items()],
        show=show,
        total=rows.count(),
    )
    few = there if len(there) <= FEW_SCHOOLS else {}
    may_welcome = bool(request.scope.carrying(Permission.NOTE_WRITE))
    context = {"page": page, "years": few, "may_welcome": may_welcome}
    return render(request, "programs/campaigns.html", context)


@require_safe
@requires(Permission.ATTENDANCE_READ)
def year(request: StaffRequest, pk: int) -> HttpResponse:
    """What one school does for all in this school year, month by month, over its days missed."""
    school = fetch(request, School, Permission.ATTENDANCE_READ, pk)
    on = request.scope.on
    this = school_year_of(on)
    planned = found.year_of(school.pk, this)
    context = {
        "school": school,
        "year": this,
        "seen": year_seen(school.pk, this, planned),
        "months": _months(planned, on),
        "may_plan": reaches(request, school),
        "trail": [
            ("For all students", reverse("programs:campaigns")),
            (school.name, ""),
        ],
    }
    return render(request, "programs/year.html", context)


def _months(planned: list[Campaign], on: date) -> list[CampaignMonth]:
    ideas = found.ideas_left(practice_in_force(on), planned)
    return [
        CampaignMonth(
            month_name[month],
            month == on.month,
            [one for one in planned if one.starts_on.month == month],
            ideas[month],
        )
        for month in found.MONTHS
    ]


def reaches(request: StaffRequest, school: School) -> bool:
    """Return whether the viewer may plan for a school. One statement."""
    mine = schools_for(request.scope, Permission.NOTE_WRITE, on=request.scope.on)
    return mine.filter(pk=school.pk).exists()


@require_safe
@requires(Permission.ATTENDANCE_READ)
def campaign(request: StaffRequest, pk: int) -> HttpResponse:
    """What one campaign is, who was reached, and what was missed around it."""
    one = fetch(request, found.campaigns_for, Permission.ATTENDANCE_READ, pk, related=PEOPLE)
    return campaign_page(request, one)


def campaign_page(request: StaffRequest, one: Campaign, **forms: Any) -> HttpResponse:
    """Return the page of a campaign, with a form that was sent and refused in place of its own."""
    on = request.scope.on
    counts, effect = found.reached_of(one), effect_of(one, on=on)
    care = practice_in_force(on).care
    context = {
        "campaign": one,
        "when": one.when_on(on),
        "is_open": one.state == CampaignState.OPEN,
        "has_begun": one.when_on(on) != TO_COME,
        "counts": counts,
        "people": sum(row.people for row in counts),
        "effect": effect,
        "goal": goal_is_met(one.goal_missed, effect),
        "words": [(LANGUAGES[key], key, text) for key, text in one.words.items()],
        "care": [care[code] for code in one.care if code in care],
        "may_plan": reaches(request, one.school),
        "client_uuid": uuid4(),
        "reached_form": ReachedForm(today=on),
        "back_form": LookBackForm(initial={"again": one.again, "learned": one.learned}),
        **forms,
    }
    return render(request, "programs/campaign.html", context, status=422 if forms else 200)
