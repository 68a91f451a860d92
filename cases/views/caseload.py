"""My caseload, and everybody's for whoever answers for them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case as Choose
from django.db.models import F, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, requires
from accounts.choices import Permission
from attendance.choices import Tier
from attendance.forms import MOST_OFFERED
from cases.access import answered_cases, own_cases
from cases.forms import CaseloadForm, EverybodyForm
from cases.models import Case
from cases.queries import count_cases, own_waiting, rows_of
from cases.queries.assignable_staff import owners_of, schools_of
from cases.queries.caseload import IDLE, Caseload, overdue, unreached, with_letters
from core.columns import CHOOSE, Column, Columns
from core.lists import ListKind, Nothing, Sort, Tab, list_page
from letters.choices import Stage
from students.queries import known_as
from students.rules.names import by_name

# The tier with the most support stands first.
MOST_SUPPORT = Choose(
    *(When(tier=tier, then=Value(rank)) for rank, tier in enumerate(reversed(Tier.values)))
)
BY_NAME = (*by_name("student"), "pk")
SOONEST = F("next_due_on").asc(nulls_last=True)
SORTS = (
    Sort("next", "Next action first", (SOONEST, *BY_NAME)),
    Sort(
        "reached",
        "Longest not reached",
        (F("last_reached_on").asc(nulls_first=True), "opened_on", *BY_NAME),
    ),
    Sort("tier", "Tier", (MOST_SUPPORT, SOONEST, *BY_NAME)),
    Sort("name", "Name", BY_NAME),
)
NO_SUCH_CASE = Nothing("No case fits this view", "Choose another view.", "circle-check")
CASES = ListKind(
    "caseload",
    "case,cases",
    "Cases",
    Nothing(
        "No case is open",
        "Open one from a student’s page: it keeps what was said, what is next, and who was reached.",
        "folder",
    ),
    sorts=SORTS,
    per_page=25,
    columns=Columns(
        CHOOSE,
        Column("student", "Student", sort="name"),
        Column("next", "Next action", sort="next"),
        Column("reached", "Last reached", sort="reached"),
        Column("tier", "Tier", sort="tier"),
        Column("status", "Status"),
        Column("weeks", "Eight weeks absent"),
        Column("owner", "Counselor"),
    ),
)


@require_safe
@requires(Permission.CASE_MANAGE)
def caseload(request: StaffRequest) -> HttpResponse:
    """The viewer's own open cases."""
    form = CaseloadForm(request.GET)
    cases = own_cases(request.scope, on=request.scope.on)
    load = own_waiting(request.scope, on=request.scope.on)
    return _list(request, form, cases, load, CASES.columns.without("choose", "owner"))


@require_safe
@requires(Permission.CASELOAD_READ)
def everybody(request: StaffRequest) -> HttpResponse:
    """The open cases within the viewer's reach, by counselor and school."""
    form, on = EverybodyForm(request.GET), request.scope.on
    reach = answered_cases(request.scope, on=on)
    owners = [(one.pk, str(one)) for one in owners_of(reach)]
    schools = [(one.pk, one.name) for one in schools_of(request.scope, on=on)]
    everybody = [("", "Everybody"), ("none", "Nobody"), *_few(owners, form.asked("owner"))]
    form.offer("owner", everybody)
    form.offer("school", [("", "All schools"), *_few(schools, form.asked("school"))])
    may_assign = bool(request.scope.carrying(Permission.CASE_ASSIGN))
    columns = CASES.columns if may_assign else CASES.columns.without("choose")
    context = {"may_assign": may_assign, "is_everybody": True}
    cases = reach.filter(form.of_whom())
    return _list(request, form, cases, count_cases(cases, on=on), columns, **context)


def _few(options: Sequence[tuple[int, str]], asked: str | None) -> list[tuple[int, str]]:
    """Return what a box offers: of very many only the one asked for. The dashboard leads to the others."""
    return [one for one in options if len(options) <= MOST_OFFERED or str(one[0]) == asked]


def _list(
    request: StaffRequest,
    form: CaseloadForm,
    cases: QuerySet[Case],
    load: Caseload,
    columns: Columns,
    **more: Any,
) -> HttpResponse:
    on, show = request.scope.on, form.asked("show") or ""
    show = show if show in VIEWS else ""
    tabs, tiers = _counted(cases, form, show, load, on)
    form.count("tier", tiers)
    found = _narrowed(cases, form, show, load, on).order_by(*form.order(CASES))
    page = list_page(
        request,
        CASES,
        found.select_related("owner") if "owner" in columns else found,
        asked=form,
        show=show,
        total=_views(tabs).get(show),  # counted with the views: a statement less
        instead=NO_SUCH_CASE if load.total else None,
        columns=columns,
    )
    page.tabs = _tabs(tabs, show, page.total)
    rows = rows_of(list(page), on=on, unreached_days=load.unreached_days)
    log_read(request, "cases:caseload", [row.case.student_id for row in rows])
    context = {"page": page, "rows": rows, "load": load, "today": on}
    return render(request, "cases/caseload.html", {**context, **more})


VIEWS = ("", "unreached", "overdue", "idle", "letters_due", "letters_late")


def _tabs(load: Caseload, show: str, total: int | None) -> list[Tab]:
    """The views; those of letters only while one is open, since nobody counted the others."""
    letters = {"letters_due": "A letter is due", "letters_late": "A letter is late"}
    labels = {"": "All", "unreached": load.unreached_label, "overdue": "Overdue"}
    labels["idle"] = "No next action"
    return [
        *(Tab(view, labels[view], count) for view, count in _views(load).items()),
        *(Tab(show, letters[show], total) for _ in [0] if show in letters),
    ]


def _views(load: Caseload) -> dict[str, int]:
    return {
        "": load.total,
        "unreached": load.unreached,
        "overdue": load.overdue,
        "idle": load.idle,
    }


def _counted(
    cases: QuerySet[Case], form: CaseloadForm, show: str, load: Caseload, on: date
) -> tuple[Caseload, Mapping[str, int]]:
    """Return the counts of the views and those of the tiers: what a view counts is narrowed as the
    list is but for the view, and so with the tiers. Nothing is counted that is known.
    """
    tier, text = form.asked("tier"), form.asked("q")
    named = cases.filter(known_as(text or "", "student"))
    views, tiers = load, load.tiers
    if tier or text:
        views = count_cases(named.filter(tier=tier) if tier else named, on=on)
    if show or text:
        shown = named.filter(_view(show, load, on)) if show else named
        tiers = count_cases(shown, on=on).tiers
    return views, tiers


def _narrowed(
    cases: QuerySet[Case], form: CaseloadForm, show: str, load: Caseload, on: date
) -> QuerySet[Case]:
    tier, text = form.asked("tier"), form.asked("q")
    if show:
        cases = cases.filter(_view(show, load, on))
    if tier:
        cases = cases.filter(tier=tier)
    return cases.filter(known_as(text or "", "student"))


def _view(view: str, load: Caseload, on: date) -> Q:
    match view:
        case "unreached":
            return unreached(on, load.unreached_days)
        case "overdue":
            return overdue(on)
        case "letters_due":
            return with_letters(stages=[Stage.DUE])
        case "letters_late":
            return with_letters(late_on=on)
    return IDLE
