"""A service that no plan asked for is logged for one student, and taken back."""

from functools import partial
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from audit.queries import undo_tag
from core.addresses import with_query
from core.keys import key_of, sent_key
from core.refusals import attempt
from law.queries import practice_in_force
from plans import actions
from plans.forms import ServiceForm
from plans.models import ServiceGiven
from plans.queries.services import given_lately
from plans.queries.undoings import OF_SERVICE
from students.models import Student


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def give(request: StaffRequest) -> HttpResponse:
    """Log a service for a student; below stand those of the last weeks that no plan asked for."""
    student = fetch(
        request, Student, Permission.NOTE_WRITE, key_of(request.GET.get("student", ""))
    )
    on = request.scope.on
    blank = partial(ServiceForm, today=on, kinds=practice_in_force(on).given)
    if request.method != "POST":
        return _form(request, student, blank(), uuid4())
    form, sent = blank(request.POST), sent_key(request.POST)
    if form.is_valid():
        give_ = partial(actions.give_service, request.act, client_uuid=sent, student=student)
        there = attempt(
            request,
            partial(give_, given=form.given()),
            _said,
            form=form,
            tags=lambda one: undo_tag(request.act, OF_SERVICE, one.pk),
        )
        if there.result:
            return redirect(_address(student.pk))
        if isinstance(there.refusal, actions.ServiceSavedOtherwise):
            sent = uuid4()  # sent once more, it is a second one
    return _form(request, student, form, sent)


def _said(service: ServiceGiven) -> str:
    return f"Logged: {service.minutes} minutes on {service.on:%a, %b %-d}."


def _address(student: int) -> str:
    return with_query(reverse("plans:give"), student=student)


def _form(request: StaffRequest, student: Student, form: ServiceForm, sent: UUID) -> HttpResponse:
    on = request.scope.on
    context = {
        "student": student,
        "form": form,
        "client_uuid": sent,
        "action": _address(student.pk),
        "given": given_lately(student.pk, on=on),
        "names": {code: one.name for code, one in practice_in_force(on).services.items()},
        "me": request.user.pk,
    }
    status = 422 if form.is_bound else 200
    return render(request, "plans/give.html", context, status=status)


@require_POST
@requires(Permission.NOTE_WRITE)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """A service that was logged by mistake counts for nothing."""
    service = fetch(request, ServiceGiven, Permission.NOTE_WRITE, pk)
    attempt(
        request, partial(actions.take_back_service, request.act, service=service), "Taken back."
    )
    return redirect(_address(service.student_id))
