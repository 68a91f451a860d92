"""What is said of what stands in a student's way, of the plan, and of what was done and changed."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from accounts.choices import Permission
from core.brief import Sentence, Sentences, many
from plans.models import Plan, PlanReview
from plans.queries.changed import Changed, changed_around
from plans.queries.interviews import FoundBarrier
from plans.queries.panel import StudentPlan, panel
from plans.queries.services import NOTHING
from plans.rules.goals import Count
from students.models import Student

SAID = Sentences(
    barrier="In the way, as {who} said on {day}: {barrier}.",
    goal="The plan: miss at most {goal} of {days} school days until {day}.",
    strategy="Done for the student: {title}, by {who}.",
    review_due="The plan is to be reviewed on {day}.",
    review_late="The review of the plan was due on {day}.",
    reviewed="Reviewed on {day}: {decision}. {because}; {missed} of {days} of the goal were missed.",
    served="In the last four weeks given {times}, {minutes}.",
    changed="{title}, from {day}: missed {before} before and {after} after it began.",
)


def brief(student: Student, may: frozenset[str], on: date) -> Iterator[Sentence]:
    """Say what the student's page says of the plan, how it was reviewed, and what changed around what was
    done; barriers and what was done only to who may write notes. Nine statements at most.
    """
    found = panel(student, may)
    for barrier in found.barriers:
        yield from _barrier(barrier, student)
    if found.plan:
        yield from _plan(found, found.plan)
    reviews = PlanReview.objects.standing().filter(plan__student=student).order_by("-on", "-pk")
    for review in reviews[:1]:
        yield from _reviewed(review)
    if Permission.NOTE_WRITE in may:
        yield from _served(found, student)
        for one in changed_around(student.pk, on=on):
            yield from _changed(one, student)


def _barrier(found: FoundBarrier, student: Student) -> Iterator[Sentence]:
    said = found.mentions[0]
    yield from SAID.say(
        "barrier",
        f"barrier:{student.pk}:{found.code}",
        f"{reverse('student-work', args=[student.pk])}#student-plan",
        who=f"{said.spoke[:1].lower()}{said.spoke[1:]}"
        if said.spoke == "The student"
        else said.spoke,
        day=said.held_on,
        barrier=f"{found.label[:1].lower()}{found.label[1:]}",
    )


def _plan(found: StudentPlan, plan: Plan) -> Iterator[Sentence]:
    key, page = f"plan:{plan.pk}", reverse("plans:plan", args=[plan.pk])
    goal = str(plan.goal_missed)  # none at all is a goal, too
    yield from SAID.say("goal", key, page, goal=goal, days=plan.goal_days, day=plan.goal_until)
    kind = "review_late" if found.is_late else "review_due"
    yield from SAID.say(kind, key, page, day=plan.review_on)
    for one in found.strategies:
        named = {"title": one.title, "who": one.owner_name}
        yield from SAID.say("strategy", f"strategy:{one.pk}", page, **named)


def _reviewed(review: PlanReview) -> Iterator[Sentence]:
    yield from SAID.say(
        "reviewed",
        f"plan-review:{review.pk}",
        reverse("plans:plan", args=[review.plan_id]),
        day=review.on,
        decision=review.get_decision_display().lower(),
        because=review.get_because_display(),
        missed=str(review.missed),
        days=many(review.days, "day,days"),
    )


def _served(found: StudentPlan, student: Student) -> Iterator[Sentence]:
    given = sum((one.given for one in found.weeks), NOTHING)
    yield from SAID.say(
        "served",
        f"services:{student.pk}",
        f"{reverse('student-work', args=[student.pk])}#student-plan",
        times=many(given.times, "time,times"),
        minutes=many(given.minutes, "minute,minutes"),
    )


def _changed(one: Changed, student: Student) -> Iterator[Sentence]:
    if one.change:
        yield from SAID.say(
            "changed",
            f"changed:{student.pk}:{one.begins}:{one.title}",
            reverse("student-plan", args=[student.pk]),
            title=one.title,
            day=one.begins,
            before=_of(one.change.before),
            after=_of(one.change.after),
        )


def _of(count: Count) -> str:
    return f"{count.missed} of {many(count.days, 'school day,school days')}"
