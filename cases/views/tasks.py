"""A task, and what becomes of it: done, snoozed, dismissed, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, requires
from accounts.choices import Permission
from cases import actions
from cases.forms import DecideForm
from cases.models import Task
from cases.views.doors import back_to, get_task_or_404

OVER = "Nothing was changed: the task was done or dismissed in the meantime."


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_MANAGE)
def task(request: StaffRequest, pk: int) -> HttpResponse:
    """One task with its evidence; htmx gets its row alone."""
    found = get_task_or_404(request, Permission.CASE_MANAGE, pk)
    if request.method != "POST":
        return _page(request, found, DecideForm(today=request.scope.on))
    form = DecideForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _page(request, found, form)
    refusal = _decide(request, found, form)
    if request.htmx:
        context = {"task": found, "today": request.scope.on, "may": {"manage": True}}
        found.refresh_from_db()
        return render(request, "cases/_task.html", {**context, "refusal": refusal})
    if refusal:
        messages.error(request, refusal)
    return redirect(back_to(request, reverse("cases:task", args=[pk])))


def _page(request: StaffRequest, found: Task, form: DecideForm) -> HttpResponse:
    context = {"task": found, "form": form, "today": request.scope.on, "may": {"manage": True}}
    # Asked for by htmx, a mistake opens the page where it can be mended.
    if request.htmx and form.is_bound:
        context["errors"] = [error for errors in form.errors.values() for error in errors]
        return render(request, "cases/_task.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "cases/task.html", context, status=status)


def _decide(request: StaffRequest, found: Task, form: DecideForm) -> str:
    """Carry the decision out; return '' or why it was refused."""
    data = form.cleaned_data
    who: dict[str, Any] = {"by": request.user, "request_id": request.request_id}
    try:
        match data["action"]:
            case "do":
                actions.do(task=found, note=data["reason"], **who)
            case "dismiss":
                actions.dismiss(task=found, reason=data["reason"], **who)
            case "snooze":
                actions.snooze(task=found, until=data["until"], reason=data["reason"], **who)
            case _:
                actions.undo(task=found, **who)
    except actions.TaskIsOver:
        return OVER
    return ""
