"""Starting a plan: filled in with what is known, so that one click may do."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from audit.queries import undo_tag
from contacts.queries import adults_to_call
from core.fields import Option
from core.keys import key_of, sent_key
from core.refusals import attempt
from law.queries import pack_in_force, practice_in_force
from plans import actions
from plans.forms import ADULT, PlanForm
from plans.models import Plan
from plans.queries.pathways import way_asked
from plans.queries.starting import Beginning, beginning_of, review_days, worked_like
from plans.queries.undoings import OF_PLAN
from plans.rules.goals import Goal, after, due_after, last_of
from students.models import Guardian, Student
from students.queries.days import calendar_of
from students.rules.around import Adult

STUDENT = "student"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_MANAGE)
def start(request: StaffRequest) -> HttpResponse:
    """Start a plan for a student, with a case if there is none yet."""
    student = fetch(
        request, Student, Permission.CASE_MANAGE, key_of(request.GET.get("student", ""))
    )
    template = request.GET.get("template", "")
    like = request.GET.get("like", "")
    begins = beginning_of(
        student, on=request.scope.on, template=template, like=like.split(",") if like else ()
    )
    if begins.running and request.method != "POST":
        return redirect("plans:plan", pk=begins.running)
    people = people_of(student, adults_to_call(request.scope, student))
    blank = partial(
        PlanForm,
        window=begins.goal_days,
        most=actions.most_strategies(request.scope.on),
        has_case=begins.case is not None,
        people=[(key, said) for key, said in people.items()],
        today=request.scope.on,
    )
    if request.method != "POST":
        way = way_asked(request.GET.get("way", ""), on=request.scope.on)
        begun = blank(initial={**_filled_in(begins), **way})
        return _form(request, student, begins, begun, uuid.uuid4())
    form, sent = blank(request.POST), sent_key(request.POST)
    if form.is_valid():
        plan = partial(_start, request, student, begins, form, sent, people)
        there = attempt(
            request, plan, "The plan is started.", form=form, tags=partial(_tags, request)
        )
        if there.result:
            return redirect("plans:plan", pk=there.result.pk)
    return _form(request, student, begins, form, sent)


def people_of(student: Student, adults: list[Adult]) -> dict[str, str]:
    """Return who may agree to a plan by the value of a choice: the student, and the adults on file."""
    named = {f"{ADULT}{one.pk}": Option(one.name, note=one.relation) for one in adults}
    return {STUDENT: Option(student.full_name, note="the student"), **named}


def agreed_of(keys: list[str], people: dict[str, str]) -> list[actions.Agreed]:
    """Return those of the people who were ticked."""
    return [
        actions.Agreed(
            name=str(people[key])[:120],
            guardian=None if key == STUDENT else Guardian(pk=int(key.removeprefix(ADULT))),
        )
        for key in keys
    ]


def _start(
    request: StaffRequest,
    student: Student,
    begins: Beginning,
    form: PlanForm,
    sent: uuid.UUID,
    people: dict[str, str],
) -> Plan:
    data = form.cleaned_data
    tier = begins.tier if begins.case else data["tier"]
    return actions.start_plan(
        request.act,
        client_uuid=sent,
        student=student,
        template=begins.template.code if begins.template else "",
        goal=_goal(request, student, begins, data["goal_missed"], tier),
        strategies=form.chosen(),
        agreed=agreed_of(data["agreed"], people),
        tier=tier,
        reason=data["reason"],
    )


def _goal(
    request: StaffRequest, student: Student, begins: Beginning, missed: int, tier: str
) -> Goal:
    on = request.scope.on
    calendar, pack = calendar_of(student.pk, on=on), pack_in_force(on)
    first = after(calendar, on, 1)
    return Goal(
        missed=missed,
        days=begins.goal_days,
        begins=first,
        until=last_of(calendar, first, begins.goal_days),
        baseline_missed=begins.before.missed,
        baseline_days=begins.before.days,
        review_on=due_after(calendar, on, review_days(pack, tier)),
    )


def _filled_in(begins: Beginning) -> dict[str, Any]:
    """Return the form as it begins: the suggested strategies with their usual people and days."""
    found: dict[str, Any] = {"tier": begins.tier, "goal_missed": begins.goal_missed}
    for number, one in enumerate(begins.suggested, 1):
        found[f"strategy_{number}"] = one.code
        found[f"owner_{number}"] = one.by[:1].upper() + one.by[1:]
        found[f"days_{number}"] = [str(day) for day in one.days]
    return found


def _tags(request: StaffRequest, plan: Plan) -> str:
    there = reverse("plans:plan", args=[plan.pk])
    return undo_tag(request.act, OF_PLAN, plan.pk, opens=there)


def _form(
    request: StaffRequest, student: Student, begins: Beginning, form: PlanForm, sent: uuid.UUID
) -> HttpResponse:
    named = practice_in_force(request.scope.on).templates
    template = request.GET.get("template", "")
    asked = f"&template={template}" if template in named else ""
    here, like = f"{reverse('plans:start')}?student={student.pk}", request.GET.get("like", "")
    asks = like or request.GET.get("open", "") == "worked"
    context = {
        "student": student,
        "begins": begins,
        "worked": worked_like(begins, on=request.scope.on) if asks else None,
        "form": form,
        "client_uuid": sent,
        "templates": named.values(),
        "template": template,
        "like": like,
        "here": here,
        "action": f"{here}{asked}",
    }
    return render(request, "plans/start.html", context, status=422 if form.is_bound else 200)
