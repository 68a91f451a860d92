"""Roles go on after their last day, one or many; and which end soon with none that follows."""

from datetime import date, timedelta

import pytest

from accounts.actions import (
    GrantEndsBeforeItStarts,
    GrantIsTooLong,
    RoleGoesOn,
    extend_role,
    extend_roles,
)
from accounts.choices import Role, Scope
from accounts.models import Grant
from tests.factories import TODAY, GrantFactory, act
from tests.world import hire

DAY = timedelta(days=1)
JUNE = date(2027, 6, 30)


@pytest.fixture
def boss(district):
    return hire(Role.DIRECTOR)


def test_extend_role(district, boss):
    given = GrantFactory(scope=Scope.SCHOOL, school=district.oak)
    going = extend_role(act(boss), grant=given, ends=date(2028, 6, 30), reason="Another year")
    assert (going.starts, going.ends, going.school) == (
        JUNE + DAY,
        date(2028, 6, 30),
        district.oak,
    )
    given.refresh_from_db()
    assert given.ends == JUNE
    with pytest.raises(RoleGoesOn):
        extend_role(act(boss), grant=given, ends=date(2028, 6, 30), reason="Again")


@pytest.mark.parametrize(
    ("ends", "refusal"),
    [
        (JUNE, GrantEndsBeforeItStarts),
        (JUNE + DAY, None),
        (JUNE + 366 * DAY, None),
        (JUNE + 367 * DAY, GrantIsTooLong),
    ],
)
def test_how_far_a_role_goes_on(district, boss, ends, refusal):
    given = GrantFactory()
    if refusal is None:
        assert extend_role(act(boss), grant=given, ends=ends, reason="More").ends == ends
        return
    with pytest.raises(refusal):
        extend_role(act(boss), grant=given, ends=ends, reason="More")
    assert Grant.objects.of_places().filter(principal=given.principal).count() == 1


def test_extend_roles_leaves_those_that_may_not(district, boss, django_assert_max_num_queries):
    mine = Grant.objects.of(boss.actor).get()
    going = [GrantFactory(), GrantFactory(scope=Scope.SCHOOL, school=district.oak)]
    left = [mine, GrantFactory(role=Role.AUDITOR), GrantFactory(ends=TODAY - DAY)]
    keys = [one.pk for one in (*going, *left)]
    with django_assert_max_num_queries(8):
        made = extend_roles(act(boss), grants=keys, ends=date(2028, 6, 30), reason="Year")
    assert [one.principal for one in made] == [one.principal for one in going]
    assert extend_roles(act(boss), grants=keys, ends=date(2028, 6, 30), reason="Year") == []


# --- Ending soon -----------------------------------------------------------------------------


def ending(grant):
    return Grant.objects.ending(TODAY, by=TODAY + 30 * DAY).filter(pk=grant.pk).exists()


@pytest.mark.parametrize(("days", "soon"), [(-1, False), (0, True), (30, True), (31, False)])
def test_ending(db, days, soon):
    assert ending(GrantFactory(ends=TODAY + days * DAY)) is soon


@pytest.mark.parametrize(("gap", "soon"), [(1, False), (2, True)])
def test_what_follows_at_once_ends_nothing(district, gap, soon):
    near = GrantFactory(scope=Scope.SCHOOL, school=district.oak, ends=TODAY + 5 * DAY)
    GrantFactory(
        principal=near.principal,
        scope=Scope.SCHOOL,
        school=district.oak,
        starts=near.ends + gap * DAY,
        ends=JUNE,
    )
    assert ending(near) is soon


def test_the_same_role_elsewhere_or_taken_back_is_no_continuation(district):
    near = GrantFactory(scope=Scope.SCHOOL, school=district.oak, ends=TODAY + 5 * DAY)
    GrantFactory(principal=near.principal, scope=Scope.SCHOOL, school=district.elm)
    GrantFactory(
        principal=near.principal, scope=Scope.SCHOOL, school=district.oak, revoked_at=act().at
    )
    assert ending(near)


def test_a_caseload_that_ends_is_no_role_that_ends(district):
    assert not ending(GrantFactory(scope=Scope.STUDENT, student=district.ana, ends=TODAY))
