"""What one click did with a plan is undone within ten minutes: nothing goes, and nothing of it counts."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from audit.actions import record
from audit.models import AuditEvent
from cases.models import Case
from core.undo import HasMovedOn, NothingToUndo, TenMinutesOver
from plans.actions import (
    Agreed,
    add_strategy,
    answer,
    deliver,
    end_strategy,
    review_plan,
    start_plan,
    undo_delivery,
    undo_plan,
)
from plans.choices import Because, Decision, Delivered, PlanAnswer
from plans.models import Delivery, Plan, PlanReview, Strategy
from plans.queries.plans import plan_file
from plans.queries.timeline import timeline
from tasks.choices import TaskKind
from tasks.models import Task
from tests.factories import TODAY, TaskFactory, act
from tests.letters.world import NOON as MIDDAY
from tests.plans.test_reviews import SEEN
from tests.plans.world import UUID_1, chosen, goal, start

NOON = MIDDAY + timedelta(seconds=17)  # nothing else of these tests was done then
SOON, WEEK = NOON + timedelta(minutes=5), timedelta(days=7)
LAST_WEEK = NOON - WEEK


@pytest.fixture
def plan(district, who, case):
    """A plan of last week, with a strategy since then."""
    return start(who, district.ana, strategies=[chosen(starts_on=TODAY - WEEK)], on=LAST_WEEK)


@pytest.fixture
def strategy(plan):
    return plan.strategies.get()


def undone(who, plan, *, at=NOON, now=SOON, undo=undo_plan):
    return undo(act(who, at=now), plan=plan, done_at=at)


def reviewed(who, plan, decision=Decision.CONTINUE):
    later = goal(missed=1, review_on=TODAY + 5 * WEEK, until=TODAY + 6 * WEEK)
    decided = {"decision": decision, "because": Because.WORKING, "seen": SEEN, "goal": later}
    return review_plan(act(who, at=NOON), plan=plan, **decided)


def started(who, student):
    said = {"template": "middle", "goal": goal(), "tier": "early", "reason": "Absences"}
    return start_plan(
        act(who, at=NOON), client_uuid=UUID_1, student=student, strategies=[chosen()], **said
    )


def as_kept(row):
    return type(row).objects.filter(pk=row.pk).values().get()


def waiting(student):
    found = Task.objects.pending().filter(student=student).order_by("pk")
    return [(one.kind, one.due_on) for one in found]


@pytest.mark.parametrize("decision", [Decision.CONTINUE, Decision.CHANGE, Decision.EXIT])
def test_a_plan_is_as_it_was_before_its_review_and_the_review_waits_again(plan, who, decision):
    was, tasks = as_kept(plan), waiting(plan.student)
    reviewed(who, plan, decision)
    assert as_kept(plan) != was
    undone(who, plan)
    assert (as_kept(plan), waiting(plan.student)) == (was, tasks)
    assert PlanReview.objects.get().undone_at == SOON
    assert plan_file(plan, on=TODAY).reviews == []
    assert not [one for one in timeline(plan.student_id) if "review" in one.title]


def test_after_an_undone_review_it_is_reviewed_anew_on_the_day(plan, who):
    reviewed(who, plan)
    undone(who, plan)
    second = reviewed(who, plan, Decision.EXIT)
    assert list(PlanReview.objects.standing()) == [second]
    assert PlanReview.objects.count() == 2


def test_an_undone_review_stays_and_nobody_writes_it_anew(plan, who):
    row = reviewed(who, plan)
    undone(who, plan)
    for change in (lambda one: one.update(note="x"), lambda one: one.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(PlanReview.objects.filter(pk=row.pk))


def test_a_plan_of_a_mistake_ends_with_its_tasks_and_another_can_be_started(who, district, case):
    asked = TaskFactory(student=district.ana, kind=TaskKind.SUPPORT, key="asked")
    plan = started(who, district.ana)
    assert "started by mistake" in undone(who, plan)
    plan.refresh_from_db()
    assert (plan.ended_on, plan.end_reason) == (TODAY, "Undone at once: it was a mistake.")
    assert waiting(district.ana) == [(TaskKind.SUPPORT, asked.due_on)]
    assert Case.objects.get().is_open
    assert start(who, district.ana, uuid="00000000-0000-0000-0000-000000000002")


def test_the_case_that_it_began_is_closed_with_it(who, district):
    plan = started(who, district.ana)
    undone(who, plan)
    case = Case.objects.get()
    assert (case.is_open, case.close_reason) == (False, "mistake")


def test_a_case_that_it_began_and_that_somebody_used_keeps_the_plan(who, boss, district):
    plan = started(who, district.ana)
    soon = act(boss, at=NOON + timedelta(seconds=1))
    record(soon, action="note.logged", target_kind="note", target_id=1, student_id=district.ana.pk)
    with pytest.raises(HasMovedOn):
        undone(who, plan)


def test_a_strategy_that_was_added_ends_and_one_that_was_ended_goes_on(plan, strategy, who):
    added = add_strategy(act(who, at=NOON), plan=plan, chosen=chosen(title="Robotics"))
    undone(who, plan)
    added.refresh_from_db()
    assert (added.ended_on, added.ended_by) == (TODAY, who)
    at = SOON + timedelta(minutes=1)
    was = as_kept(strategy)
    end_strategy(act(who, at=at), strategy=strategy, reason="It worked")
    undone(who, plan, at=at, now=at + timedelta(minutes=1))
    assert as_kept(strategy) == was
    assert Strategy.objects.filter(ended_on=None).get() == strategy


def said(who, strategy, status, *, at=NOON, minutes=None):
    return deliver(act(who, at=at), strategy=strategy, on=TODAY, status=status, minutes=minutes)


def test_a_day_is_what_was_said_of_it_before(plan, strategy, who, boss):
    first = said(boss, strategy, Delivered.DONE, at=NOON - timedelta(minutes=2), minutes=20)
    was = as_kept(first)
    said(who, strategy, Delivered.REFUSED)
    undone(who, plan, undo=undo_delivery)
    assert as_kept(first) == was


def test_of_a_day_of_which_nothing_was_said_nothing_counts(plan, strategy, who):
    said(who, strategy, Delivered.DONE, minutes=20)
    undone(who, plan, undo=undo_delivery)
    assert Delivery.objects.get().status == Delivered.TAKEN_BACK
    [line] = plan_file(plan, on=TODAY).lines
    assert line.logged == []


def test_an_answer_does_not_count_and_the_one_before_does(plan, who):
    agreed, declined = (Agreed("Ana Ito", answer=one) for one in ("agreed", "declined"))
    answer(act(who, at=LAST_WEEK), plan=plan, agreed=[agreed])
    answer(act(who, at=NOON), plan=plan, agreed=[declined])
    undone(who, plan)
    [stands] = plan_file(plan, on=TODAY).answers
    assert (stands.last.answer, stands.before) == ("agreed", [])


def test_an_answer_where_there_was_none_leaves_none(plan, who):
    answer(act(who, at=NOON), plan=plan, agreed=[Agreed("Ana Ito")])
    undone(who, plan)
    assert plan_file(plan, on=TODAY).answers == []
    assert PlanAnswer.TAKEN_BACK not in dict(PlanAnswer.to_say())
    answer(act(who, at=SOON), plan=plan, agreed=[Agreed("Ana Ito")])
    assert len(plan_file(plan, on=TODAY).answers) == 1


@pytest.mark.parametrize("action", ["packet.built", "case.closed", "plan.started"])
def test_once_something_followed_it_stands(plan, who, boss, action):
    reviewed(who, plan)
    soon = act(boss, at=NOON + timedelta(seconds=1))
    given = {"target_kind": "x", "target_id": 1, "student_id": plan.student_id}
    record(soon, action=action, **given)
    with pytest.raises(HasMovedOn):
        undone(who, plan)
    assert PlanReview.objects.get().undone_at is None


def test_only_who_did_it_for_ten_minutes_and_once(plan, who, boss):
    reviewed(who, plan)
    with pytest.raises(NothingToUndo):
        undone(boss, plan)
    with pytest.raises(NothingToUndo):
        undone(who, plan, undo=undo_delivery)
    with pytest.raises(TenMinutesOver):
        undone(who, plan, now=NOON + timedelta(minutes=11))
    undone(who, plan)
    with pytest.raises(NothingToUndo):
        undone(who, plan)
    assert AuditEvent.objects.filter(action="plan.undone").count() == 1
    assert Plan.objects.get().ended_on is None
