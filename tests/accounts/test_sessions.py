"""A session is read with its person and their grants; whatever ends one of them ends it at once."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.access.sessions import SessionStore
from accounts.access.ways import HeldGrant
from accounts.actions import revoke_each
from accounts.actions.people import deactivate
from accounts.choices import Role
from accounts.models import Grant, Session
from accounts.tasks import drop_old_sessions
from law.models import Policy
from law.queries import policy_in_force
from tests.factories import TODAY, PolicyFactory, UserFactory, act
from tests.world import hire, person, sign_in

BACKEND = settings.AUTHENTICATION_BACKENDS[-1]


def schools(who):
    return who.client.get(reverse("schools")).status_code


@pytest.fixture
def boss(district):
    return person(hire(Role.DIRECTOR))


def test_a_session_names_whose_it_is(counselor):
    session = Session.objects.get(session_key=counselor.client.session.session_key)
    assert session.user == counselor.user
    assert session.get_decoded()["_auth_user_id"] == str(counselor.user.pk)


def test_a_session_before_sign_in_names_nobody(client, db):
    session = client.session
    session["seen"] = 1
    session.save()
    assert Session.objects.get().user is None
    assert SessionStore(session.session_key).load() == {"seen": 1}


def test_one_statement_reads_session_person_and_grants(counselor, boss):
    for who in (counselor, boss, person(hire(Role.COUNSELOR))):
        store = SessionStore(who.client.session.session_key)
        with CaptureQueriesContext(connection) as captured:
            store.load()
        assert len(captured) == 1
        assert store.person == who.user
        assert store.person.password == who.user.password
        grants = store.person.read_along.grants
        assert store.person.read_along.on == TODAY
        held = Grant.objects.of(who.user.actor).in_force(TODAY).order_by("pk")
        assert list(grants) == [HeldGrant(*row) for row in held.values_list(*HeldGrant._fields)]


def test_the_policy_of_the_day_comes_along(counselor):
    store = SessionStore(counselor.client.session.session_key)
    store.load()
    assert store.person.read_along.policy is None
    for start, pack in ((TODAY, "now"), (TODAY + timedelta(days=1), "later")):
        PolicyFactory(effective_from=start, pack=pack, overrides={"a": {"b": 1}})
    store.load()
    assert store.person.read_along.policy == policy_in_force(TODAY)
    read, kept = store.person.read_along.policy, policy_in_force(TODAY)
    assert [getattr(read, f.attname) for f in Policy._meta.concrete_fields] == [
        getattr(kept, f.attname) for f in Policy._meta.concrete_fields
    ]


def test_somebody_without_a_grant_is_signed_in_and_may_nothing(boss):
    Grant.objects.all().delete()
    assert boss.client.get("/").status_code == 200
    assert schools(boss) == 403


def test_a_grant_taken_back_is_over_with_the_next_page(boss):
    assert schools(boss) == 200
    [grant] = Grant.objects.of(boss.user.actor)
    revoke_each(act(), grants=[grant.pk], reason="Left the post")
    assert schools(boss) == 403


@pytest.mark.parametrize(("minutes", "status"), [(-1, 200), (0, 403)])
def test_a_grant_ends_with_its_last_day_while_the_session_goes_on(district, minutes, status):
    who = person(hire(Role.DIRECTOR, ends=TODAY))
    midnight = datetime.combine(TODAY + timedelta(days=1), time.min, ZoneInfo(settings.TIME_ZONE))
    Session.objects.update(expire_date=midnight + timedelta(hours=1))
    with time_machine.travel(midnight + timedelta(minutes=minutes)):
        session = who.client.session
        session["signed_in_at"] = timezone.now().timestamp()
        session.save()
        assert schools(who) == status


@pytest.mark.parametrize(("seconds", "works"), [(-1, False), (0, False), (60, True)])
def test_sessions_that_are_over_are_cleared_and_no_other(worker_db, seconds, works):
    key = person(UserFactory()).client.session.session_key
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=seconds))
    assert bool(SessionStore(key).load()) is works
    drop_old_sessions()
    assert Session.objects.filter(pk=key).exists() is works


def test_a_closed_account_is_signed_out_with_the_next_page(boss, counselor):
    assert counselor.client.get("/").status_code == 200
    deactivate(act(), user=counselor.user, reason="Left")
    assert counselor.client.get("/").status_code == 302


def test_a_new_password_ends_every_other_session(counselor):
    elsewhere = sign_in(counselor.user)
    counselor.user.set_password("a longer sentence of my own")
    counselor.user.save()
    assert elsewhere.get("/").status_code == 302
    assert not Session.objects.filter(user=counselor.user, session_key=elsewhere.session.session_key)  # fmt: skip


def test_a_session_that_is_over_is_nobodys(counselor):
    Session.objects.update(expire_date=timezone.now())
    assert counselor.client.get("/").status_code == 302
    store = SessionStore(counselor.client.cookies["sessionid"].value)
    assert store.load() == {}
    assert store.person is None


def test_a_row_that_names_another_person_signs_in_nobody_else(counselor, boss):
    """What is signed in the session decides; the column only says whose rows to bring along."""
    Session.objects.filter(user=counselor.user).update(user=boss.user)
    assert counselor.client.get(reverse("caseloads")).status_code == 403
    assert boss.client.get(reverse("caseloads")).status_code == 200
    page = counselor.client.get("/").content.decode()
    assert str(counselor.user) in page
    assert str(boss.user) not in page


def test_a_way_in_that_is_no_longer_one_signs_out(counselor, settings):
    settings.AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend"]
    assert counselor.client.get("/").status_code == 302


def test_a_changed_key_of_the_site_keeps_sessions_while_the_old_one_is_named(counselor, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    assert counselor.client.get("/").status_code == 200


def test_a_forged_session_is_nobodys(counselor):
    Session.objects.update(session_data="forged")
    assert counselor.client.get("/").status_code == 302


def test_an_account_that_is_gone_takes_its_sessions_along(db):
    client = Client()
    client.force_login(UserFactory(), backend=BACKEND)
    Session.objects.get().user.delete()
    assert client.get("/").status_code == 302
    assert not Session.objects.exists()
