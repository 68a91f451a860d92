"""Headers and cookies of every page, and the settings that production starts with."""

import json
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from devtools.environment import for_checks
from tests.access.matrix import address, rows
from tests.factories import PASSWORD, UserFactory

PAGES = sorted({row.page for row in rows()})
EVIL = ["https://evil.example", "null", "http://testserver.evil.example", "https://testserver:1"]
TAKEN = (
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_SAMESITE",
    "SECURE_SSL_REDIRECT",
    "SECURE_PROXY_SSL_HEADER",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
)
PRINT = "import json, sys; from psa import settings as s; print(json.dumps({n: getattr(s, n, None) for n in sys.argv[1:]}))"


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """The settings as a production process reads them."""
    folder = tmp_path_factory.mktemp("var")
    command = [sys.executable, "-c", PRINT, *TAKEN]
    done = subprocess.run(  # noqa: S603 - written here
        command,
        env=for_checks(folder),
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return {name: value for name, value in found.items() if value is not None}


@pytest.fixture
def as_in_production(production, settings):
    for name, value in production.items():
        setattr(settings, name, value)
    settings.SECURE_PROXY_SSL_HEADER = None  # the test client speaks https itself


@pytest.mark.parametrize("page", PAGES)
def test_headers_of(world, page):
    browsers = [one.browser() for one in world.people if one.name in ("counselor", "anonymous")]
    for row in (row for row in rows() if row.page == page and row.method == "GET"):
        for browser in browsers:
            cache.clear()
            answer = browser.get(address(row, world.objects), headers={"Origin": EVIL[0]})
            check_headers(answer.headers)


def check_headers(headers):
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert [name for name in headers if name.lower().startswith("access-control")] == []


@pytest.mark.parametrize("origin", EVIL)
def test_no_other_site_may_read_or_post(db, origin):
    strict = Client(enforce_csrf_checks=True)
    user = UserFactory()
    form = {"login": user.email, "password": PASSWORD}
    posted = strict.post("/account/login/", form, headers={"Origin": origin})
    assert posted.status_code == 403
    asked = strict.options("/account/login/", headers={"Origin": origin})
    assert [name for name in asked.headers if name.startswith("Access-Control")] == []


def test_cookies_in_production(as_in_production, db):
    browser = Client()
    browser.get("/account/login/", secure=True)
    form = {"login": UserFactory().email, "password": PASSWORD}
    answer = browser.post("/account/login/", form, secure=True)
    session = answer.cookies["__Host-sessionid"]
    assert session["secure"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert session["path"] == "/"
    assert session["domain"] == ""
    assert session["max-age"] == ""  # ends with the browser
    token = answer.cookies["csrftoken"]
    assert token["secure"]
    assert token["samesite"] == "Strict"


def test_production_speaks_https_only(as_in_production, client, db):
    plain = client.get("/account/login/")
    assert (plain.status_code, plain.url) == (301, "https://testserver/account/login/")
    secure = client.get("/account/login/", secure=True)
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")
