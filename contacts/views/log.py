"""Quick log: a contact in four taps; and what was typed and not saved."""

import json
import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import (
    StaffRequest,
    fetch,
    fetch_all,
    log_read,
    of_its_author,
    requires,
    students_for,
    wants_json,
    within_reach,
)
from accounts.choices import Permission
from cases.access import may_do, own_cases
from cases.actions import do
from cases.models import Case
from contacts import actions
from contacts.access import at_home_with, notes_for
from contacts.forms import IdsForm, LogForm, preset, steps_offered, typed
from contacts.models import Note, NoteDraft
from contacts.queries import adults_to_call, siblings_to_name
from contacts.queries.find import students_named
from contacts.rules import OUTCOMES
from contacts.views.doors import (
    require_everybody,
)
from core.addresses import back_to
from core.keys import key_of, keys_of
from core.refusals import attempt
from students.models import Student
from tasks.models import Task
from tasks.queries import pending_tasks

MOST_DRAFT = 64_000  # characters
MOST_LISTED = 8


@require_http_methods(["GET", "HEAD", "POST"])
@of_its_author
@requires(Permission.NOTE_WRITE)
def quick_log(request: StaffRequest) -> HttpResponse:
    """Log one contact: a sheet for htmx, a page by itself, or find the student first."""
    keys = request.POST.getlist("student") or request.GET.getlist("student")
    if not keys and request.method != "POST" and "blank" in request.GET:
        return _blank(request)
    if not keys:
        return _find(request)
    student = fetch(request, Student, Permission.NOTE_WRITE, key_of(keys[0]))
    if request.method == "POST":
        return _save(request, student, keys[1:])
    return _sheet(request, student)


def _blank(request: StaffRequest) -> HttpResponse:
    """Give the sheet of nobody, which scripts keep for when there is no connection."""
    form = LogForm(initial=preset([], kind="", offered=""), today=request.scope.on)
    context: dict[str, Any] = {
        "form": form,
        "chosen": _chosen(form),
        "outcomes": OUTCOMES,
        "steps": steps_offered(request.scope.on),
        "today": request.scope.on,
    }
    return render(request, "contacts/_log_blank.html", context)


def _find(request: StaffRequest) -> HttpResponse:
    """Ask about whom the note is: the viewer's own students, or one by name."""
    scope, text = request.scope, request.GET.get("q", "")[:120]
    reach = students_for(scope, Permission.NOTE_WRITE, on=scope.on)
    if text:
        found = students_named(reach, text)
    else:
        own = own_cases(scope, on=scope.on).order_by("next_due_on", "pk")
        found = [case.student for case in own.select_related("student")[:MOST_LISTED]]
    log_read(request, "quick-log", [student.pk for student in found])
    context = {"found": found, "text": text, "kind": request.GET.get("kind", "")}
    template = "contacts/_log_find.html" if request.htmx else "contacts/log_find.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _sheet(
    request: StaffRequest,
    student: Student,
    form: LogForm | None = None,
    client_uuid: object = None,
) -> HttpResponse:
    scope, may = request.scope, may_do(request.scope, student)
    adults, siblings = adults_to_call(scope, student), siblings_to_name(scope, student)
    log_read(request, "quick-log.siblings", [s.pk for s in siblings if s.in_reach])
    draft = None if form or request.GET.get("new") else _draft_about(request, student)
    today = scope.on
    values = preset(
        adults, kind=request.GET.get("kind", ""), offered=request.GET.get("offered", "")
    )
    begins = typed(draft.payload, values) if draft else values
    shown = form or LogForm(initial=begins, adults=adults, today=today)
    case = Case.objects.open().filter(student=student).first()
    tasks = pending_tasks(Task.objects.filter(student=student))[:3] if may["manage"] else []
    context: dict[str, Any] = {
        "student": student,
        "case": case if may["read"] else None,
        "form": shown,
        "chosen": _chosen(shown),
        "adults": adults,
        "siblings": siblings,
        "also": set(request.POST.getlist("student")[1:]) or _also(draft),
        "draft": draft,
        "client_uuid": client_uuid or (draft.client_uuid if draft else uuid.uuid4()),
        "seq": draft.seq if draft else 0,
        "outcomes": OUTCOMES,
        "steps": steps_offered(today),
        "tasks": tasks,
        "today": today,
        "next": back_to(request, ""),
    }
    is_part = request.htmx or wants_json(request)
    template = "contacts/_quick_log.html" if is_part else "contacts/quick_log.html"
    status = 422 if form is not None else 200
    return render(request, template, context, status=status)


def _chosen(form: LogForm) -> dict[str, Any]:
    """Return what each control of the sheet shows as set: what was sent, or what it begins with."""
    return {name: form[name].value() or "" for name in form.fields}


def _draft_about(request: StaffRequest, student: Student) -> NoteDraft | None:
    own = NoteDraft.objects.filter(user=request.user, payload__student__0=str(student.pk))
    return own.order_by("-saved_at", "-pk").first()


def _also(draft: NoteDraft | None) -> set[str]:
    return set(draft.payload.get("student", [])[1:]) if draft else set()


def _save(request: StaffRequest, student: Student, others: list[str]) -> HttpResponse:
    may = may_do(request.scope, student)
    adults = adults_to_call(request.scope, student)
    form, ids = LogForm(request.POST, adults=adults, today=request.scope.on), IdsForm(request.POST)
    client_uuid = ids.cleaned_data["client_uuid"] if ids.is_valid() else uuid.uuid4()
    if not form.is_valid():
        return _sheet(request, student, form, client_uuid)
    students = [student, *_others(request, student, others)]
    log = partial(
        actions.log_note,
        request.act,
        client_uuid=client_uuid,
        students=students,
        contact=form.contact(),
        next_step=form.step() if may["manage"] else None,
    )
    logged = attempt(request, log, form=form)
    if logged.result is None:
        return _sheet(request, student, form, client_uuid)
    if may["manage"]:
        _complete(request, student)
    return _saved(request, logged.result, student)


def _others(request: StaffRequest, student: Student, keys: list[str]) -> list[Student]:
    """Return the brothers and sisters ticked, all of the household and within reach."""
    asked = {key_of(key) for key in keys} - {student.pk}
    if not asked:
        return []
    return fetch_all(request, at_home_with(student), Permission.NOTE_WRITE, asked)


def _complete(request: StaffRequest, student: Student) -> None:
    """Say that the tasks ticked are done; one that is over by now stays as it is."""
    keys = keys_of(request.POST.getlist("completes"))
    for task in Task.objects.pending().filter(student=student, pk__in=keys).order_by("pk"):
        do(request.act, task=task)


def _saved(request: StaffRequest, note: Note, student: Student) -> HttpResponse:
    case = Case.objects.open().filter(student=student).first()
    may_read = may_do(request.scope, student)["read"]
    there = reverse("cases:case", args=[case.pk]) if case and may_read else ""
    url = back_to(request, there or reverse("student", args=[student.pk]))
    if wants_json(request):
        return JsonResponse({"saved": str(note.client_uuid), "note": note.pk, "url": url})
    messages.success(request, f"{note.get_kind_display()} logged.")
    return redirect(url)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NOTE_WRITE)
def drafts(request: StaffRequest) -> HttpResponse:
    """What the viewer typed and did not save; POST throws one away."""
    if request.method == "POST":
        ids = IdsForm(request.POST)
        if ids.is_valid():
            actions.drop_draft(request.act, client_uuid=ids.cleaned_data["client_uuid"])
        return redirect(back_to(request, reverse("contacts:drafts")))
    own = list(NoteDraft.objects.filter(user=request.user).order_by("-saved_at", "-pk")[:100])
    scope = request.scope
    reach = students_for(scope, Permission.NOTE_WRITE, on=scope.on)
    students = reach.in_bulk(list({_first(draft, "student") for draft in own}))
    reached = notes_for(scope, Permission.NOTE_WRITE, on=scope.on)
    named = reached.prefetch_related(Prefetch("students", reach.order_by("last_name", "pk")))
    notes = named.in_bulk(list({_first(draft, "note") for draft in own}))
    rows = []
    for draft in own:
        if student := students.get(_first(draft, "student")):
            rows.append(Unsaved(draft, [student]))
        elif note := notes.get(_first(draft, "note")):
            rows.append(Unsaved(draft, list(note.students.all()), note))
    seen = {student.pk for row in rows for student in row.students}
    log_read(request, "contacts:drafts", sorted(seen))
    return render(request, "contacts/drafts.html", {"rows": rows})


@dataclass(frozen=True)
class Unsaved:
    """Words that were typed about students: a new note, or a change of `note`."""

    draft: NoteDraft
    students: list[Student]
    note: Note | None = None


def _first(draft: NoteDraft, name: str) -> int:
    """Return the first number a draft has under a name, or 0."""
    return key_of(str((draft.payload.get(name) or ["0"])[0]))


@require_POST
@of_its_author
@requires(Permission.NOTE_WRITE)
def draft(request: StaffRequest) -> HttpResponse:
    """Keep what was typed so far. 409: other words are there under this uuid already."""
    ids = IdsForm(request.POST)
    payload = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    if not ids.is_valid() or len(json.dumps(payload)) > MOST_DRAFT:
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


NOT_TYPED = ["csrfmiddlewaretoken", "author", "client_uuid", "seq", "version", "next"]
NOT_TYPED += ["student", "note"]  # kept of whom the sender reaches


def _about(request: StaffRequest) -> tuple[Note | None, dict[str, list[str]]]:
    """Return the note that the words change, if any, and what the draft keeps of whom and which.

    A change names its note and no student, so that no sheet of a new note takes it for its own.
    """
    if "note" in request.POST:
        note = fetch(request, notes_for, Permission.NOTE_WRITE, key_of(request.POST["note"]))
        require_everybody(request, note, students_of(request, note, Permission.NOTE_WRITE))
        return note, {"note": [str(note.pk)], "version": request.POST.getlist("version")}
    first, *more = request.POST.getlist("student") or [""]
    student = fetch(request, Student, Permission.NOTE_WRITE, key_of(first))
    return None, {"student": [str(s.pk) for s in (student, *_others(request, student, more))]}


def students_of(request: StaffRequest, found: Note, permission: Permission) -> list[Student]:
    """Return the students of a note whom the viewer may know of, and log them."""
    return within_reach(request, permission, found.students.all())
