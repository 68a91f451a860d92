"""A day of visits as one person has it: what they may do, where it goes, how far it is."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.access import reach_of
from accounts.choices import Role
from students.models import Student
from students.queries.homes import HomeAddress
from tests.factories import (
    TODAY,
    GuardianshipFactory,
    NotAloneFactory,
    NoteFactory,
    UserFactory,
    VisitFactory,
)
from tests.visits.world import at_the_door, plan
from tests.world import hire
from visits.choices import VisitState, WhyOff
from visits.models import VisitStudent
from visits.queries.day import day_of, miles_of, own_visits, told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PLANNED, CONFIRMED, THERE, OUT, VALIDATED, OFF = VisitState
GOER, PARTNER, OTHER = "goer", "partner", "other"


def reach(person):
    return reach_of(person, on=TODAY)


def live(student, street, zip_code="90012"):
    where = {"street": street, "city": "Los Angeles", "state": "CA", "zip": zip_code}
    Student.objects.filter(pk=student.pk).update(**where)


def visit_in(state, goes, partner, student):
    moment = timezone.now()
    more = {
        THERE: {"watcher": UserFactory(), "went_at": moment, "back_by": moment},
        OFF: {"why_off": WhyOff.OTHER},
    }.get(state, {})
    if state in (OUT, VALIDATED):
        more["note"] = NoteFactory(about_student=student)
    return VisitFactory(goes=goes, partner=partner, state=state, about_student=student, **more)


@pytest.mark.parametrize(
    ("state", "who", "verbs"),
    [
        (PLANNED, GOER, ["change", "arrive", "log", "call_off"]),
        (PLANNED, PARTNER, ["change", "confirm", "arrive", "log", "call_off"]),
        (PLANNED, OTHER, ["change", "log", "call_off"]),
        (CONFIRMED, GOER, ["change", "arrive", "log", "call_off"]),
        (CONFIRMED, PARTNER, ["change", "arrive", "log", "call_off"]),
        (THERE, GOER, ["stay", "leave", "log"]),
        (THERE, OTHER, ["leave", "log"]),
        (OUT, GOER, ["log"]),
        (OUT, PARTNER, ["log", "validate"]),
        (VALIDATED, PARTNER, []),
        (OFF, GOER, ["log", "resume"]),
        (OFF, OTHER, ["log", "resume"]),
    ],
)
def test_what_each_may_do(counselor, partner, watcher, district, state, who, verbs):
    visit = visit_in(state, counselor, partner, district.ana)
    reader = {GOER: counselor, PARTNER: partner, OTHER: watcher}[who]
    [shown] = told(reach(reader), [visit])
    assert shown.verbs == verbs


def test_what_nobody_wrote_down_is_not_signed_off(counselor, partner, district):
    visit = VisitFactory(goes=counselor, partner=partner, state=OUT, about_student=district.ana)
    [shown] = told(reach(partner), [visit])
    assert shown.verbs == ["log"]


@pytest.mark.parametrize(
    ("state", "is_warned", "waits"),
    [
        (PLANNED, True, True),
        (PLANNED, False, False),
        (CONFIRMED, True, False),
        (THERE, True, False),
    ],
)
def test_where_nobody_goes_alone_it_waits_for_the_partner(
    counselor, partner, district, state, is_warned, waits
):
    if is_warned:
        NotAloneFactory(student=district.ana)
    visit = visit_in(state, counselor, partner, district.ana)
    [shown] = told(reach(counselor), [visit])
    assert shown.waits_for_partner is waits


@pytest.mark.parametrize(("hours", "late"), [(0, False), (-2, True)])
def test_who_is_late(counselor, watcher, district, hours, late):
    visit = at_the_door(counselor, plan(counselor, district.ana), watcher, hours=hours)
    [shown] = told(reach(counselor), [visit])
    assert shown.is_late is late


def test_areas_in_order_and_what_has_none_last(counselor, district):
    live(district.ana, "5 Main St", "90012")
    live(district.ben, "1 Main St", "90001")
    for student in (district.ana, district.ben, district.eve):
        VisitFactory(goes=counselor, about_student=student)
    hire(Role.COUNSELOR, district.pine, to=counselor)  # Eve goes there by now
    areas = day_of(reach(counselor), on=TODAY)
    assert [area.name for area in areas] == ["90001", "90012", ""]


def test_within_an_area_along_the_street(counselor, district):
    live(district.ana, "120 Oak St")
    live(district.ben, "9 Oak St")
    far = VisitFactory(goes=counselor, about_student=district.ana)
    near = VisitFactory(goes=counselor, about_student=district.ben)
    [area] = day_of(reach(counselor), on=TODAY)
    assert [one.visit for one in area.visits] == [near, far]


def test_a_home_is_hidden_if_that_of_one_child_is(counselor, district):
    live(district.ana, "9 Oak St")
    live(district.ben, "9 Oak St")
    GuardianshipFactory(student=district.ben, lives_with=True, safe_address="PO Box 1")
    visit = VisitFactory(goes=counselor, about_student=district.ana)
    VisitStudent.objects.create(visit=visit, student=district.ben)
    [shown] = told(reach(counselor), [visit])
    assert shown.home == HomeAddress(is_hidden=True)


def test_a_child_out_of_reach_is_not_named(counselor, district):
    visit = VisitFactory(goes=counselor, about_student=district.ana)
    VisitStudent.objects.create(visit=visit, student=district.dov)
    [shown] = told(reach(counselor), [visit])
    assert list(shown.students) == [district.ana]


def test_whose_visits_a_day_has(counselor, partner, watcher, district):
    mine = plan(counselor, district.ana)
    along = plan(partner, district.ben, partner=counselor)
    watched = at_the_door(partner, plan(partner, district.ana), counselor)
    plan(partner, district.ana)
    plan(counselor, district.ana, day=TODAY + DAY)
    assert set(own_visits(reach(counselor), on=TODAY)) == {mine, along, watched}
    assert not own_visits(reach(watcher), on=TODAY).exists()


def test_who_is_at_a_door_stands_on_every_day(counselor, watcher, district):
    visit = at_the_door(counselor, plan(counselor, district.ana), watcher)
    assert list(own_visits(reach(counselor), on=TODAY + DAY)) == [visit]


def test_who_left_the_school_has_no_visits_there(counselor, district):
    plan(counselor, district.ana)
    elsewhere = hire(Role.COUNSELOR, district.pine)
    VisitFactory(goes=elsewhere, about_student=district.ana)
    assert not own_visits(reach(elsewhere), on=TODAY).exists()


def test_miles_are_those_of_who_drove(counselor, partner, district):
    for by, miles in ((counselor, "2.5"), (counselor, None), (counselor, "4"), (partner, "9")):
        VisitFactory(
            goes=by,
            partner=None if by == counselor else counselor,
            about_student=district.ana,
            miles=miles and Decimal(miles),
        )
    areas = day_of(reach(counselor), on=TODAY)
    assert miles_of(areas, counselor.pk) == Decimal("6.5")
    assert miles_of([], counselor.pk) == 0


def test_nothing_is_asked_for_nobody(counselor, django_assert_num_queries):
    reader = reach(counselor)
    with django_assert_num_queries(0):
        assert told(reader, []) == []
