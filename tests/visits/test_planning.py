"""Planning a visit: once, for one home, changed, called off and planned again."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from tests.factories import TODAY, HouseholdFactory, VisitFactory, act
from tests.visits.world import now, plan
from visits.actions import (
    HomesDiffer,
    NotYourVisitForm,
    PartnerIsYou,
    VisitMoved,
    VisitPlan,
    call_off,
    change_visit,
    confirm,
    resume,
)
from visits.choices import VisitState, WhyOff
from visits.models import Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def at_one_home(*students):
    home = HouseholdFactory()
    for student in students:
        student.household = home
        student.save(update_fields=["household"])


def test_a_visit_is_planned_once_for_the_children_of_a_home(counselor, district):
    at_one_home(district.ana, district.ben)
    first = plan(counselor, district.ana, district.ben, uuid=UUID(int=1))
    again = plan(counselor, district.ana, district.ben, uuid=UUID(int=1))
    assert first == again
    assert Visit.objects.get().state == VisitState.PLANNED
    told = AuditEvent.objects.filter(action="visit.planned").values_list("student_id", flat=True)
    assert sorted(told) == sorted([district.ana.pk, district.ben.pk])


def test_two_families_are_two_visits(counselor, district):
    with pytest.raises(HomesDiffer):
        plan(counselor, district.ana, district.ben)
    assert not Visit.objects.exists()


def test_nobody_is_their_own_partner(counselor, district):
    with pytest.raises(PartnerIsYou):
        plan(counselor, district.ana, partner=counselor)
    with pytest.raises(IntegrityError, match="visit_partner_is_another"), transaction.atomic():
        VisitFactory(goes=counselor, partner=counselor)


def test_somebody_elses_form_plans_nothing(counselor, partner, district):
    plan(counselor, district.ana, uuid=UUID(int=1))
    with pytest.raises(NotYourVisitForm):
        plan(partner, district.ana, uuid=UUID(int=1))
    with pytest.raises(NotYourVisitForm):
        plan(counselor, district.ben, uuid=UUID(int=1))


def test_another_day_is_confirmed_anew(counselor, partner, district):
    visit = plan(counselor, district.ana, partner=partner)
    confirm(now(partner), visit=visit, client_uuid=uuid4())
    changed = VisitPlan(day=TODAY + DAY, goes=counselor.pk, partner=partner.pk)
    moved = change_visit(now(counselor), visit=visit, client_uuid=uuid4(), plan=changed)
    assert (moved.day, moved.state) == (TODAY + DAY, VisitState.PLANNED)


def test_a_visit_called_off_is_planned_again_no_earlier_than_today(counselor, district):
    visit = plan(counselor, district.ana, day=TODAY - DAY)
    call_off(act(counselor), visit=visit, client_uuid=UUID(int=1), why=WhyOff.FAMILY)
    off = call_off(act(counselor), visit=visit, client_uuid=UUID(int=1), why=WhyOff.FAMILY)
    assert (off.state, off.why_off) == (VisitState.OFF, WhyOff.FAMILY)
    assert visit.steps.count() == 1
    back = resume(act(counselor), visit=visit, client_uuid=uuid4())
    assert (back.state, back.why_off, back.day) == (VisitState.PLANNED, "", TODAY)


def test_what_is_called_off_twice_from_two_pages_has_moved_on(counselor, partner, district):
    visit = plan(counselor, district.ana)
    call_off(now(counselor), visit=visit, client_uuid=uuid4(), why=WhyOff.FAMILY)
    with pytest.raises(VisitMoved):
        call_off(now(partner), visit=visit, client_uuid=uuid4(), why=WhyOff.OTHER)


@pytest.mark.parametrize(
    ("values", "promise"),
    [
        ({"state": "nowhere"}, "visit_state_is_known"),
        ({"state": "confirmed"}, "visit_confirmed_by_a_partner"),
        ({"state": "there"}, "visit_watched_while_at_the_door"),
        ({"state": "off"}, "visit_called_off_for_a_reason"),
        ({"why_off": "other"}, "visit_called_off_for_a_reason"),
        ({"miles": 501}, "visit_miles_can_be_driven"),
    ],
)
def test_no_visit_that_cannot_be(values, promise):
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        VisitFactory(**values)
