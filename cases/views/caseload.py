"""My caseload, and everybody's for whoever answers for them."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case as Choose
from django.db.models import F, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, requires
from accounts.choices import Permission
from attendance.choices import Tier
from cases.access import cases_for, own_cases
from cases.forms import CaseloadForm
from cases.models import Case
from cases.queries import count_cases, own_waiting, rows_of
from cases.queries.assignable_staff import owners_of, schools_of
from cases.queries.caseload import IDLE, Caseload, overdue, unreached, with_letters
from letters.choices import Stage
from students.queries import with_words, words_of

PER_PAGE = 25
# The tier with the most support stands first.
MOST_SUPPORT = Choose(
    *(When(tier=tier, then=Value(rank)) for rank, tier in enumerate(reversed(Tier.values)))
)
ORDERS = {
    "next": (F("next_due_on").asc(nulls_last=True), "pk"),
    "reached": (F("last_reached_on").asc(nulls_first=True), "opened_on", "pk"),
    "name": ("student__last_name", "student__first_name", "pk"),
    "tier": (MOST_SUPPORT, F("next_due_on").asc(nulls_last=True), "pk"),
}


@require_safe
@requires(Permission.CASE_MANAGE)
def caseload(request: StaffRequest) -> HttpResponse:
    """The viewer's own open cases."""
    form = CaseloadForm(request.GET)
    cases = own_cases(request.scope, on=request.scope.on)
    load = own_waiting(request.scope, on=request.scope.on)
    return _list(request, form, cases, load)


@require_safe
@requires(Permission.CASELOAD_READ)
def everybody(request: StaffRequest) -> HttpResponse:
    """The open cases within the viewer's reach, by counselor and school."""
    form, on = CaseloadForm(request.GET), request.scope.on
    reach = cases_for(request.scope, Permission.CASELOAD_READ, on=on).filter(closed_on=None)
    context = {
        "owners": owners_of(reach),
        "schools": schools_of(request.scope, on=on),
        "may_assign": bool(request.scope.carrying(Permission.CASE_ASSIGN)),
        "is_everybody": True,
    }
    cases = reach.filter(form.of_whom())
    return _list(request, form, cases, count_cases(cases, on=on), **context)


def _list(
    request: StaffRequest,
    form: CaseloadForm,
    cases: QuerySet[Case],
    load: Caseload,
    **more: Any,
) -> HttpResponse:
    on = request.scope.on
    chosen = _narrowed(cases, form, load, on)
    order = ORDERS[form.asked("sort") or "next"]
    pages = Paginator(chosen.order_by(*order).select_related("owner"), PER_PAGE)
    known = _known(form, load)
    if known is not None:
        vars(pages)["count"] = known  # counted with the views: a statement less
    page = pages.get_page(form.asked("page"))
    rows = rows_of(list(page), on=on, unreached_days=load.unreached_days)
    log_read(request, "cases:caseload", [row.case.student_id for row in rows])
    context = {"page": page, "rows": rows, "load": load, "asked": form.asked_all(), "today": on}
    template = "cases/_caseload.html" if request.htmx else "cases/caseload.html"
    return render(request, template, {**context, **more})


def _known(form: CaseloadForm, load: Caseload) -> int | None:
    """Return how many cases are shown, where the counts of the views say it, or None."""
    view, tier = form.asked("view"), form.asked("tier")
    if form.asked("q") or (view and tier):
        return None
    if tier:
        return load.tiers[tier]
    views = {"unreached": load.unreached, "overdue": load.overdue, "idle": load.idle}
    return views.get(view) if view else load.total


def _narrowed(
    cases: QuerySet[Case], form: CaseloadForm, load: Caseload, on: Any
) -> QuerySet[Case]:
    view, tier, text = form.asked("view"), form.asked("tier"), form.asked("q")
    if view:
        cases = cases.filter(_view(view, load, on))
    if tier:
        cases = cases.filter(tier=tier)
    for word in words_of(text or ""):
        named = with_words([word], "student__search_key")
        cases = cases.filter(named | Q(student__sis_id=word))
    return cases


def _view(view: str, load: Caseload, on: Any) -> Q:
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
