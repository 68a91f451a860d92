"""The list of requests for help, one request, and what is done with it."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires, schools_for
from accounts.choices import Permission
from audit.queries import undo_tag
from cases.access import may_do
from cases.models import Case
from core.addresses import back_to
from core.columns import Column, Columns
from core.keys import sent_key
from core.lists import ListKind, Nothing, Tab, list_page
from core.refusals import attempt
from core.undo import moment_from
from intake import actions
from intake.choices import RequestOutcome, WhyPaused
from intake.forms import (
    MINE,
    NOBODYS,
    AnswerRequestForm,
    CloseRequestForm,
    PauseRequestForm,
    RequestsForm,
)
from intake.models import HelpRequest
from intake.queries import lists
from intake.queries.drafts import draft_of
from intake.queries.steps import undone_of
from intake.queries.undoings import OF_REQUEST
from intake.rules.levels import is_late
from intake.rules.stages import REQUEST_STAGES
from law.queries import practice_today
from students.rules.names import by_name

REQUESTS = ListKind(
    "requests",
    "request,requests",
    "Requests by how far they are",
    Nothing(
        "No request is here",
        "What a teacher, a family, a student or an agency asks for is listed here until it is closed.",
    ),
    columns=Columns(
        Column("student", "Student"),
        Column("asked", "Asked"),
        Column("due", "Answer by"),
        Column("state", "How far"),
        Column("owner", "Looked after by"),
    ),
)
PEOPLE = ["student", "school", "owner", "written_by"]
Change = Callable[..., HelpRequest]


@require_safe
@requires(Permission.CASE_READ)
def inbox(request: StaffRequest) -> HttpResponse:
    """Requests within reach by how far they are, the most pressing first."""
    form, on = RequestsForm(request.GET), request.scope.on
    schools = schools_for(request.scope, Permission.CASE_READ, on=on).order_by(*by_name())
    form.offer_schools(schools.values_list("name", "pk"))
    reached = _narrowed(request, form)
    parts = lists.shown_on(on)
    show = form.asked("show") if form.asked("show") in parts else "open"
    totals = lists.count_shown(reached, on=on)
    rows = reached.filter(parts[show][1]).select_related("student", "school", "owner")
    page = list_page(
        request,
        REQUESTS,
        rows.order_by("due_on", *by_name("student"), "pk"),
        asked=form,
        tabs=[Tab(key, label, totals[key]) for key, (label, _) in parts.items()],
        show=show,
        total=totals[show],
    )
    log_read(request, "intake:requests", [one.student_id for one in page])
    opened = lists.requests_to_work(request.scope, Permission.NOTE_WRITE, on=on)
    context = {
        "page": page,
        "today": on,
        "reads": bool(request.scope.carrying(Permission.NOTE_WRITE)),
        "opened": set(opened.filter(pk__in=[one.pk for one in page]).values_list("pk", flat=True)),
    }
    return render(request, "intake/requests.html", context)


def _narrowed(request: StaffRequest, form: RequestsForm) -> Any:
    found = lists.requests_for(request.scope, Permission.CASE_READ, on=request.scope.on)
    if form.school_id:
        found = found.filter(school=form.school_id)
    if form.asked("owner") == MINE:
        found = found.filter(owner=request.user.pk)
    if form.asked("owner") == NOBODYS:
        found = found.filter(owner=None)
    return found


@require_safe
@requires(Permission.NOTE_WRITE)
def request_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One request, with its words and what may be done with it."""
    return _page(request, _fetched(request, pk))


@require_POST
@requires(Permission.NOTE_WRITE)
def take(request: StaffRequest, pk: int) -> HttpResponse:
    return _plain(request, pk, actions.take, "You look after this request now.")


@require_POST
@requires(Permission.NOTE_WRITE)
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    return _plain(request, pk, actions.reopen, "The request is open again, and yours.")


@require_POST
@requires(Permission.NOTE_WRITE)
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    found, form = _fetched(request, pk), AnswerRequestForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _page(request, found, answer_form=form)
    change = partial(actions.answer, told=form.told())
    return _done(request, found, change, "The answer is on record.", answer_form=form)


@require_POST
@requires(Permission.NOTE_WRITE)
def pause(request: StaffRequest, pk: int) -> HttpResponse:
    found, form = _fetched(request, pk), PauseRequestForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _page(request, found, pause_form=form)
    until = form.cleaned_data["until"]
    change = partial(actions.pause, why=WhyPaused(form.cleaned_data["why"]), until=until)
    said = f"It rests until {until:%a, %b %-d}, and comes back to Today then."
    return _done(request, found, change, said, pause_form=form)


@require_POST
@requires(Permission.NOTE_WRITE)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    found, form = _fetched(request, pk), CloseRequestForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _page(request, found, close_form=form)
    change = partial(actions.close, outcome=RequestOutcome(form.cleaned_data["outcome"]))
    return _done(request, found, change, "The request is closed.", close_form=form)


@require_POST
@requires(Permission.NOTE_WRITE)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Have a request as it was before what the viewer did with it a moment ago."""
    found = _fetched(request, pk)
    at = moment_from(request.POST.get("at", ""))
    change = partial(actions.undo_step, request.act, request=found, done_at=at)
    said = "Undone: the request is as it was before. What was written stays with it, as undone."
    attempt(request, change, said)
    return redirect(back_to(request, reverse("intake:request", args=[found.pk])))


def _fetched(request: StaffRequest, pk: int) -> HelpRequest:
    return fetch(request, lists.requests_to_work, Permission.NOTE_WRITE, pk, related=PEOPLE)


def _plain(request: StaffRequest, pk: int, change: Change, said: str) -> HttpResponse:
    """Make a change that a button alone asks for."""
    found = _fetched(request, pk)
    made = partial(change, request.act, request=found, client_uuid=sent_key(request.POST))
    attempt(request, made, said, tags=lambda one: undo_tag(request.act, OF_REQUEST, one.pk))
    return redirect("intake:request", pk=found.pk)


def _done(
    request: StaffRequest,
    found: HelpRequest,
    change: Change,
    said: str,
    **sent: Form,
) -> HttpResponse:
    """Make the change of a form, or show the form with why not."""
    [form] = sent.values()
    made = partial(change, request.act, request=found, client_uuid=sent_key(request.POST))
    tags = partial(undo_tag, request.act, OF_REQUEST, found.pk)
    if attempt(request, made, said, form=form, tags=lambda _: tags()):
        return redirect("intake:request", pk=found.pk)
    return _page(request, _fetched(request, found.pk), **sent)


def _page(request: StaffRequest, found: HelpRequest, **sent: Form) -> HttpResponse:
    on, may = request.scope.on, may_do(request.scope, found.student)
    draft = draft_of(found, owner=str(found.owner or request.user), on=on)
    begin = {"words": draft.english, "how": found.reply_how, "on": on}
    sensitive = {code for code, one in practice_today().barriers.items() if one.sensitive}
    steps = list(found.steps.select_related("by").order_by("pk"))
    context: dict[str, Any] = {
        "found": found,
        "student": found.student,
        "steps": steps,
        "undone": undone_of(steps),
        "verbs": REQUEST_STAGES.verbs(found.state),
        "is_mine": found.owner_id == request.user.pk,
        "is_late": is_late(found.last_day_in_time, on=on),
        "may": may,
        "case": Case.objects.open().filter(student=found.student).first(),
        "draft": draft,
        "sensitive": sensitive,
        "client_uuid": uuid.uuid4(),
        "answer_form": AnswerRequestForm(initial=begin, today=on),
        "pause_form": PauseRequestForm(today=on),
        "close_form": CloseRequestForm(today=on),
        "sent": next(iter(sent), ""),
        "trail": [("Requests for help", reverse("intake:requests")), (str(found.student), "")],
        **sent,
    }
    return render(request, "intake/request.html", context, status=422 if sent else 200)
