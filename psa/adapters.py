"""How sign-in behaves here: accounts are made by the district, never by sign-up."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from axes.helpers import get_cool_off
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actions import choose_password
from audit.actions import act_of


def address_of(request: HttpRequest) -> str | None:
    """Return where the request came from: what our own proxy added last, or the peer."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return forwarded or None
    return request.META.get("REMOTE_ADDR") or None


def sign_in_name(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """Return the account that a sign-in tries, however it is capitalised, for counting guesses."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or request.POST.get("login", "")
    return name.strip().lower()


def locked_out(
    request: HttpRequest, _response: HttpResponse, _credentials: object
) -> HttpResponse:
    """Say that sign-in is paused, and for how many minutes."""
    minutes = round((get_cool_off(request) or timedelta()).total_seconds() / 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)


class StaffAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth gives it
        return False

    def set_password(self, user: Any, password: str) -> None:
        act = act_of(user.actor, request_id=self.request.request_id)
        choose_password(act, user=user, password=password)

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or "unknown"
