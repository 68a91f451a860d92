"""One note: as it reads, its earlier words, and changing, signing or amending it."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, fetch, of_its_author, requires, wants_json
from accounts.choices import Permission
from cases.access import may_do
from cases.models import Case
from contacts import actions
from contacts.access import notes_ever_for, notes_for
from contacts.actions.contact import Contact
from contacts.forms import ADULT, ChangeForm, IdsForm, WithdrawNoteForm, typed
from contacts.models import Note, NoteDraft, NoteWithdrawal
from contacts.queries import adults_to_call, concerned
from contacts.queries.contacts import barrier_words, late_days
from contacts.queries.efforts import efforts_of
from contacts.rules import is_late_entry
from contacts.views.attached import beside_note
from contacts.views.guards import reasons_of, require_everybody
from contacts.views.log import students_of
from core.refusals import Refusal, attempt, refuse
from students.models import Student
from students.rules.around import Adult

PEOPLE = ["author", "guardian", "amends", "amendment", "withdrawal"]
NOT_YOURS = "Only whoever wrote a note changes or signs it."
AMENDS = (
    "Amend a note",
    "The signed note stays as it is; yours stands beside it and speaks for it.",
)
CHANGES = ("Change a note", "Earlier words are kept.")


@require_safe
@requires(Permission.CASE_READ)
def note(request: StaffRequest, pk: int) -> HttpResponse:
    return note_page(request, pk)


def note_page(
    request: StaffRequest, pk: int, *, form: WithdrawNoteForm | None = None, **sent: Any
) -> HttpResponse:
    """Show a note as it reads, with `form` if it was sent to take the note back and was not valid, and
    with what else was `sent` to its papers.
    """
    found = fetch(request, notes_for, Permission.CASE_READ, pk, related=PEOPLE)
    students = students_of(request, found, Permission.CASE_READ)
    context = {
        "note": found,
        "students": students,
        "others": found.about.count() - len(students),
        "case": Case.objects.filter(
            pk__in=found.about.filter(student__in=students).values("case")
        ).first(),
        "concerned": concerned(found),
        "barriers": barrier_words(found.barriers),
        "revisions": list(found.revisions.select_related("by").order_by("-pk")),
        "is_author": found.author_id == request.user.pk,
        "is_effort": efforts_of(found).filter(student__in=students).exists(),
        "is_late": is_late_entry(found.happened_at, found.recorded_at, days=late_days()),
        "may": may_do(request.scope, students[0]),
        **_wordings(request, found),
    }
    context["withdraw_form"] = form or _withdraw_form(request, context)
    context |= beside_note(request, context, **sent)
    return render(request, "contacts/note.html", context, status=422 if form or sent else 200)


def _withdraw_form(request: StaffRequest, shown: dict[str, Any]) -> WithdrawNoteForm | None:
    """Return the form that takes a note back, for who may: of the newest wording, which stands."""
    found, students = shown["note"], shown["students"]
    stands = not (shown["is_amended"] or shown["withdraws"])
    writes = not shown["others"] and all(may_do(request.scope, one)["write"] for one in students)
    reasons = reasons_of(request, found, students) if stands and writes else ()
    return WithdrawNoteForm(reasons=reasons) if reasons else None


def _wordings(request: StaffRequest, found: Note) -> dict[str, object]:
    """Return what the page says of the note that this one amends and of the one that amends it, and
    which of them the viewer reads. No statement without one.
    """
    newer = getattr(found, "amendment", None)
    beside = [key for key in (found.amends_id, newer and newer.pk) if key]
    reach = notes_for(request.scope, Permission.CASE_READ, on=request.scope.on)
    return {
        "is_amended": newer is not None,
        "withdraws": found.amends_id is not None and found.withdraws.exists(),
        "read": set(reach.filter(pk__in=beside).values_list("pk", flat=True)) if beside else (),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@of_its_author
@requires(Permission.NOTE_WRITE)
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a note of one's own, sign it, or amend it once it is signed. Words that met one which was
    withdrawn are given back.
    """
    found = fetch(request, notes_ever_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    students = students_of(request, found, Permission.NOTE_WRITE)
    if hasattr(found, "withdrawal"):
        return _withdrawn(request, found, students)
    if request.POST.get("action") == "sign":
        sign = partial(actions.sign_note, request.act, note=found)
        attempt(request, sign, "The note is signed. It stays as it is: Amend corrects it.")
        return redirect("contacts:note", pk=found.pk)
    require_everybody(request, found, students)
    adults = _adults(request, students[0], found)
    is_theirs = not found.signed_at and found.author_id != request.user.pk
    if is_theirs and not (wants_json(request) or request.POST.get("text", "").strip()):
        refuse(request, actions.NoteIsNotYours.advice)
        return redirect("contacts:note", pk=found.pk)
    if request.method != "POST":
        return _opened(request, found, students, adults)
    form, ids = (
        ChangeForm(request.POST, adults=adults, today=request.scope.on),
        IdsForm(request.POST),
    )
    if is_theirs:
        return _not_theirs(request, found, students, form)
    if not (form.is_valid() and ids.is_valid()):
        return _form(request, found, students, form)
    return _change(request, found, students, form, ids)


def _opened(
    request: StaffRequest, found: Note, students: list[Student], adults: list[Adult]
) -> HttpResponse:
    """Show the form with the note as it reads, or with what its author typed and did not save."""
    draft, values = _draft_of(request, found), _as_form(found)
    begins = typed(draft.payload, values) if draft else values
    form = ChangeForm(initial=begins, adults=adults, today=request.scope.on)
    if draft is None:
        return _form(request, found, students, form)
    version = (draft.payload.get("version") or [str(found.version)])[0]
    more = {
        "draft": draft,
        "client_uuid": draft.client_uuid,
        "seq": draft.seq,
        "version": version,
        "is_stale": not found.signed_at and version != str(found.version),
    }
    return _form(request, found, students, form, **more)


def _draft_of(request: StaffRequest, found: Note) -> NoteDraft | None:
    """Return the last of one's own drafts of this note that was not saved since."""
    saved = found.revisions.values_list("fields__changed_by", flat=True)
    own = NoteDraft.objects.filter(user=request.user, payload__note__0=str(found.pk))
    unsaved = own.exclude(client_uuid__in=[text for text in saved if text])
    return unsaved.order_by("-saved_at", "-pk").first()


def _change(
    request: StaffRequest, found: Note, students: list[Student], form: ChangeForm, ids: IdsForm
) -> HttpResponse:
    try:
        saved = _keep(request, found, form.contact(), ids)
    except actions.NoteReadsOtherwise as met:
        return _conflict(request, met, students, form, ids)
    except actions.NoteIsNotYours:
        return _not_theirs(request, found, students, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form(request, found, students, form)
    url = reverse("contacts:note", args=[saved.pk])
    says = "The note was saved." if saved.pk == found.pk else "Amended."
    if wants_json(request):
        sent = str(ids.cleaned_data["client_uuid"])
        return JsonResponse({"saved": sent, "note": saved.pk, "url": url, "says": says})
    messages.success(request, says)
    return redirect(url)


def _keep(request: StaffRequest, found: Note, contact: Contact, ids: IdsForm) -> Note:
    """Amend a signed note where that is what the page is for, else change it."""
    sent = ids.cleaned_data["client_uuid"]
    values: dict[str, Any] = {"note": found, "contact": contact, "client_uuid": sent}
    if found.signed_at and request.POST.get("amend"):
        return actions.amend_note(request.act, **values)
    return actions.edit_note(request.act, version=ids.cleaned_data["version"] or 0, **values)


def _conflict(
    request: StaffRequest,
    met: actions.NoteReadsOtherwise,
    students: list[Student],
    form: ChangeForm,
    ids: IdsForm,
) -> HttpResponse:
    """Show both texts: how the note reads now, and the words that met it, which are kept. Of one that
    was withdrawn meanwhile, the words alone.
    """
    found, version = met.note, ids.cleaned_data["version"] or 0
    if NoteWithdrawal.objects.filter(Q(note=found) | Q(amendment=found)).exists():
        return _withdrawn(request, found, students)
    actions.keep_words(request.act, note=found, version=version, contact=form.contact())
    found.refresh_from_db()
    more = {"theirs": found.text, "why": str(met), "version": found.version}
    return _form(request, found, students, form, status=409, **more)


def _withdrawn(request: StaffRequest, found: Note, students: list[Student]) -> HttpResponse:
    """Give the words back that met a note which was withdrawn: those sent, or those of one's own draft.
    Nothing is told of the note, and nothing kept beside it, where others would read it.
    """
    is_sent, draft = request.method == "POST", _draft_of(request, found)
    said = request.POST if is_sent else typed(draft.payload, {}) if draft else {}
    context = {
        "students": students,
        "text": said.get("text", ""),
        "with_name": said.get("with_name", ""),
        "draft": draft,
    }
    part = "_note_withdrawn" if wants_json(request) else "note_withdrawn"
    return render(request, f"contacts/{part}.html", context, status=409 if is_sent else 200)


def _not_theirs(
    request: StaffRequest, found: Note, students: list[Student], form: ChangeForm
) -> HttpResponse:
    """Give the words back that somebody wrote into another's note, which stays as it is."""
    return _form(request, found, students, form, is_theirs=True, why=NOT_YOURS, status=409)


def _form(
    request: StaffRequest,
    found: Note,
    students: list[Student],
    form: ChangeForm,
    *,
    status: int = 0,
    **more: object,
) -> HttpResponse:
    heading, subtitle = AMENDS if found.signed_at else CHANGES
    context = {
        "heading": heading,
        "subtitle": subtitle,
        "note": found,
        "students": students,
        "adults": _adults(request, students[0], found),
        "form": form,
        "client_uuid": request.POST.get("client_uuid") or uuid.uuid4(),
        "version": request.POST.get("version") or found.version,
        **more,
    }
    status = status or (422 if form.is_bound else 200)
    template = "contacts/_note_change.html" if wants_json(request) else "contacts/note_change.html"
    return render(request, template, context, status=status)


def _adults(request: StaffRequest, student: Student, found: Note) -> list[Adult]:
    """Return who may be named: the adults of today, and whom the note names already."""
    adults = adults_to_call(request.scope, student)
    named = found.guardian
    if named and named.pk not in {adult.pk for adult in adults}:
        adults.append(Adult(named.pk, str(named), relation=""))
    return adults


def _as_form(found: Note) -> dict[str, Any]:
    """Return a note as the form shows it."""
    who = f"{ADULT}{found.guardian_id}" if found.guardian_id else found.with_whom
    offered = found.purpose == "conference_48262"
    return {
        "kind": found.kind,
        f"outcome_{found.kind}": found.outcome,
        "who": who,
        "with_name": found.with_name,
        "barriers": found.barriers,
        "offered": offered,
        "purpose": "" if offered else found.purpose,
        "method": found.method,
        "reached": "yes" if found.reached else "no",
        "minutes": found.minutes,
        "language": found.language,
        "interpreter": found.interpreter,
        "happened_at": localtime(found.happened_at).strftime("%Y-%m-%dT%H:%M"),
        "text": found.text,
    }
