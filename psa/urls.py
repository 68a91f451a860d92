"""One include per app, and the names that any template may use."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import include, path


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer 200 when the process and its database answer. The broker is a doorbell only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


healthz.permission = None  # type: ignore[attr-defined]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("allauth.urls")),
]
