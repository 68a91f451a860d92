"""People: the list, one of them, and what is done with an account."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.access import StaffRequest, fetch, may_change, may_manage, requires
from accounts.choices import TO_HAND_OVER, Permission
from accounts.forms import AccountReasonForm, GoOnManyForm, InviteForm, PeopleForm
from accounts.models import Invitation, User
from accounts.queries.invitations import path_of
from accounts.queries.people import (
    PARTS,
    StaffFile,
    count_parts,
    narrowed,
    people,
    staff_file,
    staff_rows,
)
from core.columns import Column, Columns
from core.downloads import uncompressed
from core.keys import keys_of
from core.lists import ListKind, ListPage, Nothing, Sort, Tab, list_page
from core.refusals import attempt
from students.rules.names import by_name

PEOPLE = ListKind(
    "people",
    "person,people",
    "People by what is to be done",
    Nothing("Nobody is here", mark="users"),
    sorts=(
        Sort("name", "Name", by_name()),
        Sort("ends", "Last day, the next first", (F("last_day").asc(nulls_last=True), *by_name())),
        Sort(
            "seen", "Sign-in, the longest ago", (F("last_login").asc(nulls_first=True), *by_name())
        ),
    ),
    columns=Columns(
        Column("name", "Name", sort="name"),
        Column("roles", "Roles"),
        Column("ends", "Last day", sort="ends"),
        Column("seen", "Last sign-in", sort="seen"),
    ),
)
TABS = {
    "": "Active",
    "ending": "Ending soon",
    "invited": "Invited",
    "idle": "No role",
    "closed": "Closed",
}
EMPTY = {
    "ending": Nothing("No role ends in the next 30 days", mark="circle-check"),
    "invited": Nothing("Everybody who was invited has joined", mark="circle-check"),
    "idle": Nothing("Everybody has a role", mark="circle-check"),
    "closed": Nothing("No account was closed", mark="circle-check"),
}


@require_safe
@requires(Permission.STAFF_MANAGE)
def list_people(request: StaffRequest) -> HttpResponse:
    return render_people(request)


def render_people(request: StaffRequest, go_on: GoOnManyForm | None = None) -> HttpResponse:
    """Show the list; the part of roles that end with the form by which they go on."""
    # A refused form comes again in the part that it stands in.
    on, form = request.scope.on, PeopleForm({"show": "ending"} if go_on else request.GET)
    part = form.asked("show") if form.asked("show") in PARTS else ""
    found = narrowed(
        people(on=on), text=form.asked("q") or "", role=form.asked("role") or "", on=on
    )
    counts = count_parts(found)
    page = list_page(
        request,
        PEOPLE,
        found.filter(PARTS[part]).order_by(*form.order(PEOPLE)),
        asked=form,
        tabs=[Tab(name, label, counts[name]) for name, label in TABS.items()],
        show=part,
        total=counts[part],
        instead=EMPTY.get(part),
        path=reverse("accounts:people"),
    )
    context = {
        **_lines(request, page),
        "go_on_form": go_on or GoOnManyForm(initial={"reason": "Stays"}, today=on),
        "is_ending": part == "ending",
    }
    if go_on:
        context["ticked"] = set(keys_of(request.POST.getlist("grant")))
    status = 422 if go_on else 200
    return render(request, "accounts/people.html", context, status=status)


def _lines(request: StaffRequest, page: ListPage[User]) -> dict[str, Any]:
    rows = staff_rows(list(page), on=request.scope.on)
    held = [one for row in rows for one in row.roles if one.is_soon]
    mine = {one.grant.pk for one in held if may_change(request.scope, one.grant)}
    return {"page": page, "rows": rows, "may_go_on": mine, "ticked": mine, "at": request.act.at}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.STAFF_MANAGE)
def invite(request: StaffRequest) -> HttpResponse:
    """Make an account; then the person is given a role."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        make = partial(actions.invite, request.act, **form.cleaned_data)
        done = attempt(request, make, lambda made: f"{made} is invited. {_sent()}", form=form)
        if done and done.result:
            return redirect("accounts:give", pk=done.result.pk)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/invite.html", {"form": form}, status=status)


def _sent() -> str:
    if settings.SENDS_MAIL:
        return "The mail with the link is on its way."
    return "No mail is sent from here: hand over the link on their page."


@require_safe
@requires(Permission.STAFF_MANAGE)
def person(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, fetch(request, User, Permission.STAFF_MANAGE, pk))


def _page(request: StaffRequest, user: User, **sent: AccountReasonForm) -> HttpResponse:
    file, scope = staff_file(user, on=request.scope.on), request.scope
    held = [*file.now, *file.to_come]
    manages = may_manage(
        scope,
        [one.grant for one in held],
        of=user.actor.key,
        has_students=file.has_students,
    )
    context = {
        "file": file,
        "person": user,
        "is_own": user.pk == scope.person,
        "manages": manages,
        "may_change": {one.grant.pk for one in held if may_change(scope, one.grant)},
        "link": request.build_absolute_uri(path) if manages and (path := _path(file)) else "",
        "is_expired": file.invitation and file.invitation.expires_at <= request.act.at,
        "sent": next(iter(sent), ""),
        **{
            f"{name}_form": sent.get(name, AccountReasonForm(key=name))
            for name in ("close", "open", "reset", "password")
        },
    }
    page = render(request, "accounts/person.html", context, status=422 if sent else 200)
    return uncompressed(page) if context["link"] else page


def _path(file: StaffFile) -> str:
    """Return the address of a link that no mail brings; '' for none."""
    found: Invitation | None = file.invitation
    return path_of(found) if found and found.state in TO_HAND_OVER else ""


@require_POST
@requires(Permission.STAFF_MANAGE)
def invite_again(request: StaffRequest, pk: int) -> HttpResponse:
    user = fetch(request, User, Permission.STAFF_MANAGE, pk)
    make = partial(actions.invite_again, request.act, user=user)
    attempt(request, make, f"{user} has a new link; the one before no longer works. {_sent()}")
    return redirect("accounts:person", pk=pk)


@require_POST
@requires(Permission.STAFF_MANAGE)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(
        request,
        pk,
        "close",
        actions.close_account,
        "The account of {} is closed, every role ended.",
    )


@require_POST
@requires(Permission.STAFF_MANAGE)
def open_again(request: StaffRequest, pk: int) -> HttpResponse:
    said = "The account of {} is open. It has no role yet. " + _sent()
    return _change(request, pk, "open", actions.open_account, said)


@require_POST
@requires(Permission.STAFF_MANAGE)
def reset_second_factor(request: StaffRequest, pk: int) -> HttpResponse:
    said = "{} signs in by password alone until a new device is set up."
    return _change(request, pk, "reset", actions.reset_second_factor, said)


@require_POST
@requires(Permission.STAFF_MANAGE)
def reset_password(request: StaffRequest, pk: int) -> HttpResponse:
    said = "The password of {} no longer works: a link gives a new one. " + _sent()
    return _change(request, pk, "password", actions.reset_password, said)


def _change(
    request: StaffRequest, pk: int, name: str, change: Callable[..., object], said: str
) -> HttpResponse:
    """Do with an account what takes a reason; show the page again where none is given."""
    user = fetch(request, User, Permission.STAFF_MANAGE, pk)
    form = AccountReasonForm(request.POST, key=name)
    if not form.is_valid():
        return _page(request, user, **{name: form})
    attempt(
        request, partial(change, request.act, user=user, **form.cleaned_data), said.format(user)
    )
    return redirect("accounts:person", pk=pk)
