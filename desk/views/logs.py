"""The log on the web, for whoever watches over the rest."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, requires
from accounts.choices import Permission
from core.columns import Column, Columns
from core.lists import ListKind, Nothing, Tab, list_page
from desk.forms import LogsForm
from desk.queries.logs import DONE, LAST_PAGE, MOST_PEOPLE, PER_PAGE, READ, log_page

LOG = ListKind(
    "log",
    "line,lines",
    "Parts of the log",
    Nothing("Nothing is written down yet", mark="history"),
    per_page=PER_PAGE,
    columns=Columns(
        Column("when", "When"),
        Column("who", "Who"),
        Column("what", "What"),
        Column("about", "About"),
    ),
)


@require_safe
@requires(Permission.LOG_READ)
def logs(request: StaffRequest) -> HttpResponse:
    """What was done, and who opened whose record. Students are named to those who may find them."""
    finds = bool(request.scope.carrying(Permission.STUDENT_FIND))
    form = LogsForm(request.GET, finds=finds)
    part = READ if form.asked("show") == READ else DONE
    found = log_page(
        request.scope,
        part=part,
        who=form.asked("q") or "",
        student_id=form.asked("student") or "" if finds else "",
        number=form.asked("page") or 1,
    )
    log_read(request, "logs", found.student_ids)
    page = list_page(
        request,
        LOG,
        found.lines,
        asked=form,
        tabs=[Tab("", "What was done"), Tab(READ, "Whose record was opened")],
        show=READ if part == READ else "",
        is_cut=True,
        has_more=found.has_more,
    )
    context = {
        "page": page,
        "most": LAST_PAGE * PER_PAGE,
        "people": MOST_PEOPLE if found.is_of_some else 0,
    }
    return render(request, "desk/logs.html", context)
