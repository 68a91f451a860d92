"""Taking a note back."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, fetch, forbidden, requires
from accounts.choices import Permission
from contacts import actions
from contacts.access import notes_ever_for
from contacts.choices import WhyTakenBack
from contacts.forms import WithdrawNoteForm
from contacts.models import Note
from contacts.views.guards import manages_all, reasons_of, require_everybody
from contacts.views.log import students_of
from contacts.views.notes import PEOPLE, note_page
from core.addresses import back_to
from core.refusals import attempt
from core.undo import moment_from, opening
from students.models import Student

UNDONE = (
    "Undone: the note counts for nothing, and nobody but you reads its words. Tasks that it made are gone, and"
    " those that it did wait again."
)


@require_POST
@requires(Permission.NOTE_WRITE)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a note back that is about another student, is there twice, or was not so. Its author goes on
    reading it; anybody else reads that it was withdrawn.
    """
    found = fetch(request, notes_ever_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    students = students_of(request, found, Permission.NOTE_WRITE)
    require_everybody(request, found, students)
    if hasattr(found, "withdrawal"):
        return redirect("contacts:note", pk=found.withdrawal.amendment_id)
    reasons = reasons_of(request, found, students)
    if not reasons:
        forbidden(request, "a note of somebody else", student_id=students[0].pk)
    form = WithdrawNoteForm(request.POST, reasons=reasons)
    if said := _withdrawn(request, found, students, form) if form.is_valid() else None:
        is_author = found.author_id == request.user.pk
        return redirect("contacts:note", pk=found.pk if is_author else said.pk)
    return note_page(request, pk, form=form)


@require_POST
@requires(Permission.NOTE_WRITE)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that the viewer wrote a note a moment ago: they go on reading its words, nobody else does."""
    found = fetch(request, notes_ever_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    require_everybody(request, found, students_of(request, found, Permission.NOTE_WRITE))
    there = reverse("contacts:note", args=[found.pk])
    attempt(
        request,
        partial(
            actions.undo_note,
            request.act,
            note=found,
            done_at=moment_from(request.POST.get("at", "")),
        ),
        UNDONE,
        tags=opening(there),
    )
    return redirect(back_to(request, there))


def _withdrawn(
    request: StaffRequest, found: Note, students: list[Student], form: WithdrawNoteForm
) -> Note | None:
    """Take it back and return what says so, or None with why not on the form."""
    change = partial(
        actions.withdraw_note,
        request.act,
        note=found,
        reason=WhyTakenBack(form.cleaned_data["reason"]),
        manages=manages_all(request, students),
    )
    return attempt(request, change, "The note is withdrawn.", form=form).result
