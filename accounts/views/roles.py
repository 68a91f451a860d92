"""Roles: given, going on, ended."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.access import (
    StaffRequest,
    WorkPlace,
    fetch,
    forbidden,
    may_change,
    regions_for,
    requires,
    roles_to_give,
    schools_for,
)
from accounts.choices import TO_HAND_OVER, Permission, Role
from accounts.forms import EndForm, GiveForm, GoOnForm, GoOnManyForm, WhereForm
from accounts.models import Grant, User
from accounts.queries import role_name
from accounts.queries.invitations import invitation_of
from accounts.queries.people import place_name
from accounts.queries.roles import what_ends
from accounts.views.people import render_people
from core.keys import key_of
from core.lists import ListKind, Nothing, Sort, list_page
from core.refusals import attempt
from core.templatetags.ui import count_of, day
from students.models import Region
from students.queries import with_words, words_of
from students.rules.names import by_name

WHERE = ListKind(
    "where",
    "school,schools",
    "Schools",
    Nothing("No school is yours to give roles at", mark="school"),
    unfit=Nothing("No school of that name", mark="school", href="?", action="All schools"),
    sorts=(Sort("name", "Name", by_name()),),
    per_page=25,
)
DISTRICT = "district"
PLACES = ["region", "school"]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.STAFF_MANAGE)
def give(request: StaffRequest, pk: int) -> HttpResponse:
    """Give somebody a role: first the place is chosen, then the role and its days."""
    user = fetch(request, User, Permission.STAFF_MANAGE, pk)
    asked = request.GET.get("at", "")
    place = _place(request, asked)
    roles = roles_to_give(request.scope, place) if asked else []
    if not roles or (place is None and asked != DISTRICT):
        return _where(request, user)
    on = request.scope.on
    form = GiveForm(request.POST if request.method == "POST" else None, roles=roles, today=on)
    if form.is_bound and form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        make = partial(actions.give_role, request.act, to=user, place=place, **given)
        if attempt(
            request, make, lambda made: f"{user} is {_said(made)}.{_new_link(user)}", form=form
        ):
            return redirect("accounts:person", pk=pk)
    context = {
        "person": user,
        "form": form,
        "place": str(place or "Whole district"),
        "action": f"{reverse('accounts:give', args=[pk])}?{urlencode({'at': asked})}",
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/give.html", context, status=status)


def _said(grant: Grant) -> str:
    where = place_name(grant).replace("Whole", "whole")
    return f"{role_name(grant.role)}, {where}, until {day(grant.ends)}"


def _new_link(user: User) -> str:
    found = invitation_of(user)
    if found is None or found.state not in TO_HAND_OVER:
        return ""
    return " Hand over the link on their page: it is a new one, one from before no longer works."


def _place(request: StaffRequest, asked: str) -> WorkPlace:
    """Return the school or region that an address names, of those where roles are the viewer's to
    give; None for the district, and for what is neither.
    """
    kind, _, key = asked.partition("-")
    if kind == "school":
        there = schools_for(request.scope, Permission.STAFF_MANAGE, on=request.scope.on)
        return there.filter(pk=key_of(key)).first()
    mine = regions_for(request.scope) if kind == "region" else Region.objects.none()
    return mine.filter(pk=key_of(key)).first()


def _where(request: StaffRequest, user: User) -> HttpResponse:
    form = WhereForm(request.GET)
    schools = schools_for(request.scope, Permission.STAFF_MANAGE, on=request.scope.on)
    found = schools.filter(with_words(words_of(form.asked("q") or ""), "search_key"))
    page = list_page(
        request,
        WHERE,
        found.select_related("region").order_by(*form.order(WHERE)),
        asked=form,
        path=reverse("accounts:give", args=[user.pk]),
    )
    context = {
        "person": user,
        "page": page,
        "regions": list(regions_for(request.scope).order_by(*by_name())),
        "has_district": bool(roles_to_give(request.scope, None)),
    }
    return render(request, "accounts/where.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.STAFF_MANAGE)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a role, after showing what closes with it."""
    grant, user = _grant(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None, today=request.scope.on)
    if form.is_bound and form.is_valid():
        make = partial(actions.end_role, request.act, grant=grant, **form.cleaned_data)
        if attempt(request, make, lambda ended: f"{user}: {_ended(ended)}.", form=form):
            return redirect("accounts:person", pk=user.pk)
    closes = what_ends(grant, user, on=request.scope.on)
    return _role_page(request, "accounts/end.html", grant, user, form, closes=closes)


def _ended(grant: Grant) -> str:
    what = f"{role_name(grant.role)}, {place_name(grant)}"
    return f"{what}, has ended" if grant.revoked_at else f"{what}, ends {day(grant.ends)}"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.STAFF_MANAGE)
def go_on(request: StaffRequest, pk: int) -> HttpResponse:
    """Have a role go on after its last day."""
    grant, user = _grant(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = GoOnForm(sent, after=grant.ends, today=request.scope.on)
    if form.is_bound and form.is_valid():
        make = partial(actions.extend_role, request.act, grant=grant, **form.cleaned_data)
        if attempt(request, make, lambda made: f"{user} stays {_said(made)}.", form=form):
            return redirect("accounts:person", pk=user.pk)
    return _role_page(request, "accounts/go_on.html", grant, user, form)


@require_POST
@requires(Permission.STAFF_MANAGE)
def go_on_many(request: StaffRequest) -> HttpResponse:
    """Have the roles that were ticked go on. Those that may not stay as they are."""
    form = GoOnManyForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return render_people(request, form)
    given = form.cleaned_data
    make = partial(
        actions.extend_roles,
        request.act,
        grants=given["grant"],
        ends=given["ends"],
        reason=given["reason"],
    )
    attempt(request, make, lambda made: _went_on(made, len(given["grant"])))
    return redirect(reverse("accounts:people") + "?show=ending")


def _went_on(made: list[Grant], asked: int) -> str:
    left = asked - len(made)
    said = f"{count_of(len(made), 'role goes,roles go')} on."
    if left:
        said += f" {left} stayed: they go on already, or are not yours to give."
    return said


def _grant(request: StaffRequest, pk: int) -> tuple[Grant, User]:
    """Return a role over a place that is the viewer's to change, with its person."""
    grant = fetch(request, place_grants, Permission.STAFF_MANAGE, pk, related=PLACES)
    if not may_change(request.scope, grant):
        forbidden(request, f"{grant} is not theirs to change")
    return grant, User.objects.get(pk=grant.person)


def place_grants(_who: object, _permission: str, *, on: date) -> QuerySet[Grant]:  # noqa: ARG001 - as all rows
    """Return the roles that people give. Everybody who manages staff sees all of them."""
    return Grant.objects.of_places().filter(person__isnull=False)


def _role_page(
    request: StaffRequest, template: str, grant: Grant, user: User, form: Any, **more: Any
) -> HttpResponse:
    context = {
        "grant": grant,
        "person": user,
        "role": role_name(grant.role),
        "place": place_name(grant),
        "form": form,
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
