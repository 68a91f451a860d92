"""Students join a group, and leave it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, fetch, fetch_all, log_read, requires
from accounts.choices import Permission
from core.columns import CHOOSE, Column, Columns
from core.keys import keys_of
from core.lists import Asked, ListKind, Nothing, SearchField, list_page
from core.refusals import attempt, refuse
from core.templatetags.ui import count_of
from plans import actions
from plans.choices import WhyLeft
from plans.forms import LeaveGroupForm
from plans.models import Group, GroupMember
from plans.queries.groups import groups_for
from plans.queries.joining import who_may_join
from students.models import Student

MOST_AT_ONCE = 40
CANDIDATES = ListKind(
    "candidates",
    "student,students",
    "Students",
    Nothing("Everybody of this school is in it", "There is nobody left to add.", "users"),
    per_page=25,
    columns=Columns(CHOOSE, Column("student", "Student"), Column("plan", "Plan")),
)


class CandidatesForm(Asked):
    q = SearchField(label="Name or ID")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def join(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose who is in a group from today on, among the students of its school within reach."""
    group = fetch(request, groups_for, Permission.NOTE_WRITE, pk, related=["school"])
    if request.method != "POST":
        return _candidates(request, group)
    keys = keys_of(request.POST.getlist("student"))
    if not keys:
        refuse(request, "Nobody was added: choose at least one student.")
        return redirect("plans:join", pk=pk)
    students = fetch_all(request, Student, Permission.NOTE_WRITE, keys, most=MOST_AT_ONCE)
    add = partial(actions.add_members, request.act, group=group, students=students)
    if attempt(request, add, _added):
        return redirect("plans:group", pk=pk)
    return redirect("plans:join", pk=pk)


def _added(members: list[GroupMember]) -> str:
    return f"{count_of(len(members), 'student,students')} added." if members else "They are in it."


def _candidates(request: StaffRequest, group: Group) -> HttpResponse:
    asked = CandidatesForm(request.GET)
    found = who_may_join(request.scope, group, text=asked.asked("q") or "", on=request.scope.on)
    page = list_page(request, CANDIDATES, found, asked=asked)
    log_read(request, "plans:join", [student.pk for student in page])
    free = group.capacity - group.members.filter(left_on=None).count()
    return render(request, "plans/group_join.html", {"page": page, "group": group, "free": free})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """Have one student leave a group, and say why."""
    member = fetch(request, GroupMember, Permission.NOTE_WRITE, pk, related=["group", "student"])
    form = LeaveGroupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        why = WhyLeft(form.cleaned_data["why"])
        left = partial(actions.leave_group, request.act, member=member, why=why)
        attempt(request, left, f"{member.student.full_name} has left {member.group.name}.")
        return redirect("plans:group", pk=member.group_id)
    context = {"member": member, "group": member.group, "student": member.student, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "plans/group_leave.html", context, status=status)
