"""Taking back that a letter was mailed, and stopping one that need not go: each with its reason."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from audit.queries import undo_tag
from core.refusals import attempt
from core.undo import moment_from
from letters import actions
from letters.forms import LetterReasonForm
from letters.models import Notice
from letters.queries.undoings import OF_STOP
from letters.views.pages import letter_page


@require_POST
@requires(Permission.LETTER_MAIL)
def not_mailed(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that a notice was mailed, with the reason."""
    notice = fetch(request, Notice, Permission.LETTER_MAIL, pk)
    said = "The mark was taken back. What was written down stays."
    return _because(request, notice, actions.not_mailed, "not-mailed", said)


@require_POST
@requires(Permission.LETTER_APPROVE)
def do_not_send(request: StaffRequest, pk: int) -> HttpResponse:
    """Stop a notice that need not go, with the reason."""
    notice = fetch(request, Notice, Permission.LETTER_APPROVE, pk)
    said = "The letter is not to be sent. Take printed copies away."
    return _because(request, notice, actions.do_not_send, "not-sent", said)


@require_POST
@requires(Permission.LETTER_APPROVE)
def undo_not_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that the viewer said a moment ago that a letter is not to be sent."""
    notice = fetch(request, Notice, Permission.LETTER_APPROVE, pk)
    at = moment_from(request.POST.get("at", ""))
    change = partial(actions.undo_not_sending, request.act, notice=notice, done_at=at)
    attempt(request, change, "Undone: the letter goes on where it was.")
    return redirect("letters:letter", pk=notice.pk)


def _because(
    request: StaffRequest, notice: Notice, change: Callable[..., Notice], key: str, done: str
) -> HttpResponse:
    """Do with a letter what takes a reason; `key` tells its form from the others of the page."""
    form = LetterReasonForm(request.POST, key=key)
    if not form.is_valid():
        again = {f"{key.replace('-', '_')}_form": form}
        return letter_page(request, notice.pk, status=422, **again)
    made = partial(change, request.act, notice=notice, reason=form.cleaned_data["reason"])
    attempt(request, made, done, tags=lambda one: undo_tag(request.act, OF_STOP, one.pk))
    return redirect("letters:letter", pk=notice.pk)
