"""Who is at a door now."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, requires, students_for
from accounts.choices import Permission
from core import clock
from core.columns import Column, Columns
from core.lists import Asked, ListKind, Nothing, Tab, list_page
from visits.models import VisitStudent
from visits.queries.out import late_at, out_now

OUT = ListKind(
    "out-now",
    "visit,visits",
    "Visits at a door now",
    Nothing(
        "Nobody is at a door", "Who checks in at a visit stands here until they are back.", "home"
    ),
    per_page=25,
    columns=Columns(
        Column("who", "Who is out"),
        Column("by", "Back by"),
        Column("watcher", "Who is told"),
        Column("about", "For"),
        Column("act", "Reached", is_unseen=True),
    ),
)
LATE = "late"


@require_safe
@requires(Permission.CASE_READ)
def out(request: StaffRequest) -> HttpResponse:
    """Who is at a door now: for who leads them everybody within reach, else one's own and whom one watches."""
    asked, on, at = Asked(request.GET), request.scope.on, clock.now()
    found = out_now(request.scope, on=on)
    counts = {"": found.count(), LATE: found.filter(late_at(at)).count()}
    show = LATE if asked.asked("show") == LATE else ""
    rows = found.filter(late_at(at)) if show else found
    page = list_page(
        request,
        OUT,
        rows.select_related("goes", "partner", "watcher"),
        asked=asked,
        tabs=[Tab("", "At a door", counts[""]), Tab(LATE, "Not back in time", counts[LATE])],
        show=show,
        total=counts[show],
    )
    names = _names(request, [one.pk for one in page])
    context = {
        "page": page,
        "names": names,
        "at": at,
        "writes": bool(request.scope.carrying(Permission.NOTE_WRITE)),
        "client_uuid": uuid4(),
    }
    return render(request, "visits/out.html", context)


def _names(request: StaffRequest, visits: list[int]) -> dict[int, list[object]]:
    reached = students_for(request.scope, Permission.CASE_READ, on=request.scope.on)
    about = VisitStudent.objects.filter(visit__in=visits, student__in=reached)
    names: dict[int, list[object]] = {key: [] for key in visits}
    for row in about.select_related("student").order_by("pk"):
        names[row.visit_id].append(row.student)
    log_read(request, "out-now", [one.pk for some in names.values() for one in some])  # type: ignore[attr-defined] # students
    return names
