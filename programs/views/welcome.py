"""Students to welcome back: the list, the tap that says who did, and taking it back."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires
from accounts.choices import Permission
from core.columns import Column, Columns
from core.lists import Asked, ListKind, Nothing, Tab, list_page
from core.refusals import attempt, refuse
from core.undo import tagged
from law.queries import pack_in_force
from programs import actions
from programs.models import Welcome
from programs.queries.welcome import to_welcome, welcomed_lately, welcomes_for
from students.models import Student
from students.rules.names import by_name

BACK = ListKind(
    "welcome",
    "student,students",
    "Students to welcome back",
    Nothing(
        "Nobody is to be welcomed back",
        "Who was away for days in a row stands here on the first days back.",
        "sun",
    ),
    per_page=50,
    columns=Columns(
        Column("who", "Student"),
        Column("away", "Away"),
        Column("back", "Back since"),
        Column("act", "Welcomed", is_unseen=True),
    ),
)
DONE = "done"
TABS = (Tab("", "To welcome"), Tab(DONE, "Welcomed in two weeks"))


@require_safe
@requires(Permission.NOTE_WRITE)
def back(request: StaffRequest) -> HttpResponse:
    """Who is back after days away, by name; and who was welcomed."""
    asked = Asked(request.GET)
    show = DONE if asked.asked("show") == DONE else ""
    context = _done(request, asked) if show else _waiting(request, asked)
    context["absent_days"] = pack_in_force(request.scope.on).value("welcome.absent_days")
    return render(request, "programs/welcome.html", context)


def _waiting(request: StaffRequest, asked: Asked) -> dict[str, object]:
    found = to_welcome(request.scope)
    rows = Student.objects.filter(pk__in=[*found]).order_by(*by_name())
    page = list_page(request, BACK, rows, asked=asked, tabs=TABS, show="")
    log_read(request, "programs:welcome", [one.pk for one in page])
    return {"page": page, "lines": [(one, found[one.pk]) for one in page]}


def _done(request: StaffRequest, asked: Asked) -> dict[str, object]:
    page = list_page(
        request, BACK, welcomed_lately(request.scope), asked=asked, tabs=TABS, show=DONE
    )
    log_read(request, "programs:welcome", [one.student_id for one in page])
    return {"page": page, "welcomed": list(page), "me": request.user.pk}


@require_POST
@requires(Permission.NOTE_WRITE)
def welcomed(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that the viewer welcomed a student back."""
    student = fetch(request, Student, Permission.NOTE_WRITE, pk)
    away = to_welcome(request.scope, student=student.pk).get(student.pk)
    if away is None:
        refuse(request, actions.NobodyToWelcome.advice)
    else:
        change = partial(actions.welcome, request.act, student=student, away=away)
        attempt(request, change, f"{student.full_name} was welcomed back by you.", tags=_undo)
    return redirect("programs:welcome")


def _undo(made: Welcome) -> str:
    return tagged(reverse("programs:not_welcomed", args=[made.pk]), made.at)


@require_POST
@requires(Permission.NOTE_WRITE)
def not_welcomed(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what was said by mistake."""
    found = fetch(request, welcomes_for, Permission.NOTE_WRITE, pk)
    change = partial(actions.take_back_welcome, request.act, welcome=found)
    attempt(request, change, "Taken back: the student is in the list again.")
    return redirect("programs:welcome")
