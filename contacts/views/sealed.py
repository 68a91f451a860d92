"""Sealed notes of counseling: those of one's own about a student, and opening one."""

import uuid
from functools import partial

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import (
    StaffRequest,
    fetch,
    log_read,
    not_there,
    page_of,
    requires,
    students_for,
)
from accounts.choices import Permission
from contacts import actions
from contacts.choices import RevealReason, SaidBy
from contacts.forms import IdsForm, RevealForm, SealForm
from contacts.models import SealedNote
from contacts.queries.sealed import (
    has_sealed_notes,
    sealed_for,
    sealing_law,
    students_sealed_by,
    why_not_sealed,
)
from core.keys import key_of
from core.refusals import attempt
from students.models import Student

OUT_OF_REACH = "The student is not yours any more: what you sealed stays yours to open, and nothing new is sealed."


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEALED_WRITE)
def sealed(request: StaffRequest) -> HttpResponse:
    """The sealed notes that the viewer wrote about a student, without their words; POST seals one. Without
    a student, those about whom the viewer sealed any.
    """
    if not has_sealed_notes():
        not_there(request, "the policy seals no notes")
    if "student" not in request.GET and request.method != "POST":
        return _all(request)
    key = key_of(request.GET.get("student", ""))
    if request.method != "POST":
        student, is_within = _about(request, key)
        return _page(request, student, _blank(request), is_within=is_within)
    return _seal(request, fetch(request, Student, Permission.SEALED_WRITE, key))


def _all(request: StaffRequest) -> HttpResponse:
    scope = request.scope
    found = list(students_sealed_by(scope, Permission.SEALED_WRITE, on=scope.on))
    log_read(request, page_of(request), [one.pk for one in found], grants=[])
    return render(request, "contacts/sealed_all.html", {"students": found})


def _about(request: StaffRequest, key: int) -> tuple[Student, bool]:
    """Return the student asked for, and whether they are within reach: if not, the viewer sealed notes
    about them before.
    """
    scope = request.scope
    own = sealed_for(scope, Permission.SEALED_WRITE, on=scope.on).filter(student=key)
    note = None if _is_within(request, key) else own.order_by("pk").first()
    if note is None:
        return fetch(request, Student, Permission.SEALED_WRITE, key), True
    found = fetch(request, sealed_for, Permission.SEALED_WRITE, note.pk, related=["student"])
    return found.student, False


def _is_within(request: StaffRequest, key: int) -> bool:
    scope = request.scope
    within = students_for(scope, Permission.SEALED_WRITE, on=scope.on)
    return within.filter(pk=key).exists()


def _seal(request: StaffRequest, student: Student) -> HttpResponse:
    form, ids = SealForm(request.POST, today=request.scope.on), IdsForm(request.POST)
    client_uuid = ids.cleaned_data["client_uuid"] if ids.is_valid() else uuid.uuid4()
    if form.is_valid():
        seal = partial(
            actions.seal_note,
            request.act,
            client_uuid=client_uuid,
            student=student,
            said_by=SaidBy(form.cleaned_data["said_by"]),
            said_on=form.cleaned_data["said_on"],
            text=form.cleaned_data["text"],
        )
        done = attempt(request, seal, "Sealed. Only you can open it.", form=form)
        if done:
            there = f"{reverse('contacts:sealed')}?student={student.pk}"
            return HttpResponseClientRedirect(there) if request.htmx else redirect(there)
        client_uuid = uuid.uuid4()  # what is sealed under the other is no more this note's
    return _page(request, student, form, client_uuid=client_uuid)


@require_POST
@requires(Permission.SEALED_WRITE)
def reveal(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the words of a note that the viewer sealed, for a reason; they are in this answer alone."""
    found = fetch(request, sealed_for, Permission.SEALED_WRITE, pk, related=["student"])
    form = RevealForm(request.POST, key=found.pk)
    words = ""
    if form.is_valid():
        reason = RevealReason(form.cleaned_data["reason"])
        words = actions.reveal_note(request.act, note=found, reason=reason)
    return _page(
        request,
        found.student,
        _blank(request),
        is_within=_is_within(request, found.student_id),
        opened=found,
        words=words,
        why=form,
    )


def _blank(request: StaffRequest) -> SealForm:
    begins = {"said_by": SaidBy.STUDENT.value, "said_on": request.scope.on}
    return SealForm(initial=begins, today=request.scope.on)


def _page(
    request: StaffRequest,
    student: Student,
    form: SealForm,
    *,
    is_within: bool = True,
    client_uuid: uuid.UUID | None = None,
    opened: SealedNote | None = None,
    words: str = "",
    why: RevealForm | None = None,
) -> HttpResponse:
    """Draw the page, with the words of the note that was opened, or with why it was not."""
    scope = request.scope
    own = sealed_for(scope, Permission.SEALED_WRITE, on=scope.on).filter(student=student)
    why_not = why_not_sealed(student, on=scope.on)
    listed = own.order_by("-said_on", "-pk")
    asked = {opened.pk: why} if opened and why else {}
    context = {
        "student": student,
        "notes": [(one, asked.get(one.pk) or RevealForm(key=one.pk)) for one in listed],
        "opened": opened if words else None,
        "words": words,
        "form": form,
        "client_uuid": client_uuid or uuid.uuid4(),
        "action": f"{reverse('contacts:sealed')}?student={student.pk}",
        "law": sealing_law(),
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "is_within": is_within,
        "why_not": why_not if is_within else OUT_OF_REACH,
    }
    is_refused = form.is_bound or (why is not None and not words)
    return render(request, "contacts/sealed.html", context, status=422 if is_refused else 200)
