"""What lies within what a grant is over: a place is its own, its region's and the district's."""

from types import SimpleNamespace

import pytest

from accounts.access.giving import _covers
from accounts.choices import Scope
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
