"""Every page of one's own account opens, is drawn by a template of ours, and none is left out."""

from pathlib import Path

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts.actions import invite
from accounts.models import Invitation
from accounts.queries.invitations import path_of
from audit.actions import command
from psa.account_urls import urlpatterns
from tests.access.controls import Controls
from tests.factories import PASSWORD, UserFactory
from tests.world import sign_in

OURS = Path(settings.BASE_DIR) / "templates"
OUTSIDE = ("account_login", "account_inactive", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done")  # fmt: skip
INSIDE = ("account_logout", "account_reauthenticate", "account_change_password", "mfa_index", "mfa_activate_totp")  # fmt: skip
WITH_FACTOR = ("mfa_index", "mfa_reauthenticate", "account_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes")  # fmt: skip
LINKS = {
    "account_join",
    "account_reset_password_from_key",
}  # asked for by what is in their address
NO_PAGE = {"account_set_password", "mfa_download_recovery_codes"}


@pytest.fixture
def secured(db):
    """Somebody who is signed in with a second factor, and has just said who they are."""
    cache.clear()
    user = UserFactory()
    client = sign_in(user)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    return client


def opened(client, address):
    """Open a page that must be there; return its words."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.templates[0]
    assert Path(page.origin.name).is_relative_to(OURS), f"{address}: {page.origin.name}"
    assert page.name != "base.html"
    said = answer.content.decode()
    assert Controls(said).faults() == [], address
    return said


def test_no_page_is_left_out():
    there = {pattern.name for pattern in urlpatterns}
    assert there == {*OUTSIDE, *INSIDE, *WITH_FACTOR, *LINKS, *NO_PAGE, "mfa_authenticate"}


@pytest.mark.parametrize("name", OUTSIDE)
def test_pages_for_anybody(client, db, name):
    assert "<h1>" in opened(client, reverse(name))


def test_who_forgot_a_password_finds_the_way_where_it_is_asked_for(client, db):
    page = opened(client, reverse("account_login"))
    assert f'<a href="{reverse("account_reset_password")}">Forgot your password?</a>' in page


@pytest.mark.parametrize("name", INSIDE)
def test_pages_of_who_is_signed_in(db, name):
    client = sign_in(UserFactory())
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert "<h1>" in opened(client, reverse(name))


@pytest.mark.parametrize("name", WITH_FACTOR)
def test_pages_of_who_has_a_second_factor(secured, name):
    assert "<h1>" in opened(secured, reverse(name))


def test_the_code_on_the_way_in(client, db):
    cache.clear()
    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    page = opened(client, "/account/2fa/authenticate/")
    assert "Enter your code" in page
    assert "placeholder" not in page.split("</form>")[0].split('name="code"')[1].split(">")[0]
    refused = client.post("/account/2fa/authenticate/", {"code": ""})
    assert "Enter the code that your authenticator shows." in refused.content.decode()


def test_pages_behind_a_link(client, db):
    invite(command("add_person"), email="new@district.example", name="New")
    assert "Welcome, New" in opened(client, path_of(Invitation.objects.get()))
    user = UserFactory()
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    reset = client.get(f"/account/password/reset/key/{key}/")
    assert "Choose a new password" in opened(client, reset.url)
    stale = f"/account/password/reset/key/{user_pk_to_url_str(user)}-set-password/"
    client.cookies.clear()
    assert "This link no longer works" in opened(client, stale)


@pytest.mark.parametrize("name", ["account_reset_password", "account_reset_password_done"])
def test_where_no_mail_goes_out_an_administrator_has_the_link(client, db, settings, name):
    settings.SENDS_MAIL = False
    assert "they hand over a link" in opened(client, reverse(name))
    client.post(reverse(name), {"email": UserFactory().email})
    assert mail.outbox == []


def test_what_shows_no_page(client, secured):
    assert client.get("/account/password/set/").status_code == 404
    saved = secured.get("/account/2fa/recovery-codes/download/")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'


def test_recovery_codes_are_shown_counted_and_made_anew(secured):
    page = opened(secured, "/account/2fa/recovery-codes/")
    assert "10 of 10 are left" in page
    assert page.count("<code>") == 10
    made = secured.post("/account/2fa/recovery-codes/generate/")
    made = opened(secured, made.url)
    assert made.count("<code>") == 10
    assert page.split("<code>")[1][:8] not in made


def test_turning_the_second_factor_on_and_off(secured):
    off = secured.post("/account/2fa/totp/deactivate/")
    off = opened(secured, off.url)
    assert "The second factor is off" in off
    assert "Turn on" in off
    wrong = secured.post("/account/2fa/totp/activate/", {"code": ""}).content.decode()
    assert "Enter the code that your authenticator shows." in wrong
    assert 'class="key-words"' in wrong
