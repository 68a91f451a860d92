"""Groups within reach, and one of them: who is in it, and how its sessions went."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, fetch, requires, schools_for, within_reach
from accounts.choices import Permission
from accounts.models import User
from attendance.forms import SchoolForm
from cases.queries.assignable_staff import assignable_staff
from core.columns import Column, Columns
from core.keys import sent_key
from core.lists import ListKind, Nothing, Tab, list_page
from core.refusals import attempt
from core.templatetags.ui import count_of
from law.queries import practice_in_force
from plans import actions
from plans.choices import WhyGroupEnds
from plans.forms import EndGroupForm, GroupChangeForm, GroupForm
from plans.models import Group, GroupMember
from plans.queries.groups import (
    counted,
    groups_for,
    lines_of,
    members_of,
    own_to_log,
    silent,
)
from plans.rules.stages import RUNNING
from students.models import School, Student
from students.rules.names import by_name

GROUPS = ListKind(
    "groups",
    "group,groups",
    "Groups",
    Nothing(
        "No group here",
        "Start one: students meet by the week, and each session is written down once for all.",
        "users",
    ),
    per_page=25,
    columns=Columns(
        Column("name", "Group"),
        Column("when", "Meets"),
        Column("leader", "Led by"),
        Column("members", "Students"),
        Column("last", "Last session"),
        Column("act", "Session", is_unseen=True),
    ),
)
TABS = (
    Tab("", "Running"),
    Tab("mine", "Mine"),
    Tab("to_log", "Mine to log"),
    Tab("silent", "No session for a week"),
    Tab("over", "Over"),
)
MOST_SESSIONS = 40
PEOPLE = ["school", "facilitator", "ended_by", "started_by"]


@require_safe
@requires(Permission.NOTE_WRITE)
def groups(request: StaffRequest) -> HttpResponse:
    """The groups of the viewer's schools, and those they lead."""
    asked, on = SchoolForm(request.GET), request.scope.on
    schools = schools_for(request.scope, Permission.NOTE_WRITE, on=on).order_by(*by_name())
    asked.offer_schools(schools.values_list("name", "pk"))
    show = next((tab.key for tab in TABS if tab.key == asked.asked("show")), "")
    found = _shown(request, show).select_related("school", "facilitator")
    if asked.school_id:
        found = found.filter(school=asked.school_id)
    page = list_page(
        request,
        GROUPS,
        found.order_by(*by_name("school"), "pk"),
        asked=asked,
        tabs=TABS,
        show=show,
    )
    names = {code: one.name for code, one in practice_in_force(on).interventions.items()}
    context = {"page": page, "lines": lines_of(list(page), on=on), "names": names}
    return render(request, "plans/groups.html", context)


def _shown(request: StaffRequest, show: str) -> QuerySet[Group]:
    on, scope = request.scope.on, request.scope
    if show == "to_log":
        return own_to_log(scope, on=on)
    reached = groups_for(scope, Permission.NOTE_WRITE, on=on)
    narrowed = {
        "": Q(ended_on=None),
        "mine": Q(ended_on=None, facilitator=scope.person),
        "silent": silent(on),
        "over": Q(ended_on__isnull=False),
    }
    return reached.filter(narrowed[show])


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def new(request: StaffRequest) -> HttpResponse:
    """Start a group at one of the viewer's schools; they lead it."""
    reached = schools_for(request.scope, Permission.NOTE_WRITE, on=request.scope.on)
    schools = {one.pk: one for one in reached.order_by(*by_name())}
    blank = partial(
        GroupForm, today=request.scope.on, schools=[(pk, one.name) for pk, one in schools.items()]
    )
    if request.method != "POST":
        return _form(request, blank(), uuid4())
    form, sent = blank(request.POST), sent_key(request.POST)
    if form.is_valid():
        there = attempt(
            request,
            partial(_start, request, form, sent, schools),
            "The group is started.",
            form=form,
        )
        if there.result:
            return redirect("plans:join", pk=there.result.pk)
        if isinstance(there.refusal, actions.SavedOtherwise):
            sent = uuid4()  # sent once more, it is a second group
    return _form(request, form, sent)


def _start(
    request: StaffRequest, form: GroupForm, sent: UUID, schools: dict[int, School]
) -> Group:
    school = schools[int(form.cleaned_data["school"])]
    plan = form.plan(request.user)
    return actions.start_group(request.act, client_uuid=sent, school=school, plan=plan)


def _form(request: StaffRequest, form: GroupForm, sent: UUID) -> HttpResponse:
    context = {"form": form, "client_uuid": sent}
    status = 422 if form.is_bound else 200
    return render(request, "plans/group_new.html", context, status=status)


@require_safe
@requires(Permission.NOTE_WRITE)
def group(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is in a group, and how its sessions went."""
    return _page(request, fetch(request, groups_for, Permission.NOTE_WRITE, pk, related=PEOPLE))


def _page(
    request: StaffRequest, found: Group, *, end_form: EndGroupForm | None = None
) -> HttpResponse:
    members = found.members.order_by()
    students = within_reach(
        request, Permission.NOTE_WRITE, Student.objects.filter(pk__in=members.values("student"))
    )
    lines = members_of(found, students, on=request.scope.on)
    [line] = lines_of([found], on=request.scope.on)
    inside = [one for one in lines if one.member.left_on is None]
    intervention = practice_in_force(request.scope.on).interventions.get(found.kind)
    context = {
        "group": found,
        "line": line,
        "kind": intervention,
        "inside": inside,
        "left": [one for one in lines if one.member.left_on],
        "unseen": line.members - len(inside),
        "sessions": counted(found.sessions.filter(taken_back_at=None))[:MOST_SESSIONS],
        "is_running": found.stage == RUNNING,
        "end_form": end_form or EndGroupForm(),
    }
    return render(request, "plans/group.html", context, status=422 if end_form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Say anew what a group is, when it meets and who leads it."""
    found = fetch(request, groups_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    blank = partial(GroupChangeForm, today=request.scope.on, leaders=_leaders(request, found))
    if request.method != "POST":
        return _changed(request, found, blank(initial=_as_it_is(found)))
    form = blank(request.POST)
    if form.is_valid():
        again = partial(actions.change_group, request.act, group=found, plan=form.changed())
        if attempt(request, again, "The group is changed.", form=form):
            return redirect("plans:group", pk=found.pk)
    return _changed(request, found, form)


def _changed(request: StaffRequest, found: Group, form: GroupChangeForm) -> HttpResponse:
    context = {"group": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "plans/group_change.html", context, status=status)


def _leaders(request: StaffRequest, found: Group) -> list[User]:
    """Return who may lead a group: who does, who asks, and who has cases at its school."""
    there = assignable_staff(on=request.scope.on, schools=[found.school_id])
    near = (found.facilitator, request.user, *(one.user for one in there))
    return list({one.pk: one for one in near}.values())


def _as_it_is(found: Group) -> dict[str, Any]:
    names = ("name", "kind", "at", "minutes", "place", "capacity", "starts_on", "last_on")
    return {
        **{name: getattr(found, name) for name in names},
        "weekdays": [str(day) for day in found.weekdays],
        "facilitator": str(found.facilitator_id),
    }


@require_POST
@requires(Permission.NOTE_WRITE)
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """End the places of those who are no longer at the group's school, whoever they are."""
    found = fetch(request, groups_for, Permission.NOTE_WRITE, pk)
    away = partial(actions.release_places, request.act, group=found)
    attempt(request, away, _released)
    return redirect("plans:group", pk=pk)


def _released(away: list[GroupMember]) -> str:
    if not away:
        return "Nobody keeps a place who is not at the school."
    return f"{count_of(len(away), 'place is,places are')} free again."


@require_POST
@requires(Permission.NOTE_WRITE)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a group, and say why."""
    found = fetch(request, groups_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    form = EndGroupForm(request.POST)
    if not form.is_valid():
        return _page(request, found, end_form=form)
    why = WhyGroupEnds(form.cleaned_data["why"])
    attempt(
        request,
        partial(actions.end_group, request.act, group=found, why=why),
        f"{found.name} has ended.",
    )
    return redirect("plans:group", pk=found.pk)
