"""Check-ins and check-outs of today: one tap for each student in the morning, one at the end of the day."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires
from accounts.choices import Permission
from core.columns import Column, Columns
from core.lists import Asked, ListKind, Nothing, Tab, list_page
from core.refusals import attempt, refuse
from law.queries import practice_in_force
from plans import actions
from plans.choices import CheckState
from plans.forms import VERBS, CheckForm
from plans.models import CheckDay, Strategy
from plans.queries.checks import CheckLine, checks_for, lines_of, open_checks, own_checks

CHECKS = ListKind(
    "checks",
    "student,students",
    "Check-ins",
    Nothing(
        "Nobody to check in today",
        "A plan with a check-in and check-out puts its student here, once you say that you do it.",
        "circle-check",
    ),
    per_page=25,
    columns=Columns(
        Column("student", "Student"),
        Column("adult", "Done by"),
        Column("state", "Today"),
        Column("act", "Check in or out", is_unseen=True),
    ),
)
TABS = (Tab("", "Mine"), Tab("open", "Mine to do"), Tab("all", "Everybody’s"))
RELATED = ["plan", "plan__student"]


@require_safe
@requires(Permission.NOTE_WRITE)
def checks(request: StaffRequest) -> HttpResponse:
    """Who is checked in and out today: by the viewer, or by anybody."""
    return _list(request, show=request.GET.get("show", ""))


def _list(
    request: StaffRequest, *, show: str, sent: CheckForm | None = None, key: int = 0
) -> HttpResponse:
    on, asked = request.scope.on, Asked(request.GET)
    practice = practice_in_force(on)
    show = show if show in ("open", "all") else ""
    mine = open_checks if show == "open" else own_checks
    everybodys = checks_for(request.scope, practice, on=on)
    if sent:  # what came back is on the page, wherever it stands in the list
        show, everybodys = "all", everybodys.filter(pk=key)
    page = list_page(
        request,
        CHECKS,
        everybodys if show == "all" else mine(request.scope, on=on),
        asked=asked,
        tabs=TABS,
        show=show,
        path=reverse("plans:checks"),
    )
    lines = lines_of(list(page), on=on)
    log_read(request, "plans:checks", [line.student.pk for line in lines])
    rows_shown = [
        (line, _form_of(line, sent if line.strategy.pk == key else None)) for line in lines
    ]
    context: dict[str, Any] = {
        "page": page,
        "rows": rows_shown,
        "show": show,
        "verbs": dict(VERBS),
    }
    return render(request, "plans/checks.html", context, status=422 if sent else 200)


def _form_of(line: CheckLine, sent: CheckForm | None) -> CheckForm:
    """Return the form of a line; points are asked for with the check-out alone."""
    form = sent or CheckForm(key=line.strategy.pk)
    if "out" not in line.verbs and not form.errors:
        form.hide("points")
    return form


@require_POST
@requires(Permission.NOTE_WRITE)
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Check one student in or out today, say that they are not here, or take that back."""
    strategy = fetch(request, Strategy, Permission.NOTE_WRITE, pk, related=RELATED)
    form, show = CheckForm(request.POST, key=pk), request.POST.get("show", "")
    if form.is_valid():
        kinds = practice_in_force(request.scope.on).services_of(strategy.code)
        kind = next(iter(kinds), None)
        tap = partial(
            actions.check,
            request.act,
            strategy=strategy,
            verb=form.cleaned_data["what"],
            seen=CheckState(form.cleaned_data["seen"]),
            points=form.cleaned_data["points"],
            minutes=kind.minutes if kind else None,
            service=kind.code if kind else "",
        )
        attempt(request, tap, partial(_said, strategy))
        return redirect(f"{reverse('plans:checks')}?show={show}" if show else "plans:checks")
    return _list(request, show=show, sent=form, key=pk)


def _said(strategy: Strategy, day: CheckDay) -> str:
    state = CheckState(day.state).label.lower()
    return f"{strategy.plan.student.full_name}: {state}."


@require_POST
@requires(Permission.NOTE_WRITE)
def take(request: StaffRequest, pk: int) -> HttpResponse:
    """Be the adult who checks a student in and out, or no longer."""
    strategy = fetch(request, Strategy, Permission.NOTE_WRITE, pk, related=RELATED)
    if strategy.code not in practice_in_force(request.scope.on).checks:
        refuse(request, "Nothing was changed: this is no check-in.")
        return redirect(f"{reverse('plans:checks')}?show=all")
    is_over = request.POST.get("what") == "release"
    change = actions.release_check if is_over else actions.take_check
    name = strategy.plan.student.full_name
    attempt(
        request,
        partial(change, request.act, strategy=strategy),
        f"{name} is {'no longer yours' if is_over else 'yours'} to check in.",
    )
    return redirect(f"{reverse('plans:checks')}?show=all")
