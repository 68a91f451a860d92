"""Asking for help: one form, from a student's page or after finding the student."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission, Role
from accounts.rules import roles_with
from core.addresses import with_query
from core.keys import key_of, sent_key
from core.refusals import attempt
from core.undo import opening
from intake import actions
from intake.forms import AskForm
from intake.models import HelpRequest
from students.models import Student


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def ask(request: StaffRequest) -> HttpResponse:
    """Write down a request for help about a student; without one, say how to find them."""
    key = key_of(request.GET.get("student", ""))
    if not key and request.method != "POST":
        return render(request, "intake/ask_whom.html")
    student = fetch(request, Student, Permission.NOTE_WRITE, key)
    if request.method != "POST":
        form = AskForm(today=request.scope.on, initial={"seen": _newest(student)})
        return _form(request, student, form, uuid.uuid4())
    form, sent = AskForm(request.POST, today=request.scope.on), sent_key(request.POST)
    if form.is_valid():
        change = partial(
            actions.ask_for_help,
            request.act,
            client_uuid=sent,
            student=student,
            asked=form.asked(),
            seen=form.cleaned_data["seen"] or 0,
        )
        done = attempt(request, change, _said, form=form, tags=_opens)
        if done.result:
            return redirect("intake:request", pk=done.result.pk)
        if isinstance(done.refusal, actions.AskedMeanwhile):
            form.read_anew(_newest(student))
        if isinstance(done.refusal, actions.SentOtherwise):
            sent = uuid.uuid4()  # sent once more, the words are another request
    return _form(request, student, form, sent)


def _said(made: HelpRequest) -> str:
    return f"The request is saved. Whoever asked is answered by {made.due_on:%a, %b %-d}."


def _opens(made: HelpRequest) -> str:
    return opening(reverse("intake:request", args=[made.pk]))


def _open_ones(student: Student) -> list[HelpRequest]:
    found = HelpRequest.objects.open().filter(student=student).select_related("owner")
    return list(found.order_by("pk"))


def _newest(student: Student) -> int:
    return max((one.pk for one in _open_ones(student)), default=0)


def _form(request: StaffRequest, student: Student, form: AskForm, sent: uuid.UUID) -> HttpResponse:
    context = {
        "student": student,
        "form": form,
        "client_uuid": sent,
        "action": with_query(reverse("intake:ask"), student=student.pk),
        "open": _open_ones(student),
        "readers": [Role(role).label for role in roles_with(Permission.NOTE_WRITE)],
    }
    status = 422 if form.is_bound else 200
    return render(request, "intake/ask.html", context, status=status)
