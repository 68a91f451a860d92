"""Tasks that wait, one task, and what becomes of it: done, snoozed, dismissed, taken back."""

from functools import partial
from typing import Any

from crispy_forms.utils import render_crispy_form
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from accounts.access import Reach, StaffRequest, fetch, log_read, requires
from accounts.choices import Permission
from audit.rules import Act
from cases import actions
from cases.forms import WhoseForm
from cases.queries.tasks import case_of, name_of, of_open_cases
from core.addresses import back_to
from core.lists import ListKind, Nothing, list_page
from core.refusals import attempt
from core.templatetags.ui import short_day
from core.undo import opening, tagged
from students.queries.days import calendar_of
from tasks.access import own_tasks, tasks_for
from tasks.choices import DONE_ELSEWHERE, TaskKind, TaskState
from tasks.forms import DecideForm
from tasks.models import Task
from tasks.queries.lists import SHOWN, count_tasks, waiting_tasks
from tasks.rules.snoozing import next_morning

TASKS = ListKind(
    "tasks",
    "task,tasks",
    "Which tasks",
    Nothing(
        "No task waits here",
        "What changes overnight is listed in the morning, with its reason.",
        "check",
    ),
    per_page=25,
)
PEOPLE = ["student", "owner", "school", "decided_by"]


@require_safe
@requires(Permission.CASE_READ)
def tasks(request: StaffRequest) -> HttpResponse:
    """The viewer's own tasks; of a counselor or a school, those of cases, for whoever answers
    for them.
    """
    form, on = WhoseForm(request.GET), request.scope.on
    rows = _whose(request.scope, form)
    owner, school = form.asked("owner"), form.asked("school")
    name = name_of(rows, owner, school) if owner or school else ""
    show = form.asked("show") if form.asked("show") in SHOWN else "all"
    tabs = count_tasks(rows, on=on)
    page = list_page(
        request,
        TASKS,
        waiting_tasks(rows, show, on=on),
        asked=form,
        tabs=tabs,
        show=show,
        total=next(tab.count for tab in tabs if tab.key == show),
    )
    log_read(request, "tasks", [task.student_id for task in page])
    context = {
        "page": page,
        "whose": name,
        "today": on,
        "may": {"manage": bool(request.scope.carrying(Permission.CASE_MANAGE))},
    }
    return render(request, "desk/tasks.html", context)


def _whose(scope: Reach, form: WhoseForm) -> QuerySet[Task]:
    owner, school = form.key_of("owner"), form.key_of("school")
    if not (owner or school):
        return own_tasks(scope, on=scope.on)
    reach = tasks_for(scope, Permission.CASELOAD_READ, on=scope.on)
    return of_open_cases(reach.filter(**owner), **school)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_MANAGE)
def task(request: StaffRequest, pk: int) -> HttpResponse:
    """One task with its evidence; htmx gets its row alone."""
    found = fetch(request, Task, Permission.CASE_MANAGE, pk, related=PEOPLE)
    if request.method != "POST":
        return _page(request, found, DecideForm(key=found.pk, today=request.scope.on))
    form = DecideForm(request.POST, key=found.pk, today=request.scope.on)
    if not form.is_valid():
        return _page(request, found, form)
    if not request.htmx:
        decide = partial(_decide, request.act, found, form)
        there = reverse("task", args=[pk])
        attempt(request, decide, partial(_said, request), tags=partial(_undo, request, there))
        return redirect(back_to(request, there))
    decided = attempt(request, partial(_decide, request.act, found, form), form=form)
    found.refresh_from_db()
    row = {**_row(request, found), "refusal": decided.refusal}
    response = render(request, "tasks/_task.html", row)
    if told := _warning(request, found):
        trigger_client_event(response, "toast", {"text": told, "tone": "warn"})
    return response


def _said(request: StaffRequest, task: Task) -> str:
    """Say what became of a task, and where it waits for a day without school."""
    until = f" until {short_day(task.due_on)}" if task.state == TaskState.SNOOZED else ""
    said = f"{task.get_state_display()}{until}: {task.title}."
    return f"{said} {_warning(request, task)}".strip()


def _undo(request: StaffRequest, there: str, task: Task) -> str:
    """Offer to take a decision back; what was taken back is opened alone."""
    return tagged("undo-casework", request.act.at, opens=there) if task.undo else opening(there)


def _warning(request: StaffRequest, task: Task) -> str:
    if task.state != TaskState.SNOOZED:
        return ""
    return calendar_of(task.student_id, on=request.scope.on).warning_of(task.due_on)


def _page(request: StaffRequest, found: Task, form: DecideForm) -> HttpResponse:
    if found.kind == TaskKind.LOCATE:
        form.ask_for_finding()
    is_in_place = request.htmx and not request.htmx.boosted
    if is_in_place:
        form.fields["reason"].widget.attrs["autofocus"] = True
    # The form itself is there too: the title says that it was refused.
    context = {**_row(request, found), "form": form, "panel": _panel(request, form)}
    # Asked for by htmx, the row opens where it stands, and says there what is wrong.
    if is_in_place:
        return render(request, "tasks/_task.html", context)
    context["case"] = case_of(found)
    status = 422 if form.is_bound else 200
    return render(request, "desk/task.html", context, status=status)


def _panel(request: StaffRequest, form: DecideForm) -> str:
    drawn: str = render_crispy_form(form, context={"request": request, "user": request.user})
    return drawn


def _row(request: StaffRequest, found: Task) -> dict[str, Any]:
    """What the row of a task shows; `named` asks it for the student, as lists of many have it."""
    asked = request.POST if request.method == "POST" else request.GET
    return {
        "task": found,
        "today": request.scope.on,
        "may": {"manage": True},
        "name": asked.get("named") == "1",
    }


def _decide(act: Act, found: Task, form: DecideForm) -> Task:
    data = form.cleaned_data
    match data["action"]:
        case "do":
            # A plan is reviewed, and a request answered, on its page: no words here stand for it.
            note = "" if found.kind in DONE_ELSEWHERE else data["reason"]
            return actions.do(act, task=found, note=note)
        case "dismiss":
            return actions.dismiss(act, task=found, reason=data["reason"])
        case "later":
            calendar = calendar_of(found.student_id, on=act.on)
            until = next_morning(calendar, due_on=found.due_on, on=act.on)
            return actions.snooze(act, task=found, until=until, reason="")
        case "snooze":
            return actions.snooze(act, task=found, until=data["until"], reason=data["reason"])
        case _:
            return actions.undo(act, task=found)
