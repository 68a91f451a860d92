"""One's own account: how it begins, and what it opens."""

from functools import partial

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.access import StaffRequest, signed_in
from accounts.forms import JoinForm
from accounts.queries.invitations import invitation_by
from accounts.queries.people import staff_file
from accounts.queries.roles import opened_by
from audit.actions import act_of
from core import clock
from core.refusals import attempt


@require_safe
@signed_in
def mine(request: StaffRequest) -> HttpResponse:
    """What the person's own account opens, until when, and whom to ask."""
    file = staff_file(request.user, on=request.scope.on)
    opens = opened_by(one.grant.role for one in file.now)
    return render(request, "accounts/mine.html", {"file": file, "opens": opens})


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
