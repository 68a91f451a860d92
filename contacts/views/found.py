"""Notes found by a word."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, requires
from accounts.choices import Permission
from contacts.forms import FoundForm
from contacts.queries.words import found_note, notes_with
from core.lists import ListKind, Nothing, list_page

NOTES = ListKind(
    "found-notes",
    "note,notes",
    "Notes",
    Nothing(
        "Write a word of a note", "Names of students are found by the other search.", "search"
    ),
    unfit=Nothing(
        "No note says that", "Try fewer words. Only notes about students you serve.", "search"
    ),
    per_page=25,
)


@require_safe
@requires(Permission.CASE_READ)
def found(request: StaffRequest) -> HttpResponse:
    """The notes within reach that say what was typed, the newest first."""
    form = FoundForm(request.GET)
    text = form.asked("q") or ""
    rows = notes_with(request.scope, text, on=request.scope.on)
    page = list_page(request, NOTES, rows, asked=form)
    notes = [found_note(note, text) for note in page]
    log_read(request, "contacts:found", [s.pk for note in notes for s in note.students])
    return render(request, "contacts/found.html", {"page": page, "notes": notes})
