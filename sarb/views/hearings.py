"""Hearing calendars, and the cases on one."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires
from accounts.choices import Permission
from audit.queries import undo_tag
from core.columns import Column, Columns
from core.lists import Asked, ListKind, Nothing, Tab, list_page
from core.refusals import attempt
from core.undo import Undoing
from law.queries import pack_today
from sarb.access import referrals_for
from sarb.actions import dockets as actions
from sarb.choices import Level, ReferralState
from sarb.forms import CaseForm, DocketForm
from sarb.models import Docket, Referral
from sarb.queries import lists
from sarb.queries.undoings import OF_HEARD, OF_PLACE
from sarb.rules.hearings import is_notice_short
from sarb.views.referrals import OF_REFERRAL
from students.rules.names import by_name

MOST_WAITING = 50  # offered at once for a place
CALENDARS = ListKind(
    "hearings",
    "day,days",
    "Hearing calendars",
    Nothing("No hearings", "A chair sets the days.", "calendar-event"),
    columns=Columns(
        Column("day", "Day"),
        Column("place", "Place"),
        Column("chair", "Chair"),
        Column("cases", "Cases"),
        Column("packets", "Packets"),
    ),
)
OF_HEARING = Columns(
    Column("time", "Time"),
    Column("student", "Student"),
    Column("readiness", "Readiness"),
    Column("packet", "Packet for the chair", narrow="Packet"),
    Column("acts", "Order and hearing", is_unseen=True),
)
OF_WAITING = Columns(*OF_REFERRAL, Column("place", "Place", is_unseen=True))


@require_safe
@requires(Permission.PACKET_READ)
def dockets(request: StaffRequest) -> HttpResponse:
    return _list(request, DocketForm(today=request.scope.on, initial={"chair": request.user.pk}))


def _list(request: StaffRequest, form: DocketForm) -> HttpResponse:
    asked = Asked(request.GET)
    past = asked.asked("show") == "past"
    page = list_page(
        request,
        CALENDARS,
        lists.dockets(on=request.scope.on, past=past),
        asked=asked,
        tabs=[Tab("", "To come"), Tab("past", "Past")],
        show="past" if past else "",
        path=reverse("sarb:hearings"),
    )
    context = {
        "page": page,
        "past": past,
        "form": form,
        "may_manage": bool(request.scope.carrying(Permission.DOCKET_MANAGE)),
    }
    return render(request, "sarb/hearings.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def new(request: StaffRequest) -> HttpResponse:
    form = DocketForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _list(request, form)
    given = {**form.cleaned_data, "level": Level(form.cleaned_data["level"])}
    made = attempt(
        request, partial(actions.make, request.act, **given), "The day is set.", form=form
    )
    return redirect("sarb:docket", pk=made.result.pk) if made.result else _list(request, form)


@require_safe
@requires(Permission.PACKET_READ)
def docket(request: StaffRequest, pk: int) -> HttpResponse:
    """One day of hearings; the fragment of its cases alone when htmx asks how far they are."""
    found = fetch(request, Docket, Permission.PACKET_READ, pk, related=["chair"])
    scope = request.scope
    reached = referrals_for(scope, Permission.PACKET_READ, on=scope.on)
    hearings = lists.hearings_of(found, reached, on=scope.on)
    may_manage = bool(scope.carrying(Permission.DOCKET_MANAGE))
    waiting = _waiting(request, found) if may_manage and not request.htmx else []
    shown = [*(one.line for one in hearings), *waiting]
    log_read(request, "sarb:docket", [line.referral.student_id for line in shown])
    progress = lists.progress_of(hearings)
    context = {
        "trail": [("Hearing calendars", reverse("sarb:hearings")), (str(found), "")],
        "docket": found,
        "hearings": hearings,
        "hearing_columns": OF_HEARING if may_manage else OF_HEARING.without("acts"),
        "line_columns": OF_WAITING,
        "others": found.places.count() - len(hearings),
        "waiting": waiting,
        "progress": progress,
        "may_manage": may_manage,
        "may_build": bool(scope.carrying(Permission.PACKET_BUILD)),
        "is_short": is_notice_short(
            today=scope.on, hearing=found.date, days=pack_today().value("hearing.notice_days")
        ),
        "is_past": found.date < scope.on,
    }
    return render(request, "sarb/_docket.html" if request.htmx else "sarb/docket.html", context)


def _waiting(request: StaffRequest, docket: Docket) -> list[lists.ReferralLine]:
    """Accepted referrals to the day's team that have no place, the longest accepted first."""
    mine = referrals_for(request.scope, Permission.DOCKET_MANAGE, on=request.scope.on)
    rows = mine.filter(state=ReferralState.ACCEPTED, level=docket.level, place=None)
    found = lists.with_interpreters(rows).order_by("decided_at", *by_name("student"), "pk")
    return lists.lines_of(found[:MOST_WAITING], on=request.scope.on)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def place(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, actions.place, "{} has a place.", OF_PLACE)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def take_off(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, actions.take_off, "{} was taken off.")


@require_POST
@requires(Permission.DOCKET_MANAGE)
def move_up(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, actions.move_up, "{} was moved up.")


@require_POST
@requires(Permission.DOCKET_MANAGE)
def hear(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm that a case was heard on its day."""
    return _change(request, pk, actions.hear, "{} was heard.", OF_HEARD)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def not_heard(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that a case was heard."""
    return _change(request, pk, actions.not_heard, "Undone: {} was not heard.")


def _change(
    request: StaffRequest,
    pk: int,
    action: Callable[..., object],
    done: str,
    way: Undoing | None = None,
) -> HttpResponse:
    """Do something with a case of a day, and say so of its student; `way` is how it is undone."""
    found, case = fetch(request, Docket, Permission.DOCKET_MANAGE, pk), _case(request)
    change = partial(action, request.act, docket=found, referral=case)
    attempt(
        request,
        change,
        done.format(case.student),
        tags=lambda _: undo_tag(request.act, way, found.pk, case.pk) if way else "",
    )
    return redirect("sarb:docket", pk=found.pk)


def _case(request: StaffRequest) -> Referral:
    """Return the referral that the button names, or the address of Undo; 404 for one out of reach, as for
    none.
    """
    form = CaseForm(request.POST if "referral" in request.POST else request.GET)
    key = form.cleaned_data["referral"] if form.is_valid() else 0
    return fetch(request, Referral, Permission.DOCKET_MANAGE, key, related=["student"])
