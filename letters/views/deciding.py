"""Deciding on a letter's page whether one adult gets letters about the student."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from core.addresses import back_to
from core.refusals import attempt
from core.undo import tagged
from letters import actions
from letters.forms import MailDecisionForm
from letters.models import MailDecision, Notice
from letters.views.guards import require_contact
from letters.views.pages import letter_page

ON_ITS_WAY = (
    "A copy for this adult is approved already: take the approval of that letter back, or take the copy "
    "out of the pile."
)


@require_POST
@requires(Permission.LETTER_APPROVE)
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide for the adult named, with the reason."""
    notice = fetch(request, Notice, Permission.LETTER_APPROVE, pk, related=["student"])
    require_contact(request, notice)
    form = MailDecisionForm(request.POST, key=request.POST.get("adult", ""))
    if not form.is_valid():
        return letter_page(request, pk, status=422, decision_form=form)
    said = {**form.cleaned_data, "is_sent": form.cleaned_data["is_sent"] == "yes"}
    done = attempt(
        request,
        lambda: actions.decide_mail(request.act, student=notice.student, **said),
        lambda one: f"{one.adult} gets {'' if one.is_sent else 'no '}letters about this student.",
        tags=lambda one: tagged(reverse("letters:take_back", args=[one.pk]), request.act.at),
    )
    decision = done.result
    if decision and not decision.is_sent and actions.is_on_its_way(decision):
        messages.warning(request, ON_ITS_WAY)
    return redirect("letters:letter", pk=pk)


@require_POST
@requires(Permission.LETTER_APPROVE)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what was decided for an adult: the question stands again."""
    fetch(request, MailDecision, Permission.CONTACT_READ, pk)
    decision = fetch(request, MailDecision, Permission.LETTER_APPROVE, pk)
    done = attempt(
        request,
        lambda: actions.take_back_decision(request.act, decision=decision),
        "The decision is taken back: the question stands again.",
    )
    if done and actions.is_on_its_way(decision):
        messages.warning(request, ON_ITS_WAY)
    return redirect(back_to(request, reverse("letters:letters")))
