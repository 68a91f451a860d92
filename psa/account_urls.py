"""Sign-in as a district offers it: each page by name, with its door.

What is not here is not offered: sign-up, e-mail addresses of one's own, other identity
providers, sign-in by code.
"""

from functools import wraps
from typing import cast

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from accounts.access import View
from accounts.access import public as open_to_all
from accounts.access import signed_in as open_to_staff
from accounts.views.own import join
from core.downloads import uncompressed


def form(view: View) -> View:
    """Keep a page from PUT, which allauth's forms would also take, and its secrets (the key of a
    second factor, codes, the link that the page itself is) from being guessed by its length.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(*args: object, **named: object) -> HttpResponseBase:
        return uncompressed(view(*args, **named))

    return cast("View", page)


def public(view: View) -> View:
    return open_to_all(form(view))


def signed_in(view: View) -> View:
    return open_to_staff(form(view))


def by_mail(view: View) -> View:
    """Offer a page where mail goes out; elsewhere say who hands over a link instead."""

    @wraps(view)
    def page(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        if not settings.SENDS_MAIL:
            return render(request, "account/no_mail.html")
        return view(request, *args, **named)

    return cast("View", page)


@public
def not_offered(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view is given it
    raise Http404


urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("welcome/<str:token>/", public(join), name="account_join"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", not_offered, name="account_set_password"),
    path(
        "password/reset/", public(by_mail(account.password_reset)), name="account_reset_password"
    ),
    path(
        "password/reset/done/",
        public(by_mail(account.password_reset_done)),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", signed_in(mfa.index), name="mfa_index"),
    # The second step of signing in: the person is not signed in yet.
    path("2fa/authenticate/", public(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        signed_in(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
