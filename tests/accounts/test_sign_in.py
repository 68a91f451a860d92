"""Sign-in: e-mail and password, a pause after wrong ones, no way to make an account."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, UserFactory

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def guarded(settings):
    settings.AXES_ENABLED = True


def sign_in(client, user, password=PASSWORD, login=None):
    return client.post(LOGIN, {"login": login or user.email, "password": password})


def test_sign_in_leads_home(client, db):
    answer = sign_in(client, UserFactory())
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code == 200


def test_sign_in_leads_back_to_where_one_was(client, db):
    user = UserFactory()
    answer = client.post(
        f"{LOGIN}?next=/account/2fa/", {"login": user.email, "password": PASSWORD}
    )
    assert answer.url == "/account/2fa/"


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_sign_in_leads_nowhere_else(client, db, next_):
    form = {"login": UserFactory().email, "password": PASSWORD, "next": next_}
    assert client.post(LOGIN, form).url == "/"


def test_the_session_is_a_new_one(client, db):
    client.get(LOGIN)
    client.session["planted"] = 1
    before = client.session.session_key
    sign_in(client, UserFactory())
    assert client.session.session_key != before


@pytest.mark.parametrize("case", ["wrong password", "unknown account", "closed account"])
def test_a_failed_sign_in_says_the_same(client, db, case):
    user = UserFactory(is_active=case != "closed account")
    password = "wrong" if case == "wrong password" else PASSWORD
    login = "nobody@district.example" if case == "unknown account" else user.email
    answer = sign_in(client, user, password, login)
    assert "_auth_user_id" not in client.session
    if case != "closed account":
        assert answer.status_code == 200
        assert "not correct" in answer.content.decode()


def test_five_wrong_passwords_pause_sign_in(client, db, guarded):
    user = UserFactory()
    answers = [sign_in(client, user, "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    paused = sign_in(client, user)
    assert paused.status_code == 429
    assert "5 minutes" in paused.content.decode()


def test_capitals_do_not_buy_more_guesses(client, db, guarded):
    user = UserFactory()
    logins = [user.email, user.email.upper(), user.email.title()]
    for n in range(5):
        answer = sign_in(client, user, "wrong", login=logins[n % 3])
    assert answer.status_code == 429


def test_the_pause_is_for_one_account_and_ends(client, db, guarded):
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user, "wrong")
    assert sign_in(client, UserFactory()).status_code == 302
    client.logout()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert sign_in(client, user).status_code == 302


def test_sign_out_is_by_post(client, db):
    sign_in(client, UserFactory())
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/").status_code == 200
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/").status_code == 302


def test_a_new_password(client, db):
    user = UserFactory()
    sign_in(client, user)
    new = "a longer sentence of my own"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/change/", form).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)


def test_a_short_password_is_refused(client, db):
    user = UserFactory()
    sign_in(client, user)
    form = {"oldpassword": PASSWORD, "password1": "Short-1!", "password2": "Short-1!"}
    answer = client.post("/account/password/change/", form)
    assert "at least 15 characters" in answer.content.decode()


def test_a_forgotten_password(client, db):
    user = UserFactory()
    client.post("/account/password/reset/", {"email": user.email})
    body = mail.outbox[0].body
    link = next(word for word in body.split() if "/password/reset/key/" in word)
    form_page = client.get(link.replace("http://testserver", ""), follow=True)
    new = "a longer sentence of my own"
    path = form_page.request["PATH_INFO"]
    client.post(path, {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert client.get("/").status_code == 302  # a reset does not sign in


def test_a_forgotten_password_of_nobody_sends_nothing(client, db):
    answer = client.post("/account/password/reset/", {"email": "nobody@district.example"})
    assert answer.status_code == 302
    assert mail.outbox == []


@pytest.mark.parametrize(
    "path",
    [
        "/account/signup/",
        "/account/email/",
        "/account/3rdparty/",
        "/account/3rdparty/signup/",
        "/account/login/code/",
        "/account/password/set/",
        "/account/confirm-email/",
    ],
)
def test_what_a_district_does_not_offer(client, db, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "account_reauthenticate"])
def test_second_factors_are_offered(client, db, name):
    sign_in(client, UserFactory())
    assert client.get(reverse(name), follow=True).status_code == 200


def test_guesses_from_many_addresses_are_paused_too(client, db, guarded):
    user = UserFactory()
    for n in range(10):
        form = {"login": user.email, "password": "wrong"}
        client.post(LOGIN, form, REMOTE_ADDR=f"192.0.2.{n}")
    answer = client.post(
        LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.99"
    )
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_new_password_ends_the_other_sessions(db):
    user = UserFactory()
    here, elsewhere = Client(), Client()
    sign_in(here, user)
    sign_in(elsewhere, user)
    new = "a longer sentence of my own"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post("/account/password/change/", form)
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
