"""Asking what stands in the way, and what was said."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, fetch, forbidden, requires
from accounts.choices import Permission, Role
from accounts.rules import roles_with
from cases.access import may_do
from contacts.queries import adults_to_call
from contacts.rules import MISPLACED
from core.keys import key_of, sent_key
from core.refusals import attempt
from core.undo import opening
from law.packs import Intervention
from law.queries import practice_today
from plans import actions
from plans.choices import FAMILIES, WhyWithdrawn
from plans.forms import InterviewForm, WithdrawInterviewForm
from plans.models import Interview, InterviewBarrier
from students.models import Student

PEOPLE = ["student", "author", "guardian", "note", "withdrawal__by"]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def ask(request: StaffRequest) -> HttpResponse:
    """Write down an interview with a student or an adult."""
    student = fetch(
        request, Student, Permission.NOTE_WRITE, key_of(request.GET.get("student", ""))
    )
    adults = adults_to_call(request.scope, student)
    blank = partial(InterviewForm, adults=adults, today=request.scope.on)
    if request.method != "POST":
        begin = {"who": "student", "how": "school", "held_on": request.scope.on}
        return _form(request, student, blank(initial=begin), uuid.uuid4())
    form, sent = blank(request.POST), sent_key(request.POST)
    if form.is_valid():
        hold = partial(
            actions.hold_interview,
            request.act,
            client_uuid=sent,
            student=student,
            said=form.said(),
        )
        there = attempt(request, hold, "The interview is saved.", form=form, tags=_opens)
        if there.result:
            return redirect("plans:interview", pk=there.result.pk)
        if isinstance(there.refusal, actions.SavedOtherwise):
            sent = uuid.uuid4()  # sent once more, the words are another interview
    return _form(request, student, form, sent)


def _opens(held: Interview) -> str:
    return opening(reverse("plans:interview", args=[held.pk]))


def _form(
    request: StaffRequest, student: Student, form: InterviewForm, sent: uuid.UUID
) -> HttpResponse:
    practice = practice_today()
    known = practice.barriers.values()
    context = {
        "student": student,
        "form": form,
        "client_uuid": sent,
        "action": f"{reverse('plans:ask')}?student={student.pk}",
        "asked": [
            (label, [one for one in known if one.family == family])
            for family, label in FAMILIES.items()
        ],
        "limits": practice.scripts.get("limits"),
        "readers": [Role(role).label for role in roles_with(Permission.NOTE_WRITE)],
    }
    return render(request, "plans/ask.html", context, status=422 if form.is_bound else 200)


@require_safe
@requires(Permission.NOTE_WRITE)
def interview(request: StaffRequest, pk: int) -> HttpResponse:
    """What one interview found, and what is known to help: for those who may write notes about the
    student. Of one that was withdrawn they learn no more than that.
    """
    return _page(request, fetch(request, Interview, Permission.NOTE_WRITE, pk, related=PEOPLE))


@require_POST
@requires(Permission.NOTE_WRITE)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an interview back that is about another student, or was not so."""
    found = fetch(request, Interview, Permission.NOTE_WRITE, pk, related=PEOPLE)
    manages = may_do(request.scope, found.student)["manage"]
    if not (manages or found.author_id == request.user.pk):
        forbidden(request, "an interview of somebody else", student_id=found.student_id)
    form = WithdrawInterviewForm(request.POST, reasons=_reasons(request, found))
    if form.is_valid():
        change = partial(
            actions.withdraw_interview,
            request.act,
            interview=found,
            reason=WhyWithdrawn(form.cleaned_data["reason"]),
            manages=manages,
        )
        if attempt(request, change, "The interview is withdrawn.", form=form):
            return redirect("plans:interview", pk=found.pk)
    return _page(request, found, withdraw_form=form, status=422)


def _reasons(request: StaffRequest, found: Interview) -> list[WhyWithdrawn]:
    """Return for which reasons the viewer takes an interview back, if they may at all: a colleague only
    for those that can be seen without having been there.
    """
    is_author = found.author_id == request.user.pk
    return [one for one in WhyWithdrawn if is_author or one in MISPLACED]


def _page(
    request: StaffRequest,
    found: Interview,
    *,
    withdraw_form: WithdrawInterviewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    withdrawal, is_author = getattr(found, "withdrawal", None), found.author_id == request.user.pk
    shown = {"interview": found, "student": found.student, "withdrawal": withdrawal}
    if withdrawal and not is_author:
        return render(request, "plans/interview_withdrawn.html", shown)
    manages = may_do(request.scope, found.student)["manage"]
    barriers = sorted(found.barriers.all(), key=lambda one: (one.weight != "main", one.pk))
    context = {
        **shown,
        "barriers": barriers,
        "sensitive": {code for code, one in practice_today().barriers.items() if one.sensitive},
        "helps": [] if withdrawal else _helps(barriers),
        "may_manage": manages and not withdrawal,
        "may_withdraw": (manages or is_author) and not withdrawal,
        "withdraw_form": withdraw_form or WithdrawInterviewForm(reasons=_reasons(request, found)),
    }
    return render(request, "plans/interview.html", context, status=status)


def _helps(barriers: list[InterviewBarrier]) -> list[tuple[InterviewBarrier, list[Intervention]]]:
    """Return of each barrier what is known to help, by the pack in force."""
    practice = practice_today()
    menu = practice.menu
    return [
        (one, [menu[code] for code in practice.barriers[one.code].suggests if code in menu])
        for one in barriers
        if one.code in practice.barriers
    ]
