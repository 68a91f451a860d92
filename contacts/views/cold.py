"""The sheet for a contact on a cold start without a connection, and the worker that gives it."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, public, signed_in
from accounts.choices import Permission
from contacts.forms import ColdLogForm, preset

# What the sheet is drawn with.
FILES = ("app.css", "app.js", "inter-latin.woff2", "inter-latin-ext.woff2", "img/icons.svg")
SOURCE = Path(settings.BASE_DIR) / "static" / "worker.js"


@require_safe
@public
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view is given it
    """Give the worker. It is asked for anew at each visit, and is another with each release."""
    answer = HttpResponse(_worker(), content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
@signed_in
def cold(request: StaffRequest) -> HttpResponse:
    """Give the sheet that a device keeps: of no student, and of nobody who is signed in. Nothing for
    those who write no notes, at whose computer somebody else's worker may ask.
    """
    if not request.scope.carrying(Permission.NOTE_WRITE):
        return HttpResponse(status=204)
    begins = preset([], kind="", offered="")
    nobody = {"user": AnonymousUser(), "navigation": [], "search_url": "", "messages": []}
    form = ColdLogForm(initial=begins, today=request.scope.on)
    context = {"form": form, "today": request.scope.on, **nobody}
    return render(request, "contacts/cold.html", context)


@lru_cache(maxsize=1)
def _worker() -> str:
    source = SOURCE.read_bytes().decode()
    files = [staticfiles_storage.url(name) for name in FILES]
    name = hashlib.sha256(f"{source}{files}".encode()).hexdigest()[:12]
    known = {"name": f"psa-{name}", "files": files, "cold": reverse("contacts:cold")}
    return f"const PSA = {json.dumps(known)};\n{source}"
