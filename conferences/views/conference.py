"""Offering a conference with parent and student, and saying in one tap what came of it."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, fetch, permissions_on, requires
from accounts.choices import Permission
from conferences import actions
from conferences.access import conferences_for
from conferences.choices import ConferenceState
from conferences.forms import OfferForm, ResultForm
from conferences.queries.offered import next_draft, offered_to
from conferences.rules.stages import CONFERENCE_STAGES, VERBS
from contacts.queries import adults_to_call
from core.keys import sent_key
from core.refusals import attempt
from core.undo import tagged
from students.models import Student
from students.queries.places import places_on

MARKS = ("circle-check", "clock", "ban", "calendar-event", "building-community")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_READ)
def conference(request: StaffRequest, pk: int) -> HttpResponse:
    """The conferences of one student: what is offered now, what came of others, and the next offer."""
    needed = Permission.NOTE_WRITE if request.method == "POST" else Permission.CASE_READ
    student = fetch(request, Student, needed, pk)
    adults = adults_to_call(request.scope, student)
    if request.method != "POST":
        return _page(request, student, OfferForm(adults=adults, today=request.scope.on), adults)
    form = OfferForm(request.POST, adults=adults, today=request.scope.on)
    if form.is_valid():
        change = partial(
            actions.offer_conference,
            request.act,
            client_uuid=sent_key(request.POST),
            student=student,
            offer=form.given(),
        )
        if attempt(request, change, "The offer is on record, with its note.", form=form):
            return redirect("conferences:of", pk=student.pk)
    return _page(request, student, form, adults)


@require_POST
@requires(Permission.NOTE_WRITE)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what came of an offer."""
    found = fetch(request, conferences_for, Permission.NOTE_WRITE, pk)
    form = ResultForm(request.POST)
    if form.is_valid():
        change = partial(
            actions.end, request.act, conference=found, verb=form.cleaned_data["verb"]
        )
        back = reverse("conferences:take_back", args=[found.pk])
        attempt(request, change, _said, tags=tagged(back, request.act.at))
    return redirect("conferences:of", pk=found.student_id)


@require_POST
@requires(Permission.NOTE_WRITE)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what was said of an offer."""
    found = fetch(request, conferences_for, Permission.NOTE_WRITE, pk)
    change = partial(actions.take_back, request.act, conference=found)
    attempt(request, change, "Taken back. The offer is open again, and its note is withdrawn.")
    return redirect("conferences:of", pk=found.student_id)


def _said(made: Any) -> str:
    return f"{ConferenceState(made.state).label}: it is on record, with its note."


def _page(
    request: StaffRequest, student: Student, form: OfferForm, adults: list[Any]
) -> HttpResponse:
    scope, found = request.scope, offered_to(student)
    may = permissions_on(scope, student, on=scope.on)
    spoken = next((adult.language for adult in adults if adult.language), student.home_language)
    places = places_on([student.pk], on=scope.on)
    place = places.get(student.pk)
    context = {
        "student": student,
        "found": found,
        "form": form,
        "client_uuid": uuid.uuid4(),
        "may_write": Permission.NOTE_WRITE in may,
        "has_adults": bool(adults),
        "spoken": spoken,
        "draft": next_draft(
            student,
            found,
            school=place.school if place else "",
            language=spoken,
            owner=str(request.user),
            at=request.act.at,
        ),
        "ends": [
            (verb, ConferenceState(CONFERENCE_STAGES.moves[verb].to).label, mark)
            for verb, mark in zip(VERBS, MARKS, strict=True)
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "conferences/conference.html", context, status=status)
