"""Quick log: a contact in four taps."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

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
from contacts.access import at_home_with
from contacts.forms import IdsForm, LogForm, preset, typed
from contacts.models import Note, NoteDraft
from contacts.queries import adults_to_call, siblings_to_name
from contacts.queries.find import students_named
from contacts.queries.since import since_reached
from contacts.views.named import ids_named
from core.addresses import back_to
from core.fields import plain
from core.keys import key_of, keys_of
from core.refusals import attempt
from core.undo import opening, tagged
from law.queries import practice_today
from students.models import Student
from students.queries.days import calendar_of
from students.rules.around import Adult
from students.rules.names import by_name
from tasks.choices import DONE_ELSEWHERE, TaskKind
from tasks.models import Task
from tasks.queries import pending_tasks

MOST_LISTED = 8
SHEET = "sheet"


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
    if "headings" in request.POST:
        return _with_headings(request, student, request.POST["headings"])
    if request.method == "POST":
        return _save(request, student, keys[1:])
    return _sheet(request, student)


def _blank(request: StaffRequest) -> HttpResponse:
    """Give the sheet of nobody, which scripts keep for when there is no connection."""
    begins = preset([], kind="", offered="")
    form = LogForm(initial=begins, today=request.scope.on, key=SHEET)
    return render(request, "contacts/_log_blank.html", {"form": form, "today": request.scope.on})


def _find(request: StaffRequest) -> HttpResponse:
    """Ask about whom the note is: the viewer's own students, or one by name."""
    scope, text = request.scope, plain(request.GET.get("q", ""))[:120]
    reach = students_for(scope, Permission.NOTE_WRITE, on=scope.on)
    if text:
        found = students_named(reach, text)
    else:
        own = own_cases(scope, on=scope.on).order_by("next_due_on", *by_name("student"))
        found = [case.student for case in own.select_related("student")[:MOST_LISTED]]
    log_read(request, "quick-log", [student.pk for student in found])
    context = {"found": found, "text": text, "kind": request.GET.get("kind", "")}
    context["key"] = f"{SHEET}-" if request.htmx else ""
    template = "contacts/_log_find.html" if request.htmx else "contacts/log_find.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _sheet(
    request: StaffRequest,
    student: Student,
    form: LogForm | None = None,
    client_uuid: object = None,
    *,
    status: int = 422,
) -> HttpResponse:
    adults = adults_to_call(request.scope, student)
    draft = None if form or request.GET.get("new") else _draft_about(request, student)
    context: dict[str, Any] = {
        **_asked(request, form),
        "student": student,
        "adults": adults,
        "also": set(request.POST.getlist("student")[1:]) or _also(draft),
        "draft": draft,
        "client_uuid": client_uuid or (draft.client_uuid if draft else uuid.uuid4()),
        "seq": draft.seq if draft else 0,
        "next": back_to(request, ""),
        "form": form or _begun(request, student, adults, draft),
        **_beside(request, student),
    }
    is_part = request.htmx or wants_json(request)
    template = "contacts/_quick_log.html" if is_part else "contacts/quick_log.html"
    return render(request, template, context, status=200 if form is None else status)


def _asked(request: StaffRequest, form: LogForm | None) -> dict[str, Any]:
    """Return the students whom the IDs that were typed name, to tick, and those IDs."""
    found, ticked = form.named if form else (), set(request.POST.getlist("named"))
    asked = request.POST.get("more_ids", "") if found else ""
    return {"named": [(one, str(one.pk) in ticked) for one in found], "asked_ids": asked}


def _begun(
    request: StaffRequest, student: Student, adults: Sequence[Adult], draft: NoteDraft | None
) -> LogForm:
    """Return the sheet as it begins: with what was typed before, else with what is usual."""
    asked = request.GET
    begins = {name: asked.get(name, "") for name in ("kind", "offered", "who")}
    values = preset(adults, **begins)
    values = typed(draft.payload, values) if draft else values
    return LogForm(initial=values, **_around(request, student, adults))


def _around(request: StaffRequest, student: Student, adults: Sequence[Adult]) -> dict[str, Any]:
    """Return what the form of a sheet knows besides what is typed into it."""
    on = request.scope.on
    calendar = calendar_of(student.pk, on=on)
    return {"adults": adults, "calendar": calendar, "today": on, "key": _where(request)}


def _where(request: StaffRequest) -> str:
    """Tell the sheet, which opens over any page, from the page that is a form of the same kind."""
    return SHEET if request.htmx or wants_json(request) else ""


def _beside(request: StaffRequest, student: Student) -> dict[str, Any]:
    """Return what the sheet shows around the contact: siblings, the case, what it may complete."""
    may, siblings = may_do(request.scope, student), siblings_to_name(request.scope, student)
    log_read(request, "quick-log.siblings", [s.pk for s in siblings if s.in_reach])
    case = Case.objects.open().filter(student=student).first()
    ticked = Task.objects.exclude(kind__in=DONE_ELSEWHERE)
    tasks = pending_tasks(ticked.filter(student=student))[:3] if may["manage"] else []
    return {
        "siblings": siblings,
        "case": case if may["read"] else None,
        "tasks": tasks,
        "since": since_reached(student.pk) if may["read"] else None,
        "prompts": practice_today().prompts.values(),
    }


def _draft_about(request: StaffRequest, student: Student) -> NoteDraft | None:
    own = NoteDraft.objects.filter(user=request.user, payload__student__0=str(student.pk))
    return own.order_by("-saved_at", "-pk").first()


def _also(draft: NoteDraft | None) -> set[str]:
    return set(draft.payload.get("student", [])[1:]) if draft else set()


def _with_headings(request: StaffRequest, student: Student, code: str) -> HttpResponse:
    """Give the sheet back as it was typed, with the headings of a kind of contact below its words."""
    adults = adults_to_call(request.scope, student)
    values = typed(dict(request.POST.lists()), preset(adults, kind="", offered=""))
    prompt, text = practice_today().prompts.get(code), str(values.get("text", ""))
    if prompt and prompt.headings.strip() not in text:
        text = "\n".join(filter(None, [text.rstrip(), prompt.headings]))
    values["text"] = text
    ids = IdsForm(request.POST)
    form = LogForm(initial=values, **_around(request, student, adults))
    client_uuid = ids.cleaned_data["client_uuid"] if ids.is_valid() else None
    return _sheet(request, student, form, client_uuid, status=200)


def _save(request: StaffRequest, student: Student, others: list[str]) -> HttpResponse:
    may = may_do(request.scope, student)
    adults = adults_to_call(request.scope, student)
    form = LogForm(request.POST, **_around(request, student, adults))
    ids = IdsForm(request.POST)
    client_uuid = ids.cleaned_data["client_uuid"] if ids.is_valid() else uuid.uuid4()
    if not form.is_valid():
        return _sheet(request, student, form, client_uuid)
    students = [student, *others_of(request, student, others)]
    named = ids_named(request, form)
    students += [one for one in named if one.pk not in {known.pk for known in students}]
    if form.errors:
        return _sheet(request, student, form, client_uuid)
    step = form.step() if may["manage"] else None
    log = partial(
        actions.log_note,
        request.act,
        client_uuid=client_uuid,
        students=students,
        contact=form.contact(),
        next_step=step,
    )
    logged = attempt(request, log, form=form)
    if logged.result is None:
        return _sheet(request, student, form, client_uuid)
    told = [form.calendar.warning_of(step.due_on)] if step else []
    if may["manage"]:
        told.append(_complete(request, student, logged.result))
    return _saved(request, logged.result, students, " ".join(filter(None, told)))


def others_of(request: StaffRequest, student: Student, keys: list[str]) -> list[Student]:
    """Return the brothers and sisters ticked, all of the household and within reach."""
    asked = {key_of(key) for key in keys} - {student.pk}
    if not asked:
        return []
    return fetch_all(request, at_home_with(student), Permission.NOTE_WRITE, asked)


def _complete(request: StaffRequest, student: Student, note: Note) -> str:
    """Say that the tasks ticked are done; one that is over by now stays as it is. A task to locate is
    done by a note of somebody who was reached, which is what was found; return that it stays open. A
    plan is reviewed, and a request answered, on its page.
    """
    found = f"{note.get_kind_display()}: {note.get_outcome_display() or 'somebody was reached'}"
    keys, stays = keys_of(request.POST.getlist("completes")), ""
    for task in Task.objects.pending().filter(student=student, pk__in=keys).order_by("pk"):
        if task.kind == TaskKind.LOCATE and not note.reached:
            stays = "The task to locate stays open: nobody was reached."
        elif task.kind not in DONE_ELSEWHERE:
            do(request.act, task=task, note=found if task.kind == TaskKind.LOCATE else "")
    return stays


def _saved(
    request: StaffRequest, note: Note, students: Sequence[Student], told: str
) -> HttpResponse:
    """Lead on, and say what was saved, and about whom if they are several; `told` is what to know of the
    next step.
    """
    student = students[0]
    about = f" about {'; '.join(map(str, students))}" if len(students) > 1 else ""
    case = Case.objects.open().filter(student=student).first()
    may_read = may_do(request.scope, student)["read"]
    there = reverse("cases:case", args=[case.pk]) if case and may_read else ""
    url = back_to(request, there or reverse("student", args=[student.pk]))
    says = f"{note.get_kind_display()} logged{about}. {told}".strip()
    opens = reverse("contacts:note", args=[note.pk]) if may_read else url
    undo = reverse("contacts:undo", args=[note.pk]) if note.recorded_at == request.act.at else ""
    if wants_json(request):
        kept = {"saved": str(note.client_uuid), "note": note.pk, "url": url}
        also = {"undo": {"action": undo, "at": request.act.at.isoformat()}} if undo else {}
        return JsonResponse({**kept, "says": says, "opens": opens, **also})
    tags = tagged(undo, request.act.at, opens=opens) if undo else opening(opens)
    messages.success(request, says, extra_tags=tags)
    return redirect(url)


def students_of(request: StaffRequest, found: Note, permission: Permission) -> list[Student]:
    """Return the students of a note whom the viewer may know of, and log them."""
    return within_reach(request, permission, found.students.all())
