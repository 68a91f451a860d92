"""One case: who has it, what is next, what was done; opening, deciding, closing, assigning."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, fetch, fetch_all, requires
from accounts.choices import Permission
from accounts.models import User
from attendance.choices import Tier
from cases import actions
from cases.access import may_do, open_cases_for, still_reaches
from cases.choices import CloseReason
from cases.forms import AssignForm, CloseForm, OpenForm, TaskForm, TierForm, offer_staff
from cases.models import Case
from cases.queries import rows_of
from cases.queries.assignable_staff import AssignableStaff, assignable_staff
from cases.queries.tasks import tasks_of
from core.addresses import back_to
from core.keys import keys_of
from core.refusals import attempt, note_refusal
from core.undo import tagged
from students.models import Enrollment, Student
from students.queries.days import calendar_of
from students.rules.names import place_by_name
from tasks.choices import TaskKind

MOST_AT_ONCE = 500
PEOPLE = ["student", "owner", "opened_by", "closed_by"]


@require_safe
@requires(Permission.CASE_READ)
def case(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, fetch(request, Case, Permission.CASE_READ, pk, related=PEOPLE))


def _page(
    request: StaffRequest, found: Case, *, status: int = 200, **forms_sent: forms.Form
) -> HttpResponse:
    on = request.scope.on
    next_day = calendar_of(found.student_id, on=on).next_from(on)
    [row] = rows_of([found], on=on, unreached_days=0)
    given = found.assignments.select_related("counselor", "assigned_by").order_by("-pk")
    waiting = tasks_of(found)
    context = {
        "case": found,
        "student": found.student,
        "row": row,
        "may": may_do(request.scope, found.student),
        "tasks": waiting,
        "has_plan": any(task.kind == TaskKind.REVIEW for task in waiting),
        "assignments": list(given),
        "today": on,
        "tier_form": forms_sent.get("tier", TierForm(initial={"tier": found.tier})),
        "close_form": forms_sent.get("close", CloseForm()),
        "task_form": forms_sent.get("task", TaskForm(initial={"due_on": next_day}, today=on)),
        "sent": next(iter(forms_sent), ""),
    }
    template = "components/timeline.html" if request.htmx and status == 200 else "cases/case.html"
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_MANAGE)
def open_cases(request: StaffRequest) -> HttpResponse:
    """Open a case for a student, or for several of a list; those that have one are left alone."""
    if _chose_nobody(request, "student"):
        return _back_to_choose(request, "Choose students first: each has a box before the name.")
    students = _students(request)
    form = OpenForm(_sent(request))
    if request.method != "POST" or not form.is_valid():
        return _open_page(request, students, form)
    owner = _owner_chosen(request, form, students)
    if owner is None:
        form.add_error("owner", actions.CannotHoldCases.advice)
        return _open_page(request, students, form)
    opened = _open(request, students, form, owner)
    if not opened:
        note_refusal(request)
    there = len(students) - opened
    said = f"{opened} case{'' if opened == 1 else 's'} opened."
    had = f" {there} had one already." if there else ""
    tags = tagged("undo-casework", request.act.at) if opened else ""
    messages.success(request, said + had, extra_tags=tags)
    if len(students) == 1:
        return redirect("cases:case", pk=Case.objects.open().get(student=students[0]).pk)
    return redirect(back_to(request, reverse("cases:caseload")))


def _open_page(request: StaffRequest, students: list[Student], form: OpenForm) -> HttpResponse:
    there = {case.student_id: case for case in Case.objects.open().filter(student__in=students)}
    offer_staff(form, "owner", _choices(request, students) if _may_assign(request) else [])
    context = {
        "students": students,
        "new": len(students) - len(there),
        "form": form,
        "next": back_to(request, ""),
        "there": there,
    }
    return render(request, "cases/open.html", context, status=422 if form.is_bound else 200)


def _open(request: StaffRequest, students: list[Student], form: OpenForm, owner: User) -> int:
    opened = actions.open_cases(
        request.act,
        students=students,
        tier=Tier(form.cleaned_data["tier"]),
        reason=form.cleaned_data["reason"],
        owner=owner,
    )
    return len(opened)


def _owner_chosen(request: StaffRequest, form: OpenForm, students: list[Student]) -> User | None:
    """Return whom the new cases are for: the viewer, or somebody the viewer may assign to."""
    chosen = form.cleaned_data["owner"]
    if chosen in (None, request.user.pk):
        return request.user
    return _assignable(request, students, chosen) if _may_assign(request) else None


def _assignable(request: StaffRequest, students: list[Student], key: int | None) -> User | None:
    """Return the member of staff with this key, if the cases of the students may be theirs."""
    offered = (staff.user for staff in _choices(request, students))
    return next((user for user in offered if user.pk == key), None)


def _may_assign(request: StaffRequest) -> bool:
    return bool(request.scope.carrying(Permission.CASE_ASSIGN))


def _students(request: StaffRequest) -> list[Student]:
    """Return the students asked for, all within reach, by name."""
    keys = _numbers(request, "student")
    return fetch_all(request, Student, Permission.CASE_MANAGE, keys, most=MOST_AT_ONCE)


def _chose_nobody(request: StaffRequest, name: str) -> bool:
    """Whether somebody pressed the button of a list without choosing any of it."""
    return "next" in request.GET and not _numbers(request, name)


def _back_to_choose(request: StaffRequest, advice: str) -> HttpResponse:
    note_refusal(request)
    messages.warning(request, advice)
    return redirect(back_to(request, reverse("cases:caseload")))


def _sent(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _numbers(request: StaffRequest, name: str) -> list[int]:
    return keys_of(request.POST.getlist(name) or request.GET.getlist(name))


@require_POST
@requires(Permission.CASE_MANAGE)
def decide_tier(request: StaffRequest, pk: int) -> HttpResponse:
    def decide(found: Case, given: dict[str, Any]) -> None:
        actions.decide_tier(
            request.act, case=found, tier=Tier(given["tier"]), reason=given["reason"]
        )

    return _change(request, pk, decide, "The tier was decided.", tier=TierForm(request.POST))


@require_POST
@requires(Permission.CASE_MANAGE)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    def end(found: Case, given: dict[str, Any]) -> None:
        actions.close_case(
            request.act, case=found, reason=CloseReason(given["reason"]), note=given["note"]
        )

    return _change(request, pk, end, "The case was closed.", close=CloseForm(request.POST))


def _change(
    request: StaffRequest,
    pk: int,
    change: Callable[[Case, dict[str, Any]], None],
    done: str,
    **sent: forms.Form,
) -> HttpResponse:
    """Do with a case what one valid form asks for; show the page again with one that is not."""
    found = fetch(request, Case, Permission.CASE_MANAGE, pk, related=PEOPLE)
    [form] = sent.values()
    if not form.is_valid():
        return _page(request, found, status=422, **sent)
    now = partial(change, found, form.cleaned_data)
    attempt(request, now, done, tags=lambda _: _undo_of(request, pk))
    there = still_reaches(request.scope, Permission.CASE_READ, pk)
    return redirect("cases:case", pk=pk) if there else redirect("cases:caseload")


def _undo_of(request: StaffRequest, pk: int) -> str:
    """Return the tag to undo what was done now, or '' if it changed nothing or is out of reach."""
    at, needed = request.act.at, Permission.CASE_MANAGE
    works = actions.done_at(request.act, at) and still_reaches(request.scope, needed, pk)
    return tagged("undo-casework", at) if works else ""


@require_POST
@requires(Permission.CASE_MANAGE)
def add_task(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, Case, Permission.CASE_MANAGE, pk, related=PEOPLE)
    form = TaskForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _page(request, found, status=422, task=form)
    made = actions.make_task(
        request.act,
        student=found.student,
        kind=form.cleaned_data["kind"] or "other",
        title=form.cleaned_data["title"],
        due_on=form.cleaned_data["due_on"],
    )
    told = calendar_of(found.student_id, on=request.scope.on).warning_of(made.due_on)
    undo = tagged("undo-casework", request.act.at, opens=reverse("task", args=[made.pk]))
    messages.success(request, f"The task was added. {told}".strip(), extra_tags=undo)
    return redirect(reverse("cases:case", args=[pk]) + "#tasks")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_ASSIGN)
def assign(request: StaffRequest) -> HttpResponse:
    """Give cases, one or many, to somebody who serves their schools, with a reason."""
    if _chose_nobody(request, "case"):
        return _back_to_choose(request, "Choose cases first: each has a box before the name.")
    cases = _cases(request)
    form = AssignForm(_sent(request))
    if request.method != "POST" or not form.is_valid():
        return _assign_page(request, cases, form)
    students = [found.student for found in cases]
    to = _assignable(request, students, form.cleaned_data["to"])
    if to is None:
        form.add_error("to", actions.CannotHoldCases.advice)
        return _assign_page(request, cases, form)
    give = partial(
        actions.assign, request.act, cases=cases, to=to, reason=form.cleaned_data["reason"]
    )
    undo = tagged("undo-casework", request.act.at)
    attempt(
        request, give, lambda moved: _given(moved, to), tags=lambda moved: undo if moved else ""
    )
    if len(cases) == 1:
        return redirect("cases:case", pk=cases[0].pk)
    return redirect(back_to(request, reverse("cases:everybody")))


def _given(moved: list[Case], to: User) -> str:
    return f"{len(moved)} case{'' if len(moved) == 1 else 's'} given to {to}."


def _cases(request: StaffRequest) -> list[Case]:
    """Return the open cases asked for, all within reach, by the student's name."""
    cases = fetch_all(
        request,
        open_cases_for,
        Permission.CASE_ASSIGN,
        _numbers(request, "case"),
        related=["student", "owner"],
        most=MOST_AT_ONCE,
    )
    return sorted(cases, key=lambda case: place_by_name(case.student))


def _assign_page(request: StaffRequest, cases: list[Case], form: AssignForm) -> HttpResponse:
    staff = _choices(request, [found.student for found in cases])
    offer_staff(form, "to", staff)
    context: dict[str, Any] = {
        "cases": cases,
        "form": form,
        "has_staff": bool(staff),
        "next": back_to(request, ""),
    }
    return render(request, "cases/assign.html", context, status=422 if form.is_bound else 200)


def _choices(request: StaffRequest, students: list[Student]) -> list[AssignableStaff]:
    """Return who can be given cases of these students: whoever serves a school of the viewer's
    regions or schools; anybody for a viewer of the whole district.
    """
    scope = request.scope
    grants = scope.carrying(Permission.CASE_ASSIGN)
    if any(grant.scope == "district" for grant in grants):
        return assignable_staff(on=scope.on)
    regions = [g.region_id for g in grants if g.region_id]
    mine = {g.school_id for g in grants if g.school_id}
    here = Enrollment.objects.open_on(scope.on).filter(student__in=students)
    schools = mine.union(here.values_list("school_id", flat=True))
    return assignable_staff(on=scope.on, schools=sorted(schools), regions=regions)
