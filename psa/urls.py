"""One include per app, and the names that any template may use."""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from accounts.access import public
from contacts.views.log import quick_log
from core import sql
from plans.views.plans import of_student
from visits.views.out import out
from visits.views.plan import plan


@require_safe
@public
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view is given it
    """Answer 200 when the process and its database answer. The broker is a doorbell only."""
    sql.value("SELECT 1")
    return JsonResponse({"status": "ok"})


urlpatterns = [
    path("", include("desk.urls")),
    path("healthz", healthz, name="healthz"),
    path("account/", include("psa.account_urls")),
    path("reports/", include("attendance.urls")),
    path("letters/", include("letters.urls")),
    path("documents/", include("documents.urls")),
    path("imports/", include("sis.urls")),
    path("", include("accounts.urls")),
    path("", include("sarb.urls")),
    path("", include("packets.urls")),
    path("", include("cases.urls")),
    path("", include("plans.urls")),
    path("", include("intake.urls")),
    path("", include("conferences.urls")),
    path("visits/plan/", plan, name="plan-visit"),
    path("visits/out/", out, name="out-now"),
    path("", include("visits.urls")),
    path("", include("programs.urls")),
    path("", include("contacts.urls")),
    path("students/<key:pk>/plan/", of_student, name="student-plan"),
    path("log/", quick_log, name="quick-log"),
    path("design/", include("demo.design.urls")),
]
