"""Giving and taking back: what is refused changes nothing, what is done leaves an audit row."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from accounts.access import students_for
from accounts.actions import (
    GrantEndsBeforeItStarts,
    GrantIsOnesOwn,
    GrantIsTooLong,
    PersonIsDeactivated,
    PersonIsUnknown,
    grant,
    revoke_each,
)
from accounts.actions.people import deactivate
from accounts.choices import Permission, Role, Scope
from accounts.models import Grant, User
from audit.choices import ActorKind
from audit.models import AuditEvent
from audit.rules import Act, Actor
from psa.integrity import problems
from tests.factories import PASSWORD, TODAY, GrantFactory, UserFactory, act
from tests.world import hire, person

BOSS = Act(Actor(ActorKind.USER, "0", "Boss"), act().at, TODAY, "request-1")
YEAR = {"starts": TODAY, "ends": TODAY + timedelta(days=365)}


def test_grant(district):
    user = UserFactory()
    given = grant(BOSS, to=user, role=Role.CLERK, place=district.oak, reason="New", **YEAR)
    assert (given.scope, given.school) == (Scope.SCHOOL, district.oak)
    event = AuditEvent.objects.get(action="grant.given")
    assert event.target_id == str(given.pk)
    assert (event.actor_name, event.at, event.request_id) == ("Boss", BOSS.at, "request-1")
    assert event.detail["to"] == user.actor.key
    assert event.detail["place"] == district.oak.pk


def test_grant_of_the_district_and_of_one_student(district):
    user = UserFactory()
    everywhere = grant(BOSS, to=user, role=Role.DIRECTOR, reason="New", **YEAR)
    one = grant(BOSS, to=user, role=Role.COUNSELOR, place=district.ana, reason="Case", **YEAR)
    assert everywhere.scope == Scope.DISTRICT
    assert (one.scope, one.student) == (Scope.STUDENT, district.ana)
    assert AuditEvent.objects.get(target_id=str(one.pk)).student_id == district.ana.pk


@pytest.mark.parametrize("days", [0, 365])
def test_a_grant_is_for_a_day_or_for_a_year(db, days):
    window = {"starts": TODAY, "ends": TODAY + timedelta(days=days)}
    assert grant(BOSS, to=UserFactory(), role=Role.CLERK, reason="New", **window).pk


@pytest.mark.parametrize(
    ("days", "refusal"), [(-1, GrantEndsBeforeItStarts), (366, GrantIsTooLong)]
)
def test_grant_refuses_a_wrong_window(db, days, refusal):
    with pytest.raises(refusal):
        grant(
            BOSS,
            to=UserFactory(),
            role=Role.CLERK,
            starts=TODAY,
            ends=TODAY + timedelta(days=days),
            reason="New",
        )
    assert not Grant.objects.exists()
    assert not AuditEvent.objects.exists()


def test_nobody_grants_themselves(db):
    user = UserFactory()
    with pytest.raises(GrantIsOnesOwn):
        grant(act(user), to=user, role=Role.DIRECTOR, reason="Why not", **YEAR)
    assert not Grant.objects.exists()


def test_a_closed_account_gets_nothing(db):
    user = UserFactory(is_active=False)
    with pytest.raises(PersonIsDeactivated):
        grant(BOSS, to=user, role=Role.CLERK, reason="New", **YEAR)


def test_a_grant_is_taken_back_once(district):
    user = UserFactory()
    given = GrantFactory(to=user)
    assert revoke_each(BOSS, grants=[given.pk], reason="Moved") == [given]
    assert not students_for(user, Permission.STUDENT_FIND, on=TODAY).exists()
    assert AuditEvent.objects.get().detail["reason"] == "Moved"
    assert revoke_each(BOSS, grants=[given.pk], reason="Again") == []
    assert AuditEvent.objects.count() == 1


def test_what_was_taken_back_before_keeps_its_moment(db):
    before = BOSS.at - timedelta(days=1)
    over, held = GrantFactory(revoked_at=before), GrantFactory()
    taken = revoke_each(BOSS, grants=[over.pk, held.pk], reason="Moved")
    assert taken == [held]
    over.refresh_from_db()
    assert over.revoked_at == before
    assert AuditEvent.objects.get(action="grant.revoked").target_id == str(held.pk)


def test_deactivate_ends_sessions_for_good(district):
    member = person(hire(Role.COUNSELOR))
    assert member.client.get("/").status_code == 200
    deactivate(BOSS, user=member.user, reason="Left")
    assert member.client.get("/").status_code == 302
    member.user.refresh_from_db()
    assert not member.user.check_password(PASSWORD)
    member.user.is_active = True
    member.user.save()
    assert member.client.get("/").status_code == 302
    assert not Grant.objects.in_force(TODAY).exists()
    assert AuditEvent.objects.get(action="user.deactivated").detail["grants"] == 1


def test_deactivate_twice(db):
    user = deactivate(BOSS, user=UserFactory(), reason="Left")
    with pytest.raises(PersonIsDeactivated):
        deactivate(BOSS, user=user, reason="Again")


def test_a_grant_names_an_account_that_is_there(db):
    nobody = Actor(ActorKind.USER, "987654321", "Nobody")
    with pytest.raises(PersonIsUnknown, match="make it first"):
        grant(BOSS, to=nobody, role=Role.CLERK, reason="New", **YEAR)
    assert not Grant.objects.exists()


def test_a_seat_and_a_job_are_given_grants_by_their_keys(district):
    seat, job = Actor(ActorKind.SEAT, "4", "Ms. Rivera"), Actor(ActorKind.JOB, "night", "night")
    one = grant(BOSS, to=seat, role=Role.INTERN, place=district.ana, reason="Panel", **YEAR)
    all_ = grant(BOSS, to=job, role=Role.AUDITOR, reason="Nightly", **YEAR)
    assert (one.principal, one.person) == ("seat:4", None)
    assert (all_.principal, all_.person) == ("job:night", None)


def test_a_grant_of_a_person_has_the_key_for_joins(db):
    user = UserFactory()
    assert grant(BOSS, to=user, role=Role.CLERK, reason="New", **YEAR).person == user.pk
    assert list(User.objects.holding(Role.CLERK, on=TODAY)) == [user]
    assert not User.objects.holding(Role.DIRECTOR, on=TODAY).exists()
    assert not User.objects.holding(Role.CLERK, on=TODAY - timedelta(days=1)).exists()


@pytest.mark.parametrize("principal", ["user:x", "user:", "12", "guest:4", ""])
def test_a_principal_is_the_key_of_an_actor(db, principal):
    with pytest.raises(IntegrityError, match="grant_principal_is_an_actor"):
        GrantFactory(principal=principal)


def test_check_data_proves_that_a_grant_to_a_person_names_an_account(db):
    given = GrantFactory()
    assert "grants to people who have no account" not in {p.name for p in problems()}
    User.objects.filter(pk=given.person).delete()
    [problem] = [p for p in problems() if p.name == "grants to people who have no account"]
    assert problem.examples == [f"{given.pk} {given.principal}"]
