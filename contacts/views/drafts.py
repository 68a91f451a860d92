"""What was typed and not saved: kept as it is typed, listed, thrown away."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import (
    Reach,
    StaffRequest,
    fetch,
    log_read,
    of_its_author,
    requires,
    students_for,
)
from accounts.choices import Permission
from contacts import actions
from contacts.access import notes_ever_for
from contacts.choices import NEVER_KEPT
from contacts.forms import IdsForm
from contacts.models import Note, NoteDraft
from contacts.views.guards import require_everybody
from contacts.views.log import others_of, students_of
from core.addresses import back_to
from core.fields import plain
from core.keys import key_of
from students.models import Student
from students.rules.names import by_name

MOST = 100
MOST_DRAFT = 64_000  # characters


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def drafts(request: StaffRequest) -> HttpResponse:
    """What the viewer typed and did not save; POST throws one away."""
    if request.method == "POST":
        ids = IdsForm(request.POST)
        if ids.is_valid():
            actions.drop_draft(request.act, client_uuid=ids.cleaned_data["client_uuid"])
            messages.success(request, "Thrown away.")
        return redirect(back_to(request, reverse("contacts:drafts")))
    own = list(NoteDraft.objects.filter(user=request.user).order_by("-saved_at", "-pk")[:MOST])
    rows = list(_unsaved(own, request.scope))
    seen = {student.pk for row in rows for student in row.students}
    log_read(request, "contacts:drafts", sorted(seen))
    return render(request, "contacts/drafts.html", {"rows": rows})


@dataclass(frozen=True)
class Unsaved:
    """Words that were typed: a new note about the students, or a change of `note`. Nobody is there of
    whom the viewer serves nobody any more.
    """

    draft: NoteDraft
    students: list[Student]
    note: Note | None = None

    @property
    def names(self) -> str:
        named = "; ".join(student.name_and_id for student in self.students)
        return named or "A student you no longer serve"

    @property
    def is_of_withdrawn(self) -> bool:
        """Whether the note was withdrawn that the words would change."""
        return self.note is not None and hasattr(self.note, "withdrawal")


def _unsaved(drafts: list[NoteDraft], scope: Reach) -> Iterator[Unsaved]:
    """Say whom each draft is about, whatever became of its note, and of nobody out of reach by now."""
    reach = students_for(scope, Permission.NOTE_WRITE, on=scope.on)
    students = reach.in_bulk(list({_first(draft, "student") for draft in drafts}))
    reached = notes_ever_for(scope, Permission.NOTE_WRITE, on=scope.on)
    named = reached.prefetch_related(Prefetch("students", reach.order_by(*by_name())))
    notes = named.select_related("withdrawal").in_bulk(
        list({_first(draft, "note") for draft in drafts})
    )
    for draft in drafts:
        if student := students.get(_first(draft, "student")):
            yield Unsaved(draft, [student])
        elif note := notes.get(_first(draft, "note")):
            yield Unsaved(draft, list(note.students.all()), note)
        else:
            yield Unsaved(draft, [])


def _first(draft: NoteDraft, name: str) -> int:
    """Return the first number a draft has under a name, or 0."""
    return key_of(str((draft.payload.get(name) or ["0"])[0]))


@require_POST
@of_its_author
@requires(Permission.NOTE_WRITE)
def draft(request: StaffRequest) -> HttpResponse:
    """Keep what was typed so far. 409: other words are there under this uuid already."""
    ids = IdsForm(request.POST)
    payload = {
        name: [plain(value) for value in values if value not in NEVER_KEPT]
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
    }
    typed = sum(len(part) for name, values in payload.items() for part in (name, *values))
    if not ids.is_valid() or typed > MOST_DRAFT:
        return JsonResponse({"error": "This draft could not be kept."}, status=422)
    data = ids.cleaned_data
    note, about = _about(request)
    is_kept = actions.save_draft(
        request.act,
        client_uuid=data["client_uuid"],
        seq=data["seq"] or 0,
        payload={**payload, **about},
        note=note,
    )
    if not is_kept:
        return JsonResponse({"error": "Other words have this number: send a new one."}, status=409)
    return JsonResponse({"kept": str(data["client_uuid"])})


NOT_TYPED = [
    "csrfmiddlewaretoken",
    "author",
    "client_uuid",
    "seq",
    "version",
    "next",
    "named",
    "asked_ids",
]
NOT_TYPED += ["student", "note"]  # kept of whom the sender reaches


def _about(request: StaffRequest) -> tuple[Note | None, dict[str, list[str]]]:
    """Return the note that the words change, if any, and what the draft keeps of whom and which.

    A change names its note and no student, so that no sheet of a new note takes it for its own.
    """
    if "note" in request.POST:
        note = fetch(request, notes_ever_for, Permission.NOTE_WRITE, key_of(request.POST["note"]))
        require_everybody(request, note, students_of(request, note, Permission.NOTE_WRITE))
        return note, {"note": [str(note.pk)], "version": request.POST.getlist("version")}
    first, *more = request.POST.getlist("student") or [""]
    student = fetch(request, Student, Permission.NOTE_WRITE, key_of(first))
    return None, {"student": [str(s.pk) for s in (student, *others_of(request, student, more))]}
