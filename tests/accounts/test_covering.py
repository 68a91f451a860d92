"""What lies within what a grant is over: a place is its own, its region's and the district's."""

from datetime import date
from types import SimpleNamespace

import pytest

from accounts.access.giving import _covers
from accounts.access.ways import EnrolledPlace, HeldGrant, Way, ways_of
from accounts.choices import Permission, Role, Scope
from students.models import Region, School

PLACES = {
    "district": None,
    "region 1": Region(pk=1),
    "region 2": Region(pk=2),
    "school 1 of region 1": School(pk=1, region_id=1),
    "school 2 of region 2": School(pk=2, region_id=2),
    "school 3 of none": School(pk=3),
}


@pytest.mark.parametrize(
    ("scope", "keys", "within"),
    [
        (Scope.DISTRICT, {}, set(PLACES)),
        (Scope.REGION, {"region_id": 1}, {"region 1", "school 1 of region 1"}),
        (Scope.SCHOOL, {"school_id": 2}, {"school 2 of region 2"}),
        (Scope.SCHOOL, {"school_id": 1}, {"school 1 of region 1"}),
        (Scope.STUDENT, {"student_id": 1}, set()),
    ],
)
def test_a_grant_covers_what_lies_within_its_place(scope, keys, within):
    grant = SimpleNamespace(scope=scope, region_id=None, school_id=None, student_id=None)
    vars(grant).update(keys)
    assert {name for name, place in PLACES.items() if _covers(grant, place)} == within


HERE, GONE = EnrolledPlace(1, 1, has_ended=False), EnrolledPlace(2, 2, has_ended=True)
NOWHERE = EnrolledPlace(3, None, has_ended=False)


@pytest.mark.parametrize(
    ("scope", "key", "places", "in_tail"),
    [
        (Scope.DISTRICT, None, (), False),
        (Scope.SCHOOL, 1, (HERE, GONE), False),
        (Scope.SCHOOL, 2, (HERE, GONE), True),  # left there: of another school's student
        (Scope.SCHOOL, 3, (HERE, GONE), None),
        (Scope.REGION, 1, (HERE,), False),
        (Scope.REGION, 2, (HERE, GONE), True),
        (Scope.REGION, 3, (HERE, NOWHERE), None),
        (Scope.STUDENT, 7, (), False),
        (Scope.STUDENT, 8, (HERE,), None),
        (Scope.STUDENT, 1, (HERE,), None),  # the number of the school, not of the student
    ],
)
def test_a_student_is_reached_by_name_or_where_they_are_enrolled(scope, key, places, in_tail):
    place = {f"{scope}_id": key} if key else {}
    keys = {"region_id": None, "school_id": None, "student_id": None, **place}
    grant = HeldGrant(pk=5, role=Role.COUNSELOR, scope=scope, ends=date(2027, 6, 30), **keys)
    found = [(way.pk, way.in_tail) for way in ways_of([grant], 7, places)]
    assert found == ([] if in_tail is None else [(5, in_tail)])


@pytest.mark.parametrize(("in_tail", "writes"), [(False, True), (True, False)])
def test_who_has_left_is_read_and_not_written_about(in_tail, writes):
    way = Way(5, Role.COUNSELOR, in_tail=in_tail)
    assert way.opens(Permission.CASE_READ)
    assert way.opens(Permission.NOTE_WRITE) is writes
    assert not way.opens(Permission.DOCKET_MANAGE)
