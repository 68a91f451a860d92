"""Planning something for all, counting whom it reached, and looking back on it."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from audit.queries import undo_tag
from core.keys import key_of, sent_key
from core.refusals import attempt
from law.queries import practice_in_force
from programs import actions
from programs.forms import CampaignForm, LookBackForm, ReachedForm, as_idea, as_it_is
from programs.models import Campaign
from programs.queries.campaigns import campaigns_for, grades_of, reached_for
from programs.queries.undoings import OF_COUNT
from programs.views.campaigns import PEOPLE, campaign_page
from students.models import School


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def new(request: StaffRequest) -> HttpResponse:
    """Plan something for all at a school, from an idea of the pack or from nothing."""
    on = request.scope.on
    school = fetch(request, School, Permission.NOTE_WRITE, key_of(request.GET.get("school", "")))
    practice = practice_in_force(on)
    idea = practice.campaigns.get(request.GET.get("idea", ""))
    blank = partial(CampaignForm, today=on, practice=practice, grades=grades_of(school.pk, on=on))
    if request.method != "POST":
        return _form(request, school, blank(initial=as_idea(idea) if idea else {}), uuid4())
    form, sent = blank(request.POST), sent_key(request.POST)
    if form.is_valid():
        plan = partial(actions.plan_campaign, school=school, plan=form.plan(), client_uuid=sent)
        started = partial(plan, request.act, idea=idea.code if idea else "")
        there = attempt(request, started, "It is planned.", form=form)
        if there.result:
            return redirect("programs:campaign", pk=there.result.pk)
        if isinstance(there.refusal, actions.PlannedOtherwise):
            sent = uuid4()  # sent once more, it is a second one
    return _form(request, school, form, sent)


def _form(
    request: StaffRequest,
    school: School,
    form: CampaignForm,
    sent: UUID | None = None,
    campaign: Campaign | None = None,
) -> HttpResponse:
    trail = [
        ("For all students", reverse("programs:campaigns")),
        (school.name, reverse("programs:year", args=[school.pk])),
        (campaign.name if campaign else "Plan something", ""),
    ]
    context = {"school": school, "form": form, "client_uuid": sent, "campaign": campaign}
    context |= {"trail": trail, "action": request.get_full_path()}
    status = 422 if form.is_bound else 200
    return render(request, "programs/campaign_form.html", context, status=status)


def _fetched(request: StaffRequest, pk: int) -> Campaign:
    return fetch(request, campaigns_for, Permission.NOTE_WRITE, pk, related=PEOPLE)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Say anew what it is."""
    one, on = _fetched(request, pk), request.scope.on
    blank = partial(
        CampaignForm,
        today=on,
        practice=practice_in_force(on),
        grades=sorted({*grades_of(one.school_id, on=on), *one.grades}),
        may_take_over=one.owner_id != request.user.pk,
    )
    if request.method != "POST":
        return _form(request, one.school, blank(initial=as_it_is(one)), campaign=one)
    form = blank(request.POST)
    if form.is_valid():
        again = partial(actions.change_campaign, request.act, campaign=one, plan=form.plan())
        takes_over = form.cleaned_data["takes_over"]
        if attempt(request, partial(again, takes_over=takes_over), "It is changed.", form=form):
            return redirect("programs:campaign", pk=one.pk)
    return _form(request, one.school, form, campaign=one)


@require_POST
@requires(Permission.NOTE_WRITE)
def reached(request: StaffRequest, pk: int) -> HttpResponse:
    """Headcount whom it reached."""
    one, form = _fetched(request, pk), ReachedForm(request.POST, today=request.scope.on)
    sent = sent_key(request.POST)
    if form.is_valid():
        count = partial(actions.count_reached, campaign=one, client_uuid=sent, count=form.count())
        there = attempt(
            request,
            partial(count, request.act),
            "It is counted.",
            form=form,
            tags=lambda row: undo_tag(request.act, OF_COUNT, row.pk),
        )
        if there.result:
            return redirect("programs:campaign", pk=one.pk)
        if isinstance(there.refusal, actions.CountedOtherwise):
            sent = uuid4()  # sent once more, it is a second one
    return campaign_page(request, one, reached_form=form, client_uuid=sent)


@require_POST
@requires(Permission.NOTE_WRITE)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """A count that was wrong counts no more."""
    row = fetch(request, reached_for, Permission.NOTE_WRITE, pk)
    attempt(request, partial(actions.take_back_reached, request.act, reached=row), "Taken back.")
    return redirect("programs:campaign", pk=row.campaign_id)


@require_POST
@requires(Permission.NOTE_WRITE)
def look_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what is made of it."""
    one, form = _fetched(request, pk), LookBackForm(request.POST)
    if form.is_valid():
        back = partial(actions.look_back, request.act, campaign=one, **form.cleaned_data)
        if attempt(request, back, "Saved. It stands in the year for all.", form=form):
            return redirect("programs:campaign", pk=one.pk)
    return campaign_page(request, one, back_form=form)


@require_POST
@requires(Permission.NOTE_WRITE)
def call_off(request: StaffRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, actions.call_off, "It is called off.")


@require_POST
@requires(Permission.NOTE_WRITE)
def resume(request: StaffRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, actions.resume, "It is planned again.")


def _moved(request: StaffRequest, pk: int, move: Any, done: str) -> HttpResponse:
    one = _fetched(request, pk)
    attempt(request, partial(move, request.act, campaign=one), done)
    return redirect("programs:campaign", pk=one.pk)
