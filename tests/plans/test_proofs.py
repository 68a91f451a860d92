"""What must hold of plans and groups is found when it does not: each lie, told straight to the database."""

from datetime import timedelta
from uuid import UUID

import pytest

from plans.actions import HeldSession, hold_session, take_back_session
from plans.choices import Delivered, Here
from plans.models import Delivery, GroupMember, GroupSession, Plan, Presence, WordsApart
from plans.queries.proofs import proofs
from tests.factories import (
    TODAY,
    CaseFactory,
    GroupFactory,
    GroupMemberFactory,
    PlanFactory,
    ServiceGivenFactory,
    StrategyFactory,
    act,
)
from tests.proving import found_wrong

CASES = "plans about another student than their case"
KEPT = "sessions of groups that plans keep otherwise than they were held"
MARKED = "students marked at sessions of a group that they were not in"
EARLY = "services written down before they were given"
DAY = timedelta(days=1)


@pytest.fixture
def session(district, who):
    """A session of today at which Ana, whose plan has it, and Ben were."""
    group = GroupFactory(school=district.oak, facilitator=who)
    for student in (district.ana, district.ben):
        GroupMemberFactory(group=group, student=student)
    StrategyFactory(plan=PlanFactory(student=district.ana), code=group.kind)
    here = {district.ana.pk: Here.PRESENT, district.ben.pk: Here.ABSENT}
    held = HeldSession(
        on=TODAY, minutes=40, here=here, words={district.ben.pk: "Asked for a ride."}
    )
    kept = hold_session(act(who), client_uuid=UUID(int=1), group=group, held=held)
    assert Delivery.objects.get().session == kept
    assert found_wrong(proofs) == set()
    return kept


@pytest.mark.parametrize(
    "lie",
    [
        lambda: Delivery.objects.update(status=Delivered.STUDENT_AWAY),
        lambda: Delivery.objects.update(on=TODAY - DAY),
        lambda: GroupSession.objects.update(
            taken_back_at=GroupSession.objects.get().at,
            taken_back_by=GroupSession.objects.get().by,
        ),
    ],
)
def test_a_plan_that_keeps_a_session_otherwise(session, lie):
    lie()
    assert found_wrong(proofs) == {KEPT}


def test_a_session_that_was_taken_back_holds(session, who):
    take_back_session(act(who), session=session)
    assert found_wrong(proofs) == set()


@pytest.mark.parametrize(
    "lie",
    [
        lambda one, child: Presence.objects.create(session=one, student=child, here=Here.PRESENT),
        lambda one, child: WordsApart.objects.create(session=one, student=child, text="Tired."),
        lambda _one, _child: GroupMember.objects.update(joined_on=TODAY + DAY),
    ],
)
def test_a_child_who_was_in_no_such_group(session, district, lie):
    lie(session, district.cleo)
    assert found_wrong(proofs) == {MARKED}


def test_a_plan_of_another_child_s_case(session, district):
    Plan.objects.update(case=CaseFactory(student=district.cleo))
    assert found_wrong(proofs) == {CASES}


def test_a_service_of_a_day_to_come(session, district):
    ServiceGivenFactory(student=district.ana)
    assert found_wrong(proofs) == set()
    ServiceGivenFactory(student=district.ana, on=TODAY + timedelta(days=5000))
    assert found_wrong(proofs) == {EARLY}
