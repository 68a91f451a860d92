"""The second factor: asked for after the password, guessed at ten times and no more."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache

from tests.factories import PASSWORD, UserFactory

SECRET = "JBSWY3DPEHPK3PXP"
CODE = "/account/2fa/authenticate/"


@pytest.fixture
def half_way(client, db):
    """A browser after the password and before the code."""
    cache.clear()
    user = UserFactory()
    TOTP.activate(user, SECRET)
    answer = client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert answer.url.startswith(CODE)
    return client


def code(offset=0):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + offset))


def test_the_password_alone_opens_nothing(half_way):
    assert half_way.get(CODE).status_code == 200
    assert half_way.get("/").status_code == 302


def test_the_code_completes_sign_in(half_way):
    assert half_way.post(CODE, {"code": code()}).status_code == 302
    assert half_way.get("/").status_code == 200


def test_a_code_of_an_hour_ago_does_not(half_way):
    assert half_way.post(CODE, {"code": code(-120)}).status_code == 200
    assert half_way.get("/").status_code == 302


def test_ten_wrong_codes_are_enough(half_way):
    for _ in range(10):
        half_way.post(CODE, {"code": code(-120)})
    assert half_way.post(CODE, {"code": code()}).status_code == 200
    assert half_way.get("/").status_code == 302
