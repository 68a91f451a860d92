"""Conferences that are over, to be written down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, requires
from accounts.choices import Permission
from conferences.queries.waiting import of_whom, to_write_down
from core.columns import Column, Columns
from core.lists import Asked, ListKind, Nothing, Tab, list_page

WAITING = ListKind(
    "conferences",
    "conference,conferences",
    "Conferences to write down",
    Nothing(
        "None is to be written down",
        "A conference stands here once the last time that was offered is over.",
        "calendar-event",
    ),
    per_page=25,
    columns=Columns(
        Column("who", "Student"),
        Column("last", "Offered for"),
        Column("adult", "Offered to"),
        Column("by", "Offered by"),
        Column("act", "What came of it", is_unseen=True),
    ),
)
MINE = "mine"


@require_safe
@requires(Permission.NOTE_WRITE)
def waiting(request: StaffRequest) -> HttpResponse:
    """Offers whose time is over, the longest first; each is written down in one tap on its page."""
    asked, found = Asked(request.GET), to_write_down(request.scope)
    show = MINE if asked.asked("show") == MINE else ""
    rows = found.filter(of_whom(request.scope)) if show else found
    page = list_page(
        request,
        WAITING,
        rows.select_related("student", "guardian", "offered_by"),
        asked=asked,
        tabs=[Tab("", "All"), Tab(MINE, "Offered by you")],
        show=show,
    )
    log_read(request, "conferences:waiting", [one.student_id for one in page])
    return render(request, "conferences/waiting.html", {"page": page})
