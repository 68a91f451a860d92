"""A session of a group: written down once for all who were there, read, and taken back."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, fetch, requires, within_reach
from accounts.choices import Permission
from core.keys import sent_key
from core.refusals import attempt
from core.undo import tagged
from plans import actions
from plans.forms import SessionForm
from plans.forms.groups import WORDS
from plans.models import Group, GroupMember, GroupSession
from plans.queries.groups import away_on, groups_for, sessions_for
from students.models import Student


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def hold(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a session down: everybody was there unless said otherwise."""
    group = fetch(request, groups_for, Permission.NOTE_WRITE, pk, related=["school"])
    blank_day = SessionForm(request.POST, today=request.scope.on)
    day = _day(blank_day) if request.method == "POST" else None
    day = day or min(request.scope.on, group.ended_on or request.scope.on)
    inside = _asked(group, day, request.POST)
    students = within_reach(
        request, Permission.NOTE_WRITE, Student.objects.filter(pk__in=inside.values("student"))
    )
    names = [
        f"{first} {last}"
        for first, last in inside.values_list("student__first_name", "student__last_name")
    ]
    blank = partial(
        SessionForm,
        today=request.scope.on,
        members=[(one.pk, one.full_name) for one in students],
        away=away_on([one.pk for one in students], day),
        names=names,
    )
    unseen = len(names) - len(students)
    if request.method != "POST":
        start = {"on": day, "minutes": group.minutes}
        return _form(request, group, blank(initial=start), uuid4(), unseen)
    form, sent = blank(request.POST), sent_key(request.POST)
    if form.is_valid():
        keep = partial(
            actions.hold_session, request.act, client_uuid=sent, group=group, held=form.held()
        )
        there = attempt(request, keep, "The session is saved.", form=form, tags=_undo)
        if there:
            return redirect("plans:group", pk=group.pk)
        if isinstance(there.refusal, actions.SavedOtherwise):
            sent = uuid4()  # sent once more, it is another session
    return _form(request, group, form, sent, unseen)


def _day(form: SessionForm) -> date | None:
    form.is_valid()
    day: date | None = form.cleaned_data.get("on")
    return day


def _asked(group: Group, day: date, sent: Mapping[str, Any]) -> QuerySet[GroupMember]:
    """Return who was in the group on the day, and of whom words were sent: those are not left out."""
    written = [
        key for key in group.members.values_list("student", flat=True) if sent.get(f"{WORDS}{key}")
    ]
    there = group.members_on(day) | group.members.filter(student__in=written)
    return there.order_by("student", "-pk").distinct("student")


def _undo(session: GroupSession) -> str:
    there = reverse("plans:session", args=[session.pk])
    return tagged(reverse("plans:take_back", args=[session.pk]), session.at, opens=there)


def _form(
    request: StaffRequest, group: Group, form: SessionForm, sent: UUID, unseen: int
) -> HttpResponse:
    context: dict[str, Any] = {
        "group": group,
        "form": form,
        "client_uuid": sent,
        "unseen": unseen,
    }
    status = 422 if form.is_bound else 200
    return render(request, "plans/session_new.html", context, status=status)


@require_safe
@requires(Permission.NOTE_WRITE)
def session(request: StaffRequest, pk: int) -> HttpResponse:
    """How a session went, of the students whom the viewer reaches."""
    related = ["group", "by", "taken_back_by"]
    found = fetch(request, sessions_for, Permission.NOTE_WRITE, pk, related=related)
    here = {one.student_id: one for one in found.presences.all()}
    students = within_reach(request, Permission.NOTE_WRITE, Student.objects.filter(pk__in=[*here]))
    words = {one.student_id: one.text for one in found.words.filter(student__in=students)}
    is_author = request.scope.person == found.by_id
    reads = found.taken_back_at is None or is_author
    context = {
        "session": found,
        "group": found.group,
        "opens": groups_for(request.scope, Permission.NOTE_WRITE, on=request.scope.on)
        .filter(pk=found.group_id)
        .exists(),
        "lines": [(one, here[one.pk], words.get(one.pk, "")) for one in students],
        "unseen": len(here) - len(students),
        "reads": reads,
        "may_take_back": found.taken_back_at is None
        and request.scope.person in (found.by_id, found.group.facilitator_id),
    }
    return render(request, "plans/session.html", context)


@require_POST
@requires(Permission.NOTE_WRITE)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Have a session count for nothing; its words stay with whoever wrote them."""
    found = fetch(request, sessions_for, Permission.NOTE_WRITE, pk, related=["group"])
    undo = partial(actions.take_back_session, request.act, session=found)
    attempt(request, undo, "The session is taken back: it counts for nothing.")
    return redirect("plans:session", pk=pk)
