"""Roles that people give by hand: who may give which, where, until when; never to themselves."""

from datetime import date, timedelta

import pytest

from accounts.access import may_change, reach_of, roles_to_give
from accounts.actions import (
    GrantIsOnesOwn,
    GrantIsOver,
    LastAdministrator,
    LastDayIsNotEarlier,
    RoleDoesNotFit,
    RoleHasEnded,
    RoleIsNotYoursToGive,
    RoleIsTheirs,
    end_role,
    give_role,
)
from accounts.choices import DUTIES, Role, Scope
from accounts.models import Grant, User
from accounts.rules import GIVES, ROLE_PERMISSIONS, fits, gives, is_soon
from audit.actions import command
from audit.models import AuditEvent
from tests.factories import TODAY, GrantFactory, UserFactory, act
from tests.world import hire

DAY = timedelta(days=1)
JUNE = date(2027, 6, 30)
ONE = {"reason": "New here", "starts": TODAY, "ends": JUNE}


@pytest.fixture
def admin(district):
    return hire(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def boss(district):
    return hire(Role.DIRECTOR)


def reach(user):
    return reach_of(user, on=TODAY)


# --- Who gives what --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("giver", "role", "scope", "may"),
    [
        (Role.DIRECTOR, Role.COUNSELOR, Scope.SCHOOL, True),
        (Role.DIRECTOR, Role.SARB_CHAIR, Scope.DISTRICT, True),
        (Role.DIRECTOR, Role.DIRECTOR, Scope.DISTRICT, False),
        (Role.DIRECTOR, Role.SYSTEM_ADMINISTRATOR, Scope.DISTRICT, False),
        (Role.DIRECTOR, Role.AUDITOR, Scope.DISTRICT, False),
        (Role.DIRECTOR, Role.PRIVACY_OFFICER, Scope.DISTRICT, False),
        (Role.SYSTEM_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR, Scope.DISTRICT, True),
        (Role.SYSTEM_ADMINISTRATOR, Role.DIRECTOR, Scope.REGION, True),
        (Role.SYSTEM_ADMINISTRATOR, Role.DIRECTOR, Scope.SCHOOL, False),
        (Role.SYSTEM_ADMINISTRATOR, Role.PANEL_MEMBER, Scope.DISTRICT, False),
        (Role.SYSTEM_ADMINISTRATOR, Role.COUNSELOR, Scope.STUDENT, False),
        (Role.SCHOOL_ADMINISTRATOR, Role.CLERK, Scope.SCHOOL, False),
        (Role.AUDITOR, Role.AUDITOR, Scope.DISTRICT, False),
    ],
)
def test_gives(giver, role, scope, may):
    assert gives(giver, role, scope) is may


def test_whoever_gives_roles_manages_staff_and_nobody_else_does():
    managing = {role for role, held in ROLE_PERMISSIONS.items() if "staff.manage" in held}
    assert managing == GIVES.keys()


@pytest.mark.parametrize("role", Role.values)
def test_each_role_fits_somewhere_or_is_picked(role):
    assert any(fits(role, scope) for scope in Scope.values) is (role != Role.PANEL_MEMBER)


def test_each_role_that_is_given_says_what_it_is_for():
    assert set().union(*GIVES.values()) == DUTIES.keys()


@pytest.mark.parametrize(("days", "soon"), [(-1, False), (0, True), (30, True), (31, False)])
def test_is_soon(days, soon):
    assert is_soon(TODAY + days * DAY, on=TODAY) is soon


def test_a_director_of_a_region_gives_there_alone(district):
    north = reach(hire(Role.DIRECTOR, district.north))
    assert Role.COUNSELOR in roles_to_give(north, district.oak)
    assert Role.COUNSELOR in roles_to_give(north, district.north)
    assert roles_to_give(north, district.pine) == []
    assert roles_to_give(north, district.south) == []
    assert roles_to_give(north, None) == []


def test_a_school_of_no_region_belongs_to_no_director_of_one(district):
    district.pine.region = None
    assert roles_to_give(reach(hire(Role.DIRECTOR, district.north)), district.pine) == []


def test_a_grant_of_today_alone_gives_today_alone(district, boss):
    late = hire(Role.DIRECTOR, ends=TODAY - DAY)
    early = hire(Role.DIRECTOR, starts=TODAY + DAY)
    for nobody in (late, early, hire(Role.FIELD_COORDINATOR)):
        assert roles_to_give(reach(nobody), district.oak) == []
    assert roles_to_give(reach(boss), district.oak)


def test_what_follows_from_a_caseload_is_nobodys_to_change(district, boss):
    of_ana = GrantFactory(scope=Scope.STUDENT, student=district.ana)
    assert not may_change(reach(boss), of_ana)


def test_nobody_s_own_role_is_theirs_to_change(db):
    own, other = hire(Role.SYSTEM_ADMINISTRATOR), hire(Role.SYSTEM_ADMINISTRATOR)
    assert may_change(reach(own), Grant.objects.of(other.actor).get())
    assert not may_change(reach(own), Grant.objects.of(own.actor).get())


# --- Giving ----------------------------------------------------------------------------------


def test_give_role(district, boss):
    user = UserFactory()
    given = give_role(act(boss), to=user, role=Role.CLERK, place=district.oak, **ONE)
    assert (given.school, given.starts, given.ends) == (district.oak, TODAY, JUNE)
    event = AuditEvent.objects.get(action="grant.given", target_id=str(given.pk))
    assert (event.actor_id, event.detail["reason"]) == (str(boss.pk), "New here")


@pytest.mark.parametrize(
    ("role", "place", "refusal"),
    [
        (Role.DIRECTOR, None, RoleIsNotYoursToGive),
        (Role.SYSTEM_ADMINISTRATOR, None, RoleIsNotYoursToGive),
        (Role.AUDITOR, "oak", RoleDoesNotFit),
        (Role.PANEL_MEMBER, None, RoleDoesNotFit),
    ],
)
def test_give_role_refuses(district, boss, role, place, refusal):
    there = place and getattr(district, place)
    before = Grant.objects.count()
    with pytest.raises(refusal):
        give_role(act(boss), to=UserFactory(), role=role, place=there, **ONE)
    assert Grant.objects.count() == before
    assert not AuditEvent.objects.exists()


def test_nobody_gives_a_role_to_themselves(district, boss, admin):
    for giver, role in ((boss, Role.COUNSELOR), (admin, Role.DIRECTOR)):
        with pytest.raises(GrantIsOnesOwn):
            give_role(act(giver), to=giver, role=role, place=None, **ONE)


def test_the_same_role_twice_is_one(district, boss):
    user = UserFactory()
    give_role(act(boss), to=user, role=Role.CLERK, place=district.oak, **ONE)
    with pytest.raises(RoleIsTheirs):
        give_role(act(boss), to=user, role=Role.CLERK, place=district.oak, **ONE)
    give_role(act(boss), to=user, role=Role.CLERK, place=district.elm, **ONE)
    give_role(act(boss), to=user, role=Role.COUNSELOR, place=district.oak, **ONE)
    after = {"starts": JUNE + DAY, "ends": JUNE + 30 * DAY, "reason": "Summer"}
    give_role(act(boss), to=user, role=Role.CLERK, place=district.oak, **after)
    assert Grant.objects.of(user.actor).count() == 4


@pytest.mark.parametrize(("first", "last"), [(-20, 0), (300, 320)])
def test_a_day_of_both_is_one_too_many(district, boss, first, last):
    held = GrantFactory(scope=Scope.SCHOOL, school=district.oak, role=Role.CLERK,
                        starts=TODAY, ends=TODAY + 300 * DAY)  # fmt: skip
    window = {"starts": TODAY + first * DAY, "ends": TODAY + last * DAY, "reason": "More"}
    give = {"to": User.objects.get(pk=held.person), "role": Role.CLERK, "place": district.oak}
    with pytest.raises(RoleIsTheirs):
        give_role(act(boss), **give, **window)
    beside = -DAY if first < 0 else DAY
    apart = {"starts": window["starts"] + beside, "ends": window["ends"] + beside}
    assert give_role(act(boss), **give, **{**window, **apart}).pk


def test_a_command_gives_any_role_that_fits(worker_db, district):
    by = command("give_grant")
    given = give_role(by, to=UserFactory(), role=Role.DIRECTOR, place=None, **ONE)
    assert AuditEvent.objects.get(target_id=str(given.pk)).actor_kind == "command"
    with pytest.raises(RoleDoesNotFit):
        give_role(by, to=UserFactory(), role=Role.DIRECTOR, place=district.oak, **ONE)


# --- Ending ----------------------------------------------------------------------------------


def test_end_role_now(district, boss):
    given = GrantFactory(scope=Scope.SCHOOL, school=district.oak)
    ended = end_role(act(boss), grant=given, reason="Moved")
    assert ended.revoked_at == act(boss).at
    assert not Grant.objects.in_force(TODAY).filter(pk=given.pk).exists()
    with pytest.raises(GrantIsOver):
        end_role(act(boss), grant=given, reason="Moved")


def test_end_role_on_a_day(district, boss):
    given = GrantFactory(scope=Scope.SCHOOL, school=district.oak)
    end_role(act(boss), grant=given, last_day=TODAY, reason="Leaves tonight")
    assert Grant.objects.in_force(TODAY).filter(pk=given.pk).exists()
    assert not Grant.objects.in_force(TODAY + DAY).filter(pk=given.pk).exists()
    event = AuditEvent.objects.get(action="grant.ended")
    assert event.detail["ends"] == TODAY.isoformat()


@pytest.mark.parametrize("day", [TODAY - DAY, JUNE, JUNE + DAY])
def test_a_last_day_is_from_today_on_and_earlier(district, boss, day):
    given = GrantFactory()
    with pytest.raises(LastDayIsNotEarlier):
        end_role(act(boss), grant=given, last_day=day, reason="Moved")
    given.refresh_from_db()
    assert given.ends == JUNE


def test_a_role_that_has_not_begun_is_taken_back(district, boss):
    given = GrantFactory(starts=TODAY + 10 * DAY)
    ended = end_role(act(boss), grant=given, last_day=TODAY + 5 * DAY, reason="Stays")
    assert ended.revoked_at


def test_end_role_refuses(district, boss):
    with pytest.raises(GrantIsOnesOwn):
        end_role(act(boss), grant=Grant.objects.of(boss.actor).get(), reason="Me")
    with pytest.raises(RoleIsNotYoursToGive):
        end_role(act(boss), grant=GrantFactory(role=Role.AUDITOR), reason="No")
    with pytest.raises(RoleHasEnded):
        end_role(act(boss), grant=GrantFactory(ends=TODAY - DAY), reason="Late")
    assert end_role(act(boss), grant=GrantFactory(ends=TODAY), reason="In time").revoked_at


def test_the_last_administrator_who_can_sign_in_stays(district):
    by, last = command("end_grant"), GrantFactory(role=Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        end_role(by, grant=last, reason="Left")
    GrantFactory(role=Role.SYSTEM_ADMINISTRATOR, to=UserFactory(is_active=False))
    with pytest.raises(LastAdministrator):
        end_role(by, grant=last, reason="Left")
    invited = GrantFactory(role=Role.SYSTEM_ADMINISTRATOR)
    nobody = User.objects.get(pk=invited.person)
    nobody.set_unusable_password()
    nobody.save()
    with pytest.raises(LastAdministrator):
        end_role(by, grant=last, last_day=TODAY + DAY, reason="Left")
    hire(Role.SYSTEM_ADMINISTRATOR)
    assert end_role(by, grant=last, reason="Left").revoked_at
