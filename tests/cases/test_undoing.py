"""What one click did in casework is undone while nothing has followed, and says so when something has."""

from contextlib import nullcontext
from datetime import timedelta

import pytest

from accounts.choices import Role
from audit.models import AuditEvent
from cases.actions import (
    assign,
    close_case,
    decide_tier,
    dismiss,
    do,
    done_at,
    make_task,
    open_cases,
    snooze,
    undo_casework,
)
from cases.actions.undoing import HasMovedOn
from cases.choices import CloseReason
from cases.models import Case
from core.stages import NotNow
from tests.factories import TODAY, CaseFactory, TaskFactory, act
from tests.letters.world import NOON
from tests.world import hire

HOUR = timedelta(hours=1)


def at(user, hours=0):
    return act(user, at=NOON + hours * HOUR)


def undo(user, hours=9):
    return undo_casework(at(user, hours), done=done_at(at(user, hours), NOON))


@pytest.fixture
def made(district, who):
    title = {"kind": "other", "title": "Ask", "due_on": TODAY}
    return make_task(at(who), student=district.ana, **title)


@pytest.fixture
def case(district, who):
    """A case of the counselor's, opened yesterday, with a task."""
    [case] = open_cases(
        at(who, -24), students=[district.ana], tier="early", reason="Absent", owner=who
    )
    TaskFactory(student=district.ana, owner=who, title="Call")
    return case


def test_a_task_that_was_added_is_gone_and_the_case_says_so(district, who, made):
    assert undo(who) == "Undone: the task is gone."
    made.refresh_from_db()
    assert made.state == "dismissed"
    with pytest.raises(HasMovedOn):
        undo(who)


@pytest.mark.parametrize(
    "decide",
    [
        lambda by, task: do(by, task=task),
        lambda by, task: dismiss(by, task=task, reason="Not needed"),
        lambda by, task: snooze(by, task=task, until=TODAY + timedelta(days=3), reason=""),
    ],
)
def test_a_decided_task_waits_again(district, who, decide):
    task = TaskFactory(student=district.ana, owner=who, due_on=TODAY)
    decide(at(who), task)
    assert undo(who) == "Undone: the task waits again."
    task.refresh_from_db()
    assert (task.state, task.due_on) == ("open", TODAY)


def test_a_case_that_was_opened_is_closed_as_a_mistake_and_its_tasks_wait_on(district, who):
    task = TaskFactory(student=district.ana)
    [case] = open_cases(at(who), students=[district.ana], tier="early", reason="x", owner=who)
    assert "opened by mistake" in undo(who)
    case.refresh_from_db()
    task.refresh_from_db()
    assert (case.close_reason, case.is_open, task.state) == (CloseReason.MISTAKE, False, "open")
    assert not case.assignments.filter(ends=None).exists()


def test_tasks_go_back_to_whom_they_were_for_with_an_opening_undone(district, who, boss):
    by_rule = TaskFactory(student=district.ana, owner=None, made_by=None, key="1:first:x")
    by_boss = TaskFactory(student=district.ana, owner=boss, made_by=boss)
    by_who = TaskFactory(student=district.ana, owner=who, made_by=who)
    other = TaskFactory(student=district.ben, owner=who, made_by=boss)
    [case] = open_cases(at(boss), students=[district.ana], tier="early", reason="x", owner=who)
    assert undo(boss)
    owners = []
    for task in (by_rule, by_boss, by_who, other):
        task.refresh_from_db()
        owners.append(task.owner)
    case.refresh_from_db()
    assert owners == [None, boss, who, who]


@pytest.mark.parametrize(
    ("actor", "action", "moves"),
    [
        ("user", "contact.logged", True),
        ("user", "document.opened", False),
        ("job", "letter.printed", False),
    ],
)
def test_an_opening_stands_once_somebody_did_something_about_the_student(
    district, who, actor, action, moves
):
    [case] = open_cases(at(who), students=[district.ana], tier="early", reason="x", owner=who)
    AuditEvent.objects.create(
        at=NOON + HOUR,
        actor_kind=actor,
        actor_name="X",
        action=action,
        target_kind="contact",
        target_id="1",
        student_id=district.ana.pk,
    )
    with pytest.raises(HasMovedOn) if moves else nullcontext():
        undo(who)
    case.refresh_from_db()
    assert case.is_open is moves


def test_a_task_that_a_closed_case_settled_does_not_say_that_it_waits_again(district, who, case):
    task = TaskFactory(student=district.ana, owner=who)
    do(at(who), task=task)
    close_case(at(who, 1), case=case, reason=CloseReason.IMPROVED, note="")
    with pytest.raises(HasMovedOn):
        undo(who)
    task.refresh_from_db()
    assert task.state == "done"


def test_a_closed_case_is_open_again_with_its_counselor_and_its_tasks(district, who, boss, case):
    assign(at(boss, -2), cases=[case], to=who, reason="Yours")
    done = TaskFactory(student=district.ana, owner=who, state="dismissed", decided_by=boss, decided_at=NOON - HOUR)  # fmt: skip
    close_case(at(boss), case=case, reason=CloseReason.IMPROVED, note="")
    assert "open again" in undo(boss)
    case.refresh_from_db()
    done.refresh_from_db()
    assert (case.is_open, case.owner, case.close_reason) == (True, who, "")
    assert case.assignments.get(ends=None).counselor == who
    assert (case.next_action, done.state) == ("Call", "dismissed")
    assert AuditEvent.objects.filter(action="case.reopened").count() == 1


def test_a_closed_case_stays_closed_where_another_is_open(district, who, case):
    close_case(at(who), case=case, reason=CloseReason.IMPROVED, note="")
    CaseFactory(student=district.ana)
    with pytest.raises(Exception, match="open case by now"):
        undo(who)
    case.refresh_from_db()
    assert not case.is_open


def test_cases_given_together_go_back_to_whoever_had_each(district, who, boss):
    other = hire(Role.COUNSELOR, district.oak)
    cases = []
    for student, owner in ((district.ana, who), (district.ben, other)):
        cases += open_cases(at(owner, -24), students=[student], tier="early", reason="x", owner=owner)  # fmt: skip
    third = hire(Role.COUNSELOR, district.oak)
    assign(at(boss), cases=cases, to=third, reason="Leave")
    assert "back with whoever had it" in undo(boss)
    assert [Case.objects.get(pk=one.pk).owner for one in cases] == [who, other]


def test_a_tier_is_what_it_was(district, who, case):
    decide_tier(at(who), case=case, tier="intensive", reason="Worse")
    assert "tier" in undo(who)
    case.refresh_from_db()
    assert case.tier == "early"
    assert case.tiers.count() == 3


def test_what_somebody_did_with_it_since_is_not_undone(district, who, boss, case):
    decide_tier(at(who), case=case, tier="intensive", reason="Worse")
    decide_tier(at(boss, 1), case=case, tier="universal", reason="Better")
    before = AuditEvent.objects.count()
    with pytest.raises(HasMovedOn):
        undo(who)
    case.refresh_from_db()
    assert (case.tier, AuditEvent.objects.count()) == ("universal", before)


def test_nobody_undoes_what_another_did_and_nothing_is_not_undone(district, who, boss, made):
    assert done_at(at(boss), NOON) == []
    with pytest.raises(NotNow):
        undo_casework(at(boss), done=[])
