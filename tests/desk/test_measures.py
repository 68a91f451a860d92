"""Which measure of the records somebody may know, and of which schools."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from accounts.access import reach_of
from accounts.choices import Permission, Role, Scope
from core.clock import monday_of
from desk.queries.measures import BY_KEY
from desk.queries.quality import measures_for, overview_of
from sis.models import DoubtCount
from students.models import School
from tests.factories import TODAY, GrantFactory, act
from tests.world import hire

CONTACTS, ATTENDANCE, LETTERS = (
    Permission.CONTACT_READ,
    Permission.ATTENDANCE_READ,
    Permission.LETTER_READ,
)


def reach(may):
    """Somebody with these permissions at the school 1."""
    return SimpleNamespace(
        scopes=lambda one: SimpleNamespace(
            district=False, regions=[], schools=[1] if one in may else [], students=[]
        )
    )


@pytest.mark.parametrize(
    ("may", "told", "untold"),
    [
        ((), set(), set(BY_KEY)),
        ((ATTENDANCE,), {"age", "days", "aside"}, {"adult", "letters"}),
        ((CONTACTS,), {"adult", "telephone"}, {"age", "letters"}),
        ((LETTERS,), set(), {"letters"}),  # half of what it takes
        ((CONTACTS, LETTERS), {"letters"}, {"age"}),
        ((CONTACTS, ATTENDANCE, LETTERS), set(BY_KEY), set()),
    ],
)
def test_a_measure_takes_every_permission_that_it_needs(may, told, untold):
    found = {one.key for one in measures_for(reach(may), School(pk=1))}
    assert told <= found
    assert not untold & found
    assert measures_for(reach(may), School(pk=2)) == []


def kept(school, key, found, weeks=0):
    week = monday_of(TODAY) - timedelta(weeks=weeks)
    DoubtCount.objects.create(school=school, key=key, week=week, found=found, counted_at=act().at)


def test_schools_count_for_what_may_be_known_of_each_and_four_weeks_before(district):
    """An auditor of all schools, who is the counselor of one of them."""
    user = hire(Role.AUDITOR)
    GrantFactory(to=user, role=Role.COUNSELOR, scope=Scope.SCHOOL, school=district.oak)
    for school, found in ((district.oak, 3), (district.elm, 5)):
        for key in ("age", "adult"):
            kept(school, key, found)
    kept(district.oak, "age", 1, weeks=4)
    kept(district.oak, "age", 9, weeks=3)
    kept(district.elm, "adult", 9, weeks=4)
    found = overview_of(reach_of(user, on=TODAY), School.objects.all())
    assert {one.measure.key: (one.count, one.before) for one in found.totals} == {
        "age": (8, 1),
        "adult": (3, 0),
    }
    counts = {
        line.school.name: {one.measure.key: one.count for one in line.found}
        for line in found.schools
    }
    assert counts == {"Oak": {"age": 3, "adult": 3}, "Elm": {"age": 5}}
