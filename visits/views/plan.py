"""Planning a visit, from a student's page or from a task."""

from functools import partial
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, fetch, fetch_all, log_read, requires
from accounts.choices import Permission
from accounts.models import User
from contacts.access import at_home_with
from contacts.queries import siblings_to_name
from core.addresses import with_query
from core.keys import key_of, keys_of, sent_key
from core.refusals import attempt
from core.undo import opening
from students.models import Student
from students.queries.days import calendar_of
from tasks.models import Task
from visits import actions
from visits.forms import PlanVisitForm
from visits.models import Visit
from visits.queries.alone import warnings_of
from visits.queries.colleagues import colleagues_for


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def plan(request: StaffRequest) -> HttpResponse:
    """Plan a visit to a student's home; without a student, say how to find one."""
    key = key_of(request.GET.get("student", ""))
    if not key and request.method != "POST":
        return render(request, "visits/plan_whom.html")
    student = fetch(request, Student, Permission.NOTE_WRITE, key)
    people = people_for(request, [student])
    if request.method != "POST":
        day = calendar_of(student.pk, on=request.scope.on).next_from(request.scope.on)
        begins = {"day": day, "goes": request.user.pk}
        form = PlanVisitForm(initial=begins, people=people, today=request.scope.on)
        return _form(request, student, form)
    form = PlanVisitForm(request.POST, people=people, today=request.scope.on)
    if form.is_valid():
        change = partial(
            actions.plan_visit,
            request.act,
            client_uuid=sent_key(request.POST),
            students=[student, *_others(request, student)],
            plan=form.plan(),
            task=_task(request, student),
        )
        if made := attempt(request, change, _said, form=form, tags=_opens).result:
            return redirect("visits:visit", pk=made.pk)
    return _form(request, student, form)


def people_for(request: StaffRequest, students: list[Student]) -> list[User]:
    """Return whom a visit to these students can name: the viewer first."""
    others = colleagues_for(students, on=request.scope.on)
    return [request.user, *(one for one in others if one.pk != request.user.pk)]


def _others(request: StaffRequest, student: Student) -> list[Student]:
    keys = [key for key in keys_of(request.POST.getlist("student")) if key != student.pk]
    return fetch_all(request, at_home_with(student), Permission.NOTE_WRITE, keys) if keys else []


def _task(request: StaffRequest, student: Student) -> Task | None:
    key = key_of(request.GET.get("task", ""))
    return Task.objects.pending().filter(pk=key, student=student).first() if key else None


def _said(made: Visit) -> str:
    asked = f" {made.partner} confirms it." if made.partner else ""
    return f"The visit is planned for {made.day:%a, %b %-d}.{asked}"


def _opens(made: Visit) -> str:
    return opening(reverse("visits:visit", args=[made.pk]))


def _form(request: StaffRequest, student: Student, form: PlanVisitForm) -> HttpResponse:
    siblings = [one for one in siblings_to_name(request.scope, student) if one.in_reach]
    log_read(request, "plan-visit", [one.pk for one in siblings])
    address = with_query(
        reverse("plan-visit"), student=student.pk, task=key_of(request.GET.get("task", "")) or None
    )
    sent = request.POST.getlist("student")
    context = {
        "student": student,
        "form": form,
        "action": address,
        "client_uuid": sent_key(request.POST) if form.is_bound else uuid4(),
        "siblings": siblings,
        "also": set(sent) if form.is_bound else {one.key for one in siblings},
        "warnings": warnings_of([student]),
        "today": request.scope.on,
    }
    return render(request, "visits/plan.html", context, status=422 if form.is_bound else 200)
