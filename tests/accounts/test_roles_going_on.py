"""Roles go on after their last day, one or many; and which end soon with none that follows."""

from datetime import date, timedelta

import pytest

from accounts.actions import (
    GrantEndsBeforeItStarts,
    GrantIsTooLong,
    LastDayIsNotEarlier,
    RoleGoesOn,
    RoleIsTheirs,
    end_role,
    extend_role,
    extend_roles,
)
from accounts.choices import Role, Scope
from accounts.models import Grant
from accounts.queries.people import PARTS, count_ending_and_invited, people, roles_held
from accounts.queries.roles import role_from
from audit.models import AuditEvent
from tests.factories import TODAY, GrantFactory, act
from tests.world import hire, person

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
    with django_assert_max_num_queries(9):  # one of them locks the accounts
        made = extend_roles(act(boss), grants=keys, ends=date(2028, 6, 30), reason="Year")
    assert [one.principal for one in made] == [one.principal for one in going]
    assert extend_roles(act(boss), grants=keys, ends=date(2028, 6, 30), reason="Year") == []


# --- Going on: what the list, the page and the actions say is the same ----------------------


def at_oak(district, first, **more):
    """The same role of the same person at Oak, from a day before or after another's last day on."""
    return GrantFactory(principal=first.principal, scope=Scope.SCHOOL, school=district.oak, **more)


@pytest.fixture
def near(district):
    """A role at Oak that ends in five days."""
    return GrantFactory(scope=Scope.SCHOOL, school=district.oak, ends=TODAY + 5 * DAY)


@pytest.mark.parametrize(
    ("first", "last", "goes_on"),
    [
        (1, 40, True),
        (2, 40, False),
        (-2, 1, True),
        (-2, 0, False),
        (1, 3, True),
    ],
)
def test_what_it_is_to_go_on(district, boss, near, first, last, goes_on):
    at_oak(district, near, starts=near.ends + first * DAY, ends=near.ends + last * DAY)
    [held] = [one for one in roles_held(Grant.objects.live(TODAY), on=TODAY) if one.grant == near]
    assert (held.goes_on, held.is_soon, ending(near)) == (goes_on, not goes_on, not goes_on)
    assert (len(role_from(near)) > 1) is goes_on
    refusal = RoleGoesOn if goes_on else RoleIsTheirs if last > 0 else None
    if refusal is None:
        assert extend_role(act(boss), grant=near, ends=near.ends + 50 * DAY, reason="More")
        return
    with pytest.raises(refusal):
        extend_role(act(boss), grant=near, ends=near.ends + 50 * DAY, reason="More")
    many = {"grants": [near.pk], "ends": near.ends + 50 * DAY, "reason": "More"}
    assert extend_roles(act(boss), **many) == []


@pytest.mark.parametrize(("ends", "refused"), [(9, False), (10, True)])
def test_a_role_goes_on_until_the_day_before_they_have_it_again(
    district, boss, near, ends, refused
):
    at_oak(district, near, starts=near.ends + 10 * DAY)
    many = {"grants": [near.pk], "ends": near.ends + ends * DAY, "reason": "More"}
    assert (extend_roles(act(boss), **many) == []) is refused


def test_the_last_of_a_chain_ends_soon_also_before_it_begins(district, boss, near):
    last = at_oak(district, near, starts=near.ends + DAY, ends=near.ends + 9 * DAY)
    assert (ending(near), ending(last)) == (False, True)
    page = person(boss).client.get(f"/people/{near.person}/").content.decode()
    assert page.count("Ends soon") == 1
    assert f"/roles/{near.pk}/go-on/" not in page
    assert f"/roles/{last.pk}/go-on/" in page


# --- Ending what goes on ---------------------------------------------------------------------


@pytest.fixture
def chain(district, near):
    """The role that ends in five days, goes on until June, and then for a year."""
    second = at_oak(district, near, starts=near.ends + DAY, ends=JUNE)
    third = at_oak(district, near, starts=JUNE + DAY, ends=date(2028, 6, 30))
    again = at_oak(district, near, starts=date(2028, 8, 1), ends=date(2029, 6, 30))
    return near, second, third, again


def states(chain):
    """Of each grant whether it was taken back, and its last day."""
    rows = {one.pk: one for one in Grant.objects.filter(pk__in=[one.pk for one in chain])}
    return [(rows[one.pk].revoked_at is not None, rows[one.pk].ends) for one in chain]


def test_a_role_that_ends_now_does_not_begin_again(boss, chain):
    before = states(chain)
    assert end_role(act(boss), grant=chain[0], reason="Moved").pk == chain[0].pk
    assert states(chain) == [*((True, ends) for _, ends in before[:3]), before[3]]
    keys = set(
        AuditEvent.objects.filter(action="grant.revoked").values_list("target_id", flat=True)
    )
    assert keys == {str(one.pk) for one in chain[:3]}


@pytest.mark.parametrize(
    ("day", "ends", "left"),
    [
        (TODAY, TODAY, 1),
        (TODAY + 5 * DAY, TODAY + 5 * DAY, 1),
        (TODAY + 6 * DAY, TODAY + 6 * DAY, 2),
        (JUNE, JUNE, 2),
        (JUNE + DAY, JUNE + DAY, 3),
    ],
)
def test_a_role_that_ends_after_a_day(boss, chain, day, ends, left):
    ended = end_role(act(boss), grant=chain[0], last_day=day, reason="Moves")
    assert (ended.pk, ended.ends, ended.revoked_at) == (chain[left - 1].pk, ends, None)
    assert [taken for taken, _ in states(chain)] == [n >= left for n in range(3)] + [False]
    assert Grant.objects.like(chain[0]).live(day + DAY).get().pk == chain[3].pk
    said = AuditEvent.objects.filter(action="grant.ended").values_list("target_id", flat=True)
    assert set(said) == {str(one.pk) for one in chain[:left] if one.ends > day}


def test_a_chain_ends_earlier_than_it_does(boss, chain):
    with pytest.raises(LastDayIsNotEarlier):
        end_role(act(boss), grant=chain[0], last_day=date(2028, 6, 30), reason="Moves")
    end_role(act(boss), grant=chain[1], reason="Moves")
    assert [taken for taken, _ in states(chain)] == [False, True, True, False]


def test_the_page_says_that_what_follows_ends_as_well(boss, chain):
    page = person(boss).client.get(f"/roles/{chain[0].pk}/end/").content.decode()
    assert "It was to go on until Fri, Jun 30, 2028." in page
    assert page.count("until Sat, Jun 30, 2029") == 1
    assert (
        "was to go on"
        not in person(boss).client.get(f"/roles/{chain[3].pk}/end/").content.decode()
    )


# --- Ending soon -----------------------------------------------------------------------------


def ending(grant):
    """Whether a role ends soon; the morning counts as many people as the list has."""
    listed = people(on=TODAY).filter(PARTS["ending"]).count()
    assert count_ending_and_invited(on=TODAY)["ending"] == listed
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
