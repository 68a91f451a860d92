"""Undo on the page that did it: of reports filed together, of letters marked as mailed together, of
what one click did in casework.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch_all, log_read, requires, signed_in
from accounts.choices import Permission
from attendance.models import TruancyReport
from cases.actions import undoing as undoing_cases
from core.addresses import back_to
from core.refusals import attempt
from core.undo import KEPT, moment_from
from desk.queries.undoable import clicks_of
from letters.models import Notice
from sarb.actions import undoing
from students.models import Student

MINUTES = int(KEPT.total_seconds() // 60)
GONE = "Nothing was left to undo: it had been undone already, or somebody else did it."


@require_safe
@signed_in
def just_done(request: StaffRequest) -> HttpResponse:
    """What the person did in the last ten minutes and can take back, wherever they went since."""
    clicks = clicks_of(request.scope, now=request.act.at)
    log_read(request, "just-done", [one.pk for click in clicks for one in click.named])
    context = {"clicks": clicks, "minutes": MINUTES}
    return render(request, "desk/just_done.html", context)


@require_POST
@requires(Permission.REPORT_FILE)
def undo_filing(request: StaffRequest) -> HttpResponse:
    """Withdraw the reports that this person filed at a moment."""
    at = moment_from(request.POST.get("at", ""))
    reports = undoing.filed_by(request.act, at) if at else []
    if at and reports:
        fetch_all(request, TruancyReport, Permission.REPORT_FILE, [one.pk for one in reports])
        _undone(request, at)
    else:
        messages.info(request, GONE)
    return redirect("attendance:reports")


def _undone(request: StaffRequest, at: datetime) -> None:
    attempt(
        request,
        lambda: undoing.undo_filing(request.act, filed_at=at),
        lambda done: (
            f"Undone: {len(done)} {'report is' if len(done) == 1 else 'reports are'}"
            " withdrawn and can be filed anew. Nothing had followed."
        ),
    )


@require_POST
@requires(Permission.LETTER_MAIL)
def undo_mailing(request: StaffRequest) -> HttpResponse:
    """Take back the mark of the letters that this person marked as mailed at a moment."""
    at = moment_from(request.POST.get("at", ""))
    notices = undoing.marked_by(request.act, at) if at else []
    if at and notices:
        fetch_all(request, Notice, Permission.LETTER_MAIL, [one.pk for one in notices])
        attempt(
            request,
            lambda: undoing.undo_mailing(request.act, mailed_at=at),
            lambda done: (
                f"Undone: {len(done)} {'letter waits' if len(done) == 1 else 'letters wait'}"
                " for the post again."
            ),
        )
    else:
        messages.info(request, GONE)
    return redirect(back_to(request, reverse("letters:letters")))


@require_POST
@requires(Permission.CASE_MANAGE)
def casework(request: StaffRequest) -> HttpResponse:
    """Take back what this person did in casework at a moment."""
    at = moment_from(request.POST.get("at", ""))
    done = undoing_cases.done_at(request.act, at) if at else []
    if done:
        is_giving = {one.action for one in done} == {undoing_cases.GIVEN}
        needed = Permission.CASE_ASSIGN if is_giving else Permission.CASE_MANAGE
        fetch_all(request, Student, needed, {one.student_id for one in done if one.student_id})
        attempt(request, lambda: undoing_cases.undo_casework(request.act, done=done), str)
    else:
        messages.info(request, GONE)
    return redirect(back_to(request, reverse("cases:caseload")))
