"""Opening, assigning, deciding, closing: with who, why and the grant that follows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.access import students_for
from accounts.choices import GrantSource, Permission, Role
from accounts.models import Grant
from audit.models import AuditEvent
from cases.actions import (
    CannotHoldCases,
    CaseIsClosed,
    assign,
    close_case,
    decide_tier,
    open_cases,
)
from cases.choices import CloseReason
from cases.models import Case, CaseloadAssignment, TierDecision
from cases.queries.assignable_staff import assignable_staff, role_to_hold
from cases.queries.tasks import tasks_of
from psa.integrity import problems
from tasks.choices import TaskState
from tasks.models import Task
from tests.contacts.world import race
from tests.factories import TODAY, CaseFactory, TaskFactory, UserFactory, act
from tests.world import hire


def give(cases, to, by, reason="Balance"):
    return assign(cases=cases, to=to, reason=reason, act=act(by))


def reaches(user, student):
    found = students_for(user, Permission.NOTE_WRITE, on=TODAY)
    return found.filter(pk=student.pk).exists()


def test_a_case_is_opened_with_its_owner_its_tier_and_what_waits(district, who):
    task = TaskFactory(student=district.ana, title="Call the family")
    [case] = open_cases(
        students=[district.ana],
        tier="intensive",
        reason="12 days",
        owner=who,
        act=act(who),
    )
    task.refresh_from_db()
    assert (case.owner, case.opened_on, case.tier) == (who, TODAY, "intensive")
    assert (tasks_of(case), task.owner) == ([task], who)
    assert (case.next_action, case.next_due_on) == ("Call the family", TODAY)
    assert TierDecision.objects.get().reason == "12 days"
    assert [e.action for e in AuditEvent.objects.order_by("pk")] == [
        "case.opened",
        "case.assigned",
    ]
    assert problems() == []


def test_whoever_takes_a_case_widens_nothing(case, who):
    assert CaseloadAssignment.objects.get().grant is None
    assert Grant.objects.filter(source=GrantSource.ASSIGNMENT).count() == 0


def test_one_open_case_at_a_time(district, who, case):
    again = open_cases(
        students=[district.ana], tier="early", reason="Again", owner=who, act=act(who)
    )
    assert (again, Case.objects.get()) == ([], case)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(student=district.ana)


def test_opened_at_once_there_is_one(committed, district, who):
    answers = race(
        lambda _: open_cases(
            students=[district.ana], tier="early", reason="x", owner=who, act=act(who)
        )
    )
    assert Case.objects.count() == 1
    assert sorted(len(opened) for opened in answers) == [0, 0, 0, 1]


def test_an_assignment_opens_the_student_and_the_next_one_shuts_it(district, case, who, boss):
    first, second = hire(Role.COUNSELOR, district.pine), hire(Role.COUNSELOR, district.pine)
    assert not reaches(first, district.ana)
    give([case], first, boss, "Speaks Armenian")
    assert reaches(first, district.ana)
    give([case], second, boss)
    assert not reaches(first, district.ana)
    assert reaches(second, district.ana)
    given = CaseloadAssignment.objects.order_by("pk")
    assert [(a.counselor, a.ends, a.ended_because) for a in given] == [
        (who, TODAY, "Speaks Armenian"),
        (first, TODAY, "Balance"),
        (second, None, ""),
    ]
    assert {(g.role, g.source) for g in Grant.objects.filter(student=district.ana)} == {
        (Role.COUNSELOR, GrantSource.ASSIGNMENT)
    }
    case.refresh_from_db()
    assert case.owner == second
    assert problems() == []


def test_tasks_go_along(district, case, who, boss):
    task = TaskFactory(student=district.ana, owner=who)
    done = TaskFactory(
        student=district.ana,
        owner=who,
        state=TaskState.DONE,
        decided_by=who,
        decided_at="2026-11-01T12:00Z",
    )
    other = hire(Role.COUNSELOR, district.oak)
    give([case], other, boss)
    task.refresh_from_db()
    done.refresh_from_db()
    assert (task.owner, done.owner) == (other, who)


def test_to_whom_it_is_already_changes_nothing(case, who, boss):
    assert give([case], who, boss) == []
    assert CaseloadAssignment.objects.count() == 1
    assert not AuditEvent.objects.filter(actor_id=str(boss.pk)).exists()


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.INTERN])
def test_who_cannot_have_cases(district, case, boss, role):
    with pytest.raises(CannotHoldCases):
        give([case], hire(role, district.oak), boss)
    assert CaseloadAssignment.objects.count() == 1


def test_a_closed_account_has_no_cases(who):
    who.is_active = False
    assert role_to_hold(who, on=TODAY) is None


def test_an_expired_role_has_no_cases(district, case, boss):
    gone = hire(Role.COUNSELOR, district.oak, ends=TODAY - timedelta(days=1))
    assert role_to_hold(gone, on=TODAY) is None
    with pytest.raises(CannotHoldCases):
        give([case], gone, boss)


@pytest.mark.parametrize("many", [10, 50])
def test_many_are_given_in_as_many_statements_as_one(
    district, who, boss, django_assert_max_num_queries, many
):
    cases = [CaseFactory(owner=who) for _ in range(many)]
    other = hire(Role.COUNSELOR, district.oak)
    with django_assert_max_num_queries(24):
        assert len(give(cases, other, boss)) == many
    assert Case.objects.filter(owner=other).count() == many
    assert problems() == []


def test_one_closed_case_among_many_leaves_all_as_they_were(district, case, who, boss):
    other = CaseFactory(owner=who)
    close_case(case=case, reason=CloseReason.MOVED, note="", act=act(who))
    with pytest.raises(CaseIsClosed):
        give([case, other], boss, boss)
    other.refresh_from_db()
    assert other.owner == who


def test_a_tier_is_decided_with_its_reason(case, who):
    decide_tier(case=case, tier="intensive", reason="Third report", act=act(who))
    decide_tier(case=case, tier="intensive", reason="Again", act=act(who))
    case.refresh_from_db()
    assert case.tier == "intensive"
    reasons = TierDecision.objects.order_by("pk").values_list("tier", "reason")
    assert list(reasons) == [("early", "Absences"), ("intensive", "Third report")]


def test_closing_ends_everything_that_hung_on_it(district, case, who, boss):
    far = hire(Role.COUNSELOR, district.pine)
    give([case], far, boss)
    task = TaskFactory(student=district.ana, owner=far)
    closed = close_case(
        case=case, reason=CloseReason.IMPROVED, note="Back every day", act=act(boss)
    )
    task.refresh_from_db()
    assert (closed.closed_on, closed.closed_by, closed.close_note) == (
        TODAY,
        boss,
        "Back every day",
    )
    assert (task.state, task.decided_by) == (TaskState.DISMISSED, boss)
    assert not CaseloadAssignment.objects.filter(ends=None).exists()
    assert not reaches(far, district.ana)
    assert closed.next_action == ""
    assert problems() == []


def test_a_closed_case_stays_closed(case, who):
    close_case(case=case, reason=CloseReason.MOVED, note="", act=act(who))
    before = AuditEvent.objects.count()
    with pytest.raises(CaseIsClosed):
        close_case(case=case, reason=CloseReason.OTHER, note="", act=act(who))
    with pytest.raises(CaseIsClosed):
        decide_tier(case=case, tier="intensive", reason="x", act=act(who))
    assert AuditEvent.objects.count() == before


def test_a_new_case_after_a_closed_one(district, case, who):
    close_case(case=case, reason=CloseReason.IMPROVED, note="", act=act(who))
    [again] = open_cases(
        students=[district.ana],
        tier="early",
        reason="Absent again",
        owner=who,
        act=act(who),
    )
    assert again.pk != case.pk


def test_a_case_is_closed_by_a_person_with_a_reason(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(closed_on=TODAY)


def test_holders_are_those_who_serve_the_school_with_their_load(district, case, who, boss):
    TaskFactory(student=district.ana, due_on=TODAY - timedelta(days=1))
    Case.objects.filter(pk=case.pk).update(next_due_on=TODAY - timedelta(days=1))
    CaseFactory(owner=who, next_due_on=TODAY)
    over = {"closed_on": TODAY, "closed_by": who, "close_reason": CloseReason.MOVED}
    CaseFactory(owner=who, next_due_on=TODAY - timedelta(days=1), **over)
    coordinator = hire(Role.FIELD_COORDINATOR, district.north)
    hire(Role.CLERK, district.oak)
    hire(Role.COUNSELOR, district.pine)
    hire(Role.COUNSELOR, district.oak, to=UserFactory(is_active=False))
    found = {
        h.user: (h.open_cases, h.overdue)
        for h in assignable_staff(on=TODAY, schools=[district.oak.pk])
    }
    assert found == {who: (2, 1), boss: (0, 0), coordinator: (0, 0)}


def test_a_summary_that_lies_is_found(case):
    Case.objects.filter(pk=case.pk).update(last_reached_on=TODAY)
    assert [p.name for p in problems()] == ["summaries of cases"]


def test_an_owner_without_an_assignment_is_found(case, boss):
    Case.objects.filter(pk=case.pk).update(owner=boss)
    assert [p.name for p in problems()] == ["open cases without the assignment of their owner"]


def test_a_tier_that_nobody_decided_is_found(case):
    Case.objects.filter(pk=case.pk).update(tier="prevention")
    assert [p.name for p in problems()] == ["tiers of cases that nobody decided"]


def test_tasks_without_a_maker_are_refused(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(
            student=district.ana, kind="contact", title="x", due_on=TODAY, made_on=TODAY
        )
