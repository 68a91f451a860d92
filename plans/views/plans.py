"""One plan: what was planned, what was done, and what is changed in it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from audit.queries import undo_tag
from cases.access import may_do
from contacts.queries import adults_to_call
from core.columns import Column, Columns
from core.keys import key_of
from core.refusals import attempt, refuse
from core.templatetags.ui import day as written
from law.packs import ServiceKind
from law.queries import pack_in_force, practice_in_force
from plans import actions
from plans.choices import Because, Decision, Delivered, PlanAnswer
from plans.forms import DeliveryForm, EndStrategyForm, PlanAnswerForm, ReviewForm, StrategyForm
from plans.models import Plan, Strategy
from plans.queries.changed import changed_around
from plans.queries.chart import chart_of
from plans.queries.pathways import way_asked
from plans.queries.plans import PlanFile, plan_file
from plans.queries.starting import next_goal
from plans.queries.undoings import OF_DELIVERY, OF_PLAN
from plans.rules.changed import WINDOW
from plans.rules.reviews import proposed
from plans.rules.stages import RUNNING
from plans.views.start import agreed_of, people_of
from students.models import Student

PEOPLE = ["student", "case", "started_by"]
OF_CHANGES = Columns(
    Column("what", "What began"),
    Column("before", "Missed before"),
    Column("after", "Missed from then on"),
    Column("year", "The same weeks of the year before"),
)
NOT_UNDERSTOOD = "Nothing was done: the page was not understood. Open it once more."


@require_safe
@requires(Permission.CASE_READ)
def of_student(request: StaffRequest, pk: int) -> HttpResponse:
    """Lead to the student's plan that runs; without one to where it is started, by who may, else to
    what is done with the student.
    """
    student = fetch(request, Student, Permission.CASE_READ, pk)
    if running := Plan.objects.running().filter(student=student).first():
        return redirect("plans:plan", pk=running.pk)
    if may_do(request.scope, student)["manage"]:
        return redirect(f"{reverse('plans:start')}?student={student.pk}")
    return redirect("student-work", pk=student.pk)


@require_safe
@requires(Permission.CASE_READ)
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """What was planned, what was done, and how many days were missed since."""
    return _page(request, fetch(request, Plan, Permission.CASE_READ, pk, related=PEOPLE))


def _page(request: StaffRequest, found: Plan, *, status: int = 200, **sent: Any) -> HttpResponse:
    """Draw a plan; `sent` are forms that came back, those of a strategy by its key."""
    on, may = request.scope.on, may_do(request.scope, found.student)
    opened = request.GET.get("open", "")
    file = plan_file(found, on=on)
    percent = pack_in_force(on).value("plan.delivered_percent")
    decision, because = proposed(file.seen, percent=percent)
    forms = {"ends": {}, "logs": {}, **_asked_for(request, found, file, may), **sent}
    context = {
        "file": file,
        "usual": _usual(file, on),
        # For the page's title: forms that came back.
        "refused": [one for kind in ("ends", "logs") for one in forms[kind].values()],
        "chart": chart_of(file, tells=may["write"]),
        "decisions": Decision.choices,
        "proposed": decision,
        "review_form": ReviewForm(initial={"because": because})
        if _reviews(file, opened)
        else None,
        "opened": opened,
        "plan": found,
        "at": f"{reverse('plans:plan', args=[found.pk])}?open=",
        "student": found.student,
        "may": may,
        "today": on,
        "statuses": Delivered.to_say(),
        "is_running": found.stage == RUNNING,
        "most": actions.most_strategies(on),
        **forms,
    }
    return render(request, "plans/plan.html", context, status=status)


def _reviews(file: PlanFile, opened: str) -> bool:
    """Say whether the review stands open: where it is due, or somebody opened it."""
    return file.on >= file.plan.review_on or file.is_over or opened == "review"


def _asked_for(
    request: StaffRequest, found: Plan, file: PlanFile, may: Mapping[str, bool]
) -> dict[str, Any]:
    """Return what the address asks to open: what changed, or a form that the viewer may fill in now."""
    on, asked = request.scope.on, request.GET.get("open", "")
    if asked == "changed" and may["write"]:
        changed = changed_around(found.student_id, on=on)
        return {"changed": changed, "columns": OF_CHANGES, "window": WINDOW}
    if found.stage != RUNNING:
        return {}
    for line in file.lines:
        key = line.strategy.pk
        if asked == f"log-{key}" and may["write"]:
            kinds = _kinds([line.strategy], on)[key]
            return {"logs": {key: DeliveryForm(key=key, today=on, kinds=kinds)}}
        if asked == f"end-{key}" and line.is_running and may["manage"]:
            return {"ends": {key: EndStrategyForm(key=key)}}
    if asked == "add" and may["manage"]:
        way = way_asked(request.GET.get("way", ""), on=on)
        return {"strategy_form": StrategyForm(today=on, initial=way)}
    if asked == "answer" and may["manage"]:
        return {"answer_form": PlanAnswerForm(people=_people(request, found))}
    return {}


def _people(request: StaffRequest, found: Plan) -> list[tuple[str, str]]:
    adults = adults_to_call(request.scope, found.student)
    return list(people_of(found.student, adults).items())


@require_POST
@requires(Permission.NOTE_WRITE)
def deliver(request: StaffRequest, pk: int) -> HttpResponse:
    """Log what became of a strategy on a day, or say it anew: one button each."""
    found = fetch(request, Plan, Permission.NOTE_WRITE, pk, related=PEOPLE)
    strategy = _strategy(found, key_of(request.POST.get("strategy")))
    if strategy is None:
        refuse(request, NOT_UNDERSTOOD)
        return redirect("plans:plan", pk=pk)
    kinds = _kinds([strategy], request.scope.on)[strategy.pk]
    form = DeliveryForm(request.POST, key=strategy.pk, today=request.scope.on, kinds=kinds)
    sent: dict[str, Any] = {"logs": {strategy.pk: form}}
    if not form.is_valid():
        return _page(request, found, status=422, **sent)
    on, status = form.cleaned_data["on"], Delivered(form.cleaned_data["status"])
    log = partial(actions.deliver, request.act, strategy=strategy, on=on, status=status)
    if status == Delivered.DONE:  # nobody was given minutes of what was not done
        log = partial(log, **{name: form.cleaned_data[name] for name in ("minutes", "service")})
    said = f"{strategy.title}, {written(on)}: {status.label.lower()}."
    return _do(request, found, log, said, form, f"#strategy-{strategy.pk}", **sent)


@require_POST
@requires(Permission.CASE_MANAGE)
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide how a plan goes on, or that it ends, and why."""
    found = fetch(request, Plan, Permission.CASE_MANAGE, pk, related=PEOPLE)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, review_form=form)
    data, on = form.cleaned_data, request.scope.on
    seen = plan_file(found, on=on).seen
    decide = partial(
        actions.review_plan,
        request.act,
        plan=found,
        decision=Decision(data["decision"]),
        because=Because(data["because"]),
        note=data["note"],
        seen=seen,
        goal=next_goal(found, seen, on=on),
    )
    return _do(request, found, decide, "The review is kept.", form, review_form=form)


@require_POST
@requires(Permission.CASE_MANAGE)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a strategy to a plan that runs."""
    found = fetch(request, Plan, Permission.CASE_MANAGE, pk, related=PEOPLE)
    form = StrategyForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return _page(request, found, status=422, strategy_form=form)
    [chosen] = form.chosen()
    more = partial(actions.add_strategy, request.act, plan=found, chosen=chosen)
    return _do(request, found, more, "The strategy was added.", form, strategy_form=form)


@require_POST
@requires(Permission.CASE_MANAGE)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End one strategy, and say why."""
    strategy = fetch(
        request, Strategy, Permission.CASE_MANAGE, pk, related=["plan", "plan__student"]
    )
    found = Plan.objects.select_related(*PEOPLE).get(pk=strategy.plan_id)
    form = EndStrategyForm(request.POST, key=strategy.pk)
    sent: dict[str, Any] = {"ends": {strategy.pk: form}}
    if not form.is_valid():
        return _page(request, found, status=422, **sent)
    why = form.cleaned_data["reason"]
    ended = partial(actions.end_strategy, request.act, strategy=strategy, reason=why)
    return _do(request, found, ended, "The strategy is ended.", form, **sent)


@require_POST
@requires(Permission.CASE_MANAGE)
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep who agreed to the plan, or did not."""
    found = fetch(request, Plan, Permission.CASE_MANAGE, pk, related=PEOPLE)
    people = _people(request, found)
    form = PlanAnswerForm(request.POST, people=people)
    if not form.is_valid():
        return _page(request, found, status=422, answer_form=form)
    given = PlanAnswer(form.cleaned_data["answer"])
    [who] = agreed_of([form.cleaned_data["who"]], dict(people))
    agreed = [actions.Agreed(who.name, who.guardian, given)]
    keep = partial(actions.answer, request.act, plan=found, agreed=agreed)
    return _do(request, found, keep, "The answer is kept.", form, answer_form=form)


def _do(
    request: StaffRequest,
    found: Plan,
    change: Callable[[], object],
    done: str,
    form: Form,
    place: str = "",
    **sent: Any,
) -> HttpResponse:
    """Make the change and lead back to the plan; refused, its page comes back with what was typed."""
    if attempt(request, change, done, form=form, tags=lambda _: _undo(request, found)):
        return redirect(reverse("plans:plan", args=[found.pk]) + place)
    now = Plan.objects.select_related(*PEOPLE).get(pk=found.pk)
    return _page(request, now, status=422, **sent)


def _undo(request: StaffRequest, found: Plan) -> str:
    """Return the tag of a message that says what was done, of a day or of the plan."""
    ways = (OF_DELIVERY, OF_PLAN)
    return next(filter(None, (undo_tag(request.act, way, found.pk) for way in ways)), "")


def _usual(file: PlanFile, on: date) -> dict[int, ServiceKind]:
    """Return the kind of service that each strategy of the menu usually is, by its key: what is in own
    words is none before somebody says so.
    """
    of_menu = [line.strategy for line in file.lines if line.strategy.code]
    return {key: kinds[0] for key, kinds in _kinds(of_menu, on).items() if kinds}


def _kinds(strategies: list[Strategy], on: date) -> dict[int, list[ServiceKind]]:
    """Return the kinds of service that each strategy may be, the usual one first, by its key."""
    practice = practice_in_force(on)
    return {one.pk: practice.services_of(one.code) for one in strategies}


def _strategy(found: Plan, key: int) -> Strategy | None:
    return Strategy.objects.filter(plan=found, pk=key).select_related("plan").first()
