"""One visit, and what is done with it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires
from accounts.choices import Permission
from core.addresses import back_to
from core.keys import sent_key
from core.refusals import attempt
from visits import actions
from visits.access import visits_for
from visits.choices import WhyOff
from visits.forms import LONGER, ArriveForm, CallOffForm, PlanVisitForm
from visits.models import Visit
from visits.queries.day import PEOPLE, DayVisit, told
from visits.views.plan import people_for

Change = Callable[..., Visit]


@require_safe
@requires(Permission.NOTE_WRITE)
def visit(request: StaffRequest, pk: int) -> HttpResponse:
    """One visit: where, with whom, how far it is, and what may be done now."""
    return _page(request, _told(request, pk))


@require_POST
@requires(Permission.NOTE_WRITE)
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    return _plain(request, pk, actions.confirm, "Confirmed: you go along or stay within reach.")


@require_POST
@requires(Permission.NOTE_WRITE)
def stay(request: StaffRequest, pk: int) -> HttpResponse:
    change = partial(actions.stay, minutes=LONGER)
    return _plain(request, pk, change, "You have more time: the clock is set anew.")


@require_POST
@requires(Permission.NOTE_WRITE)
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    return _plain(request, pk, actions.leave, "Checked out. Write down what came of it.")


@require_POST
@requires(Permission.NOTE_WRITE)
def validate(request: StaffRequest, pk: int) -> HttpResponse:
    return _plain(request, pk, actions.validate, "The visit is signed off.")


@require_POST
@requires(Permission.NOTE_WRITE)
def resume(request: StaffRequest, pk: int) -> HttpResponse:
    return _plain(request, pk, actions.resume, "The visit is planned again.")


@require_POST
@requires(Permission.NOTE_WRITE)
def arrive(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _told(request, pk)
    form = ArriveForm(
        request.POST,
        visit=shown.visit,
        people=people_for(request, [*shown.students]),
        today=request.scope.on,
    )
    if not form.is_valid():
        return _page(request, shown, arrive_form=form)
    change = partial(actions.arrive, **form.cleaned_data)
    return _done(request, shown, change, _watched, arrive_form=form)


@require_POST
@requires(Permission.NOTE_WRITE)
def call_off(request: StaffRequest, pk: int) -> HttpResponse:
    shown, form = _told(request, pk), CallOffForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _page(request, shown, off_form=form)
    change = partial(actions.call_off, why=WhyOff(form.cleaned_data["why"]))
    return _done(request, shown, change, "The visit is called off.", off_form=form)


@require_POST
@requires(Permission.NOTE_WRITE)
def change(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _told(request, pk)
    people = people_for(request, [*shown.students])
    form = PlanVisitForm(request.POST, people=people, today=request.scope.on)
    if not form.is_valid():
        return _page(request, shown, plan_form=form)
    made = partial(actions.change_visit, plan=form.plan())
    return _done(request, shown, made, "The plan is changed.", plan_form=form)


def _watched(made: Visit) -> str:
    by = f"{localtime(made.back_by):%-I:%M %p}"
    return f"Checked in. {made.watcher} is told if you are not back by {by}."


def _told(request: StaffRequest, pk: int) -> DayVisit:
    found = fetch(request, visits_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    [shown] = told(request.scope, [found])
    log_read(request, "visits:visit", [one.pk for one in shown.students])
    return shown


def _plain(request: StaffRequest, pk: int, change: Change, said: Any) -> HttpResponse:
    """Make a change that a button alone asks for."""
    shown = _told(request, pk)
    sent = {"visit": shown.visit, "client_uuid": sent_key(request.POST)}
    attempt(request, partial(change, request.act, **sent), said)
    return redirect(back_to(request, reverse("visits:visit", args=[pk])))


def _done(
    request: StaffRequest, shown: DayVisit, change: Change, said: Any, **sent: Form
) -> HttpResponse:
    """Make the change of a form, or show the form with why not."""
    [form] = sent.values()
    what = {"visit": shown.visit, "client_uuid": sent_key(request.POST)}
    if attempt(request, partial(change, request.act, **what), said, form=form):
        return redirect("visits:visit", pk=shown.visit.pk)
    return _page(request, _told(request, shown.visit.pk), **sent)


def _page(request: StaffRequest, shown: DayVisit, **sent: Form) -> HttpResponse:
    found, on = shown.visit, request.scope.on
    people, verbs = people_for(request, [*shown.students]), shown.verbs
    begins = {name: getattr(found, name) for name in ("day", "purpose")}
    begins |= {"goes": found.goes_id, "partner": found.partner_id}
    context: dict[str, Any] = {
        "told": shown,
        "visit": found,
        "today": on,
        "steps": list(found.steps.select_related("by").order_by("-pk")),
        "verbs": verbs,
        "client_uuid": uuid4(),
        "arrive_form": ArriveForm(visit=found, people=people, today=on),
        "off_form": CallOffForm(today=on),
        "plan_form": PlanVisitForm(initial=begins, people=people, today=on),
        "sent": next(iter(sent), ""),
        "trail": [("Visits", reverse("visits:day")), (str(shown.students[0]), "")],
        **sent,
    }
    return render(request, "visits/visit.html", context, status=422 if sent else 200)
