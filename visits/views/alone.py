"""Do not visit alone: set for a student's home, and lifted."""

from datetime import timedelta
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from core.addresses import with_query
from core.keys import key_of, sent_key
from core.refusals import attempt
from law.queries import pack_today
from students.models import Student
from visits import actions
from visits.choices import WhyNotAlone
from visits.forms import NotAloneForm
from visits.models import NotAlone
from visits.queries.alone import warnings_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def not_alone(request: StaffRequest) -> HttpResponse:
    """Say that nobody visits a student's home alone; what stands already is lifted here."""
    student = fetch(
        request, Student, Permission.NOTE_WRITE, key_of(request.GET.get("student", ""))
    )
    today = request.scope.on
    if request.method != "POST":
        days = timedelta(days=pack_today().value("visits.review_days"))
        form = NotAloneForm(initial={"review_on": today + days}, today=today)
        return _form(request, student, form)
    form = NotAloneForm(request.POST, today=today)
    if form.is_valid():
        change = partial(
            actions.warn,
            request.act,
            client_uuid=sent_key(request.POST),
            student=student,
            reason=WhyNotAlone(form.cleaned_data["reason"]),
            review_on=form.cleaned_data["review_on"],
        )
        if attempt(request, change, "Nobody goes there alone from now on.", form=form):
            return redirect("student", pk=student.pk)
    return _form(request, student, form)


@require_POST
@requires(Permission.NOTE_WRITE)
def lift(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that one may go alone again."""
    warning = fetch(request, NotAlone, Permission.NOTE_WRITE, pk, related=["student"])
    change = partial(actions.lift, request.act, warning=warning)
    attempt(request, change, "Lifted: one may go there alone again.")
    return redirect(with_query(reverse("visits:not_alone"), student=warning.student_id))


def _form(request: StaffRequest, student: Student, form: NotAloneForm) -> HttpResponse:
    context = {
        "student": student,
        "form": form,
        "action": with_query(reverse("visits:not_alone"), student=student.pk),
        "client_uuid": sent_key(request.POST),
        "warnings": warnings_of([student]),
        "today": request.scope.on,
    }
    status = 422 if form.is_bound else 200
    return render(request, "visits/not_alone.html", context, status=status)
