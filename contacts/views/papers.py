"""Papers of a note: attaching, opening and taking off."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, forbidden, requires
from accounts.choices import Permission
from contacts import actions
from contacts.access import notes_for, papers_for
from contacts.actions.papers import reasons_of_paper, require_room
from contacts.choices import PaperKind, WhyTakenBack
from contacts.forms import AttachForm, IdsForm, WithdrawPaperForm
from contacts.models import Note, NotePaper
from contacts.queries.wordings import wordings_of
from contacts.views.guards import manages_all, require_everybody
from contacts.views.log import students_of
from contacts.views.notes import PEOPLE, note_page
from core.refusals import Refusal, attempt, refuse
from documents.access import redirect_to
from documents.actions import take_in
from documents.choices import AddressPurpose


@require_POST
@requires(Permission.NOTE_WRITE)
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """Attach a photo, scan or paper to a note, by whoever reaches all whom it is about."""
    found = fetch(request, notes_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    require_everybody(request, found, students_of(request, found, Permission.NOTE_WRITE))
    if found.about.count() > 1:
        refuse(request, actions.NoteIsOfSeveral.advice)
        return redirect("contacts:note", pk=found.pk)
    form, ids = AttachForm(request.POST, request.FILES), IdsForm(request.POST)
    if form.is_valid() and ids.is_valid() and _attached(request, found, form, ids):
        return redirect("contacts:note", pk=wordings_of(found)[-1].pk)
    return note_page(request, pk, attach_form=form)


def _attached(request: StaffRequest, note: Note, form: AttachForm, ids: IdsForm) -> bool:
    """Take the file in and attach it; False with why not on the form."""
    client_uuid = ids.cleaned_data["client_uuid"]
    try:
        if not NotePaper.objects.filter(client_uuid=client_uuid).exists():  # sent once, not again
            require_room(note)
        brought = take_in(form.cleaned_data["file"].read())
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return False
    change = partial(
        actions.attach_paper,
        request.act,
        note=note,
        client_uuid=client_uuid,
        kind=PaperKind(form.cleaned_data["kind"]),
        brought=brought,
    )
    return bool(attempt(request, change, "Attached.", form=form))


@require_safe
@requires(Permission.CASE_READ)
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a paper, as whoever may read its note: at an address of their own, for minutes."""
    found = fetch(request, papers_for, Permission.CASE_READ, pk, related=["document", "note"])
    students_of(request, found.note, Permission.CASE_READ)
    return redirect_to(request, found.document, purpose=AddressPurpose.READ)


@require_POST
@requires(Permission.NOTE_WRITE)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a paper off its note that is another student's, is there twice, or is not so."""
    found = fetch(request, papers_for, Permission.NOTE_WRITE, pk, related=["note"])
    students = students_of(request, found.note, Permission.NOTE_WRITE)
    require_everybody(request, found.note, students)
    manages = manages_all(request, students)
    reasons = reasons_of_paper(request.user.pk, found, manages=manages)
    if not reasons:
        forbidden(request, "a paper of somebody else", student_id=students[0].pk)
    form = WithdrawPaperForm(request.POST, reasons=reasons, key=found.pk)
    if form.is_valid() and _taken_off(request, found, form, manages=manages):
        return redirect("contacts:note", pk=found.note_id)
    return note_page(request, found.note_id, paper_forms={found.pk: form})


def _taken_off(
    request: StaffRequest, found: NotePaper, form: WithdrawPaperForm, *, manages: bool
) -> bool:
    change = partial(
        actions.withdraw_paper,
        request.act,
        paper=found,
        reason=WhyTakenBack(form.cleaned_data["reason"]),
        manages=manages,
    )
    return bool(attempt(request, change, "The paper is taken off.", form=form))
