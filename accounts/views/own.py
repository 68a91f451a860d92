"""One's own account: how it begins, and what it opens."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.access import StaffRequest, signed_in
from accounts.forms import JoinForm, MailForm
from accounts.models import MailWish
from accounts.queries.digests import wish_of
from accounts.queries.invitations import invitation_by
from accounts.queries.people import administrators, staff_file
from accounts.queries.roles import opened_by
from audit.actions import act_of
from core import clock, words
from core.refusals import attempt


@require_safe
@signed_in
def mine(request: StaffRequest) -> HttpResponse:
    """What the person's own account opens, until when, and whom to ask."""
    file = staff_file(request.user, on=request.scope.on)
    opens = opened_by(one.grant.role for one in file.now)
    context = {"file": file, "opens": opens, "administrators": administrators(on=request.scope.on)}
    return render(request, "accounts/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def settings_page(request: StaffRequest) -> HttpResponse:
    """What the person wants by mail."""
    sent = request.POST if request.method == "POST" else None
    form = MailForm(sent, initial=vars(wish_of(request.user)))
    if form.is_bound and form.is_valid():
        choose = partial(actions.choose_mail, request.act, user=request.user, **form.cleaned_data)
        attempt(request, choose, _chosen)
        return redirect("accounts:settings")
    context = {"form": form, "sends_mail": settings.SENDS_MAIL}
    return render(request, "accounts/settings.html", context, status=422 if form.is_bound else 200)


def _chosen(wish: MailWish) -> str:
    if wish.morning or wish.overdue or wish.week:
        return f"Saved: mail comes from {wish.hour}:00."
    return "Saved: no mail comes any more."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def typed(request: StaffRequest) -> HttpResponse:
    """What the person sent when nobody was signed in any more, to be saved now; a POST deletes it."""
    if request.method == "POST":
        words.forget(request)
        messages.success(request, "Deleted what you had typed.")
        return redirect("today")
    return render(request, "accounts/words.html", {"words": words.kept_for(request)})


def form_too_old(request: StaffRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Say that a form came back without its key; the long texts it sent can be saved after all."""
    return render(request, "403_csrf.html", {"is_kept": words.keep(request)}, status=403)


def join(request: StaffRequest, token: str) -> HttpResponse:
    """Choose the first password, by the link of an invitation. Looking does not use it up."""
    found = invitation_by(token, at=clock.now())
    if found is None:
        return render(request, "accounts/join_over.html", status=404)
    form = JoinForm(request.POST if request.method == "POST" else None, user=found.user)
    if form.is_bound and form.is_valid():
        act = act_of(found.user.actor, request_id=request.request_id)
        password = form.cleaned_data["password"]
        make = partial(actions.join, act, invitation=found, password=password)
        if attempt(request, make, "Your password is saved. Sign in with it.", form=form):
            logout(request)  # somebody else may have been signed in here
            return redirect("account_login")
    status = 422 if form.is_bound else 200
    context = {"form": form, "person": found.user, "invitation": found}
    return render(request, "accounts/join.html", context, status=status)
