"""The day of a visit: confirmed, at the door, back, signed off; and nobody goes alone where it is said."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from audit.models import AuditEvent
from tests.factories import TODAY, HouseholdFactory, NotAloneFactory
from tests.visits.world import at_the_door, logged, now, plan
from visits.actions import (
    NobodyGoesAlone,
    NothingWritten,
    NotYourDoor,
    NotYoursToConfirm,
    ReasonStands,
    VisitMoved,
    WatcherGoesAlong,
    confirm,
    leave,
    lift,
    stay,
    validate,
    warn,
)
from visits.choices import VisitState, WhyNotAlone
from visits.models import NotAlone
from visits.queries.alone import warnings_of

pytestmark = pytest.mark.django_db
QUARTER = timedelta(days=90)


def confirmed(by, partner, student):
    visit = plan(by, student, partner=partner)
    return confirm(now(partner), visit=visit, client_uuid=uuid4())


def test_from_the_plan_to_the_signature(counselor, partner, watcher, district):
    visit = confirmed(counselor, partner, district.ana)
    at_the_door(counselor, visit, watcher, minutes=20)
    visit.refresh_from_db()
    assert (visit.state, visit.watcher) == (VisitState.THERE, watcher)
    assert visit.back_by - visit.went_at == timedelta(minutes=20)
    assert leave(now(counselor), visit=visit, client_uuid=uuid4()).back_at is not None
    with pytest.raises(NothingWritten):
        validate(now(partner), visit=visit, client_uuid=uuid4())
    logged(counselor, visit, district.ana)
    with pytest.raises(NotYoursToConfirm):
        validate(now(counselor), visit=visit, client_uuid=uuid4())
    done = validate(now(partner), visit=visit, client_uuid=uuid4())
    assert done.state == VisitState.VALIDATED
    said = AuditEvent.objects.filter(target_kind="visit").order_by("pk")
    assert [one.action.removeprefix("visit.") for one in said] == [
        *("planned", "confirmed", "checked_in", "checked_out", "logged", "signed_off")
    ]


def test_only_the_partner_confirms(counselor, partner, watcher, district):
    visit = plan(counselor, district.ana, partner=partner)
    for other in (counselor, watcher):
        with pytest.raises(NotYoursToConfirm):
            confirm(now(other), visit=visit, client_uuid=uuid4())


def test_only_who_goes_checks_in_and_names_somebody_else(counselor, partner, watcher, district):
    visit = plan(counselor, district.ana, partner=partner)
    with pytest.raises(NotYourDoor):
        at_the_door(watcher, visit, counselor)
    with pytest.raises(WatcherGoesAlong):
        at_the_door(counselor, visit, counselor)
    at_the_door(counselor, visit, watcher, uuid=UUID(int=1))
    assert at_the_door(counselor, visit, watcher, uuid=UUID(int=1)).state == VisitState.THERE
    with pytest.raises(VisitMoved):
        at_the_door(counselor, visit, watcher)


def test_who_stays_longer_is_late_later(counselor, watcher, district):
    visit = plan(counselor, district.ana)
    at_the_door(counselor, visit, watcher, minutes=10)
    visit.refresh_from_db()
    longer = stay(now(counselor, minutes=5), visit=visit, client_uuid=uuid4(), minutes=15)
    assert longer.back_by > visit.back_by


def test_where_nobody_goes_alone_a_partner_confirms_first(counselor, partner, watcher, district):
    NotAloneFactory(student=district.ana)
    alone = plan(counselor, district.ana)
    with pytest.raises(NobodyGoesAlone):
        at_the_door(counselor, alone, watcher)
    unconfirmed = plan(counselor, district.ana, partner=partner)
    with pytest.raises(NobodyGoesAlone):
        at_the_door(counselor, unconfirmed, watcher)
    confirm(now(partner), visit=unconfirmed, client_uuid=uuid4())
    assert at_the_door(counselor, unconfirmed, watcher).state == VisitState.THERE


def test_a_warning_holds_for_the_home_until_a_person_lifts_it(counselor, partner, district):
    home = HouseholdFactory()
    type(district.ana).objects.filter(pk__in=[district.ana.pk, district.ben.pk]).update(
        household=home
    )
    district.ana.refresh_from_db()
    district.ben.refresh_from_db()
    made = warn(
        now(counselor),
        client_uuid=UUID(int=1),
        student=district.ana,
        reason=WhyNotAlone.WEAPON,
        review_on=TODAY + QUARTER,
    )
    assert warnings_of([district.ben]) == [made]
    assert warnings_of([district.dov]) == []
    lift(now(partner), warning=made)
    lift(now(counselor), warning=made)
    assert warnings_of([district.ben]) == []
    assert NotAlone.objects.get().lifted.by == partner
    said = AuditEvent.objects.filter(target_kind="not_alone").order_by("pk")
    assert [one.action for one in said] == ["visit.not_alone", "visit.alone_again"]


def test_a_reason_is_said_once(counselor, district):
    what = {"student": district.ana, "reason": WhyNotAlone.ANIMAL, "review_on": TODAY + QUARTER}
    first = warn(now(counselor), client_uuid=UUID(int=1), **what)
    assert warn(now(counselor), client_uuid=UUID(int=1), **what) == first
    with pytest.raises(ReasonStands):
        warn(now(counselor), client_uuid=UUID(int=2), **what)
