"""Giving and taking back: what is refused changes nothing, what is done leaves an audit row."""

from datetime import timedelta

import pytest

from accounts.access import students_for
from accounts.actions import (
    GrantEndsBeforeItStarts,
    GrantIsOnesOwn,
    GrantIsOver,
    GrantIsTooLong,
    PersonIsDeactivated,
    deactivate,
    grant,
    revoke,
)
from accounts.choices import Permission, Role, Scope
from accounts.models import Grant
from audit.choices import ActorKind
from audit.models import AuditEvent
from audit.rules import Actor
from tests.factories import PASSWORD, TODAY, GrantFactory, UserFactory
from tests.world import person

BOSS = Actor(kind=ActorKind.USER, id="0", name="Boss")
YEAR = {"starts": TODAY, "ends": TODAY + timedelta(days=365)}


def test_grant(district):
    user = UserFactory()
    given = grant(to=user, role=Role.CLERK, place=district.oak, reason="New", by=BOSS, **YEAR)
    assert (given.scope, given.school) == (Scope.SCHOOL, district.oak)
    event = AuditEvent.objects.get(action="grant.given")
    assert event.target_id == str(given.pk)
    assert event.actor_name == "Boss"
    assert event.detail["place"] == district.oak.pk


def test_grant_of_the_district_and_of_one_student(district):
    user = UserFactory()
    everywhere = grant(to=user, role=Role.DIRECTOR, reason="New", by=BOSS, **YEAR)
    one = grant(to=user, role=Role.COUNSELOR, place=district.ana, reason="Case", by=BOSS, **YEAR)
    assert everywhere.scope == Scope.DISTRICT
    assert (one.scope, one.student) == (Scope.STUDENT, district.ana)
    assert AuditEvent.objects.get(target_id=str(one.pk)).student_id == district.ana.pk


@pytest.mark.parametrize(
    ("days", "refusal"), [(-1, GrantEndsBeforeItStarts), (366, GrantIsTooLong)]
)
def test_grant_refuses_a_wrong_window(db, days, refusal):
    with pytest.raises(refusal):
        grant(
            to=UserFactory(),
            role=Role.CLERK,
            starts=TODAY,
            ends=TODAY + timedelta(days=days),
            reason="New",
            by=BOSS,
        )
    assert not Grant.objects.exists()
    assert not AuditEvent.objects.exists()


def test_nobody_grants_themselves(db):
    user = UserFactory()
    with pytest.raises(GrantIsOnesOwn):
        grant(to=user, role=Role.DIRECTOR, reason="Why not", by=user.actor, **YEAR)
    assert not Grant.objects.exists()


def test_a_closed_account_gets_nothing(db):
    user = UserFactory(is_active=False)
    with pytest.raises(PersonIsDeactivated):
        grant(to=user, role=Role.CLERK, reason="New", by=BOSS, **YEAR)


def test_revoke(district):
    given = GrantFactory()
    revoke(grant=given, reason="Moved", by=BOSS)
    assert not students_for(given.principal, Permission.STUDENT_FIND, on=TODAY).exists()
    assert AuditEvent.objects.get().detail["reason"] == "Moved"
    with pytest.raises(GrantIsOver):
        revoke(grant=given, reason="Again", by=BOSS)
    assert AuditEvent.objects.count() == 1


def test_deactivate_ends_sessions_for_good(district):
    member = person(GrantFactory(principal=UserFactory()).principal)
    assert member.client.get("/").status_code == 200
    deactivate(user=member.user, reason="Left", by=BOSS)
    assert member.client.get("/").status_code == 302
    member.user.refresh_from_db()
    assert not member.user.check_password(PASSWORD)
    member.user.is_active = True
    member.user.save()
    assert member.client.get("/").status_code == 302
    assert not Grant.objects.in_force(TODAY).exists()
    assert AuditEvent.objects.get(action="user.deactivated").detail["grants"] == 1


def test_deactivate_twice(db):
    user = deactivate(user=UserFactory(), reason="Left", by=BOSS)
    with pytest.raises(PersonIsDeactivated):
        deactivate(user=user, reason="Again", by=BOSS)
