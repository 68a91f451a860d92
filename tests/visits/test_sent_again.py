"""What is sent again, by the same person or from a page that is old by now."""

from uuid import UUID, uuid4

import pytest

from audit.models import AuditEvent
from tests.factories import TODAY
from tests.visits.world import at_the_door, logged, now, plan
from visits.actions import (
    VisitMoved,
    VisitPlan,
    call_off,
    change_visit,
    confirm,
    leave,
    resume,
    stay,
    validate,
)
from visits.choices import VisitState, WhyOff
from visits.models import VisitStep

pytestmark = pytest.mark.django_db
KEY = UUID(int=77)


@pytest.fixture
def visit(counselor, partner, district):
    return plan(counselor, district.ana, partner=partner)


def twice(change, by, visit, **more):
    """Send a change twice under one key; return what both gave."""
    return [change(now(by), visit=visit, client_uuid=KEY, **more) for _ in range(2)]


def once(verb):
    """Return whether a verb was taken and recorded once under the key."""
    steps = VisitStep.objects.filter(client_uuid=KEY, verb=verb).count()
    rows = AuditEvent.objects.filter(target_kind="visit").exclude(action="visit.planned").count()
    return (steps, rows >= 1) == (1, True)


def test_a_confirmation(visit, partner):
    assert {one.state for one in twice(confirm, partner, visit)} == {VisitState.CONFIRMED}
    assert once("confirm")


def test_a_change_of_plan(visit, counselor, partner):
    new = VisitPlan(day=TODAY, goes=counselor.pk)
    first, second = twice(change_visit, counselor, visit, plan=new)
    assert (first.partner, second.partner) == (None, None)
    assert once("change")


def test_minutes_more_are_not_added_twice(visit, counselor, watcher):
    at_the_door(counselor, visit, watcher)
    first, second = twice(stay, counselor, visit, minutes=15)
    assert first.back_by == second.back_by
    assert once("stay")


def test_a_check_out_keeps_the_first_moment(visit, counselor, watcher):
    at_the_door(counselor, visit, watcher)
    first, second = twice(leave, counselor, visit)
    assert first.back_at == second.back_at
    assert once("leave")


def test_a_signature(visit, counselor, partner, district):
    logged(counselor, visit, district.ana)
    assert {one.state for one in twice(validate, partner, visit)} == {VisitState.VALIDATED}
    assert once("validate")


def test_called_off_and_planned_again(visit, counselor):
    twice(call_off, counselor, visit, why=WhyOff.NOBODY)
    assert once("call_off")
    back = [resume(now(counselor), visit=visit, client_uuid=UUID(int=78)) for _ in range(2)]
    assert {one.state for one in back} == {VisitState.PLANNED}


def test_the_key_of_one_step_makes_no_other(visit, counselor, partner):
    confirm(now(partner), visit=visit, client_uuid=KEY)
    with pytest.raises(VisitMoved):
        call_off(now(partner), visit=visit, client_uuid=KEY, why=WhyOff.OTHER)
    with pytest.raises(VisitMoved):
        call_off(now(counselor), visit=visit, client_uuid=KEY, why=WhyOff.OTHER)


def test_the_key_of_another_visit_makes_none_here(visit, counselor, partner, district):
    other = plan(counselor, district.ben, partner=partner)
    confirm(now(partner), visit=visit, client_uuid=KEY)
    with pytest.raises(VisitMoved):
        confirm(now(partner), visit=other, client_uuid=KEY)
    other.refresh_from_db()
    assert other.state == VisitState.PLANNED


def test_of_two_who_check_out_the_second_hears_that_it_moved_on(visit, counselor, watcher):
    at_the_door(counselor, visit, watcher)
    leave(now(counselor), visit=visit, client_uuid=uuid4())
    with pytest.raises(VisitMoved):
        leave(now(watcher), visit=visit, client_uuid=uuid4())
