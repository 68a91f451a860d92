"""One request, one outer transaction, one scope.

The outer transaction carries what must survive a refused or rolled-back view: the log of
readings and refusals. The view itself runs in the savepoint of ATOMIC_REQUESTS.
"""

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import StaffRequest, reach_of
from accounts.access.sessions import signed_in
from accounts.models import ReadAlong
from audit.actions import access_event, record_accesses
from audit.rules import Act
from core import clock, words
from core.downloads import AS_IT_IS
from core.sql import name_principal
from documents.actions import FileIsDamaged
from law.queries import remembered
from psa.adapters import address_of

log = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
TEXTS = ("text/html", "text/javascript", "application/json")
DAY = 24 * 60 * 60  # seconds
REFRESH = 60  # seconds between two writes of when a session was last used


class ScopedRequest:
    """Open the outer transaction, name the person in it, and write the log when the view is done.

    Nothing is shown that could not be logged: a failing insert raises, and with it goes the page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: StaffRequest) -> HttpResponseBase:
        request.request_id = uuid.uuid4().hex
        request.seen = []
        moment = clock.now()
        on = clock.day_of(moment)
        request.scope = SimpleLazyObject(lambda: reach_of(request.user, on=on))  # type: ignore[assignment] # stands for a Reach
        request.act = SimpleLazyObject(  # type: ignore[assignment] # stands for an Act
            lambda: Act(request.user.actor, moment, on, request.request_id)
        )
        along: ReadAlong | None = getattr(request.user, "read_along", None)
        with transaction.atomic(), remembered({along.on: along.policy} if along else None):
            name_principal(request.user.actor.key if request.user.pk else "")
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                write_log(request)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_: object) -> None:
        """Refuse a view that states no permission, rather than guess one."""
        if hasattr(view, "permission"):
            return
        if settings.DEBUG or settings.TESTING:
            raise ImproperlyConfigured(f"{request.path}: the view states no permission")
        log.error("%s: the view states no permission", request.path)
        raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say of a damaged file what to do about it, wherever it was to be opened."""
        if not isinstance(error, FileIsDamaged):
            return None
        log.error("%s: %s", request.path, error)
        return render(request, "documents/damaged.html", status=500)


def write_log(request: StaffRequest) -> None:
    """Write what the view saw and refused, as the person who asked. At most one statement."""
    if not request.seen:
        return
    address = address_of(request)
    record_accesses(
        [
            access_event(
                request.act,
                access=seen.access,
                page=seen.page,
                student_ids=seen.student_ids,
                grants=seen.grants,
                reason=seen.reason,
                address=address,
            )
            for seen in request.seen
        ]
    )


class SignedIn(AuthenticationMiddleware):
    """As Django's; the person and their grants come with the session, in its one statement."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: signed_in(request))  # type: ignore[assignment] # stands for a User


class BoundedSession:
    """End a session SESSION_ABSOLUTE_HOURS after sign-in, however busy it is.

    Idle sessions end by their own expiry, which is moved at most once a minute: a page costs no
    write for it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.bound(request)
        return self.get_response(request)

    def bound(self, request: HttpRequest) -> None:
        now = clock.now().timestamp()
        since = request.session.setdefault("signed_in_at", now)
        if now - since > timedelta(hours=settings.SESSION_ABSOLUTE_HOURS).total_seconds():
            logout(request)
        elif now - request.session.get("used_at", 0) > REFRESH:
            request.session["used_at"] = now


class SignInRequired(LoginRequiredMiddleware):
    """As Django's; an htmx request sends the whole page to sign-in, not a fragment of it. Long texts
    that were sent are there again after it.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> Any:
        htmx = getattr(request, "htmx", None)
        back = words.keep(request) and reverse("accounts:words")
        if not htmx:
            usual = super().handle_no_permission
            return redirect_to_login(back) if back else usual(request, view_func)
        there = back or htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(there).url)


class SavedWords:
    """Tell the device which long texts were saved, so that it lets them go."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and request.user.is_authenticated:
            self.tell(request, response)
        return response

    def tell(self, request: HttpRequest, response: HttpResponseBase) -> None:
        if not words.was_saved(request, response):
            return
        if words.is_of(request, words.kept_for(request)):
            words.forget(request)
        if mark := words.mark_of(request):
            response.set_cookie(
                words.SAVED, mark, max_age=DAY, secure=settings.SECURE, samesite="Lax"
            )


class CompressedText(GZipMiddleware):
    """Pages by gzip; a PDF or an archive goes out as it is, which is small already.

    What a page says may be guessed from how well it compresses with what its reader is made to ask
    for. So a page with a secret that lasts (an invitation's link, a second factor) is left
    `uncompressed` by whoever draws it. For the others Django adds random bytes and masks the token
    of forms anew in each page, and the session's cookie comes along only where the reader follows
    a link, one page at a time.
    """

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.headers.get("Content-Encoding") == AS_IT_IS:
            del response.headers["Content-Encoding"]
            return response
        if not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)


class BoundedBodies:
    """Refuse what says beforehand that it is larger than any page takes, before a word of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_import = request.path.startswith(reverse("sis:runs"))
        file = settings.SIS_UPLOAD_MAX_BYTES if is_import else settings.ATTACHMENT_MAX_BYTES
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdecimal() and int(said) <= file + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        words = f"This is larger than the {file >> 20} MB that can be sent here. Nothing was kept: go back and choose a smaller file."
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")


class PrivatePages:
    """Headers of every page that is not a static file: kept by nobody, open to no device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response
