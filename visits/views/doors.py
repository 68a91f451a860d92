"""What came of a visit, written down at the door."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
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
    not_there,
    of_its_author,
    requires,
    wants_json,
)
from accounts.choices import Permission
from cases.access import may_do
from contacts.access import at_home_with
from contacts.choices import NoteOutcome
from contacts.forms import preset, typed
from contacts.models import Note, NoteDraft
from contacts.queries import adults_to_call, siblings_to_name
from core.addresses import with_query
from core.keys import key_of, keys_of, sent_key
from core.refusals import attempt
from core.undo import opening
from students.models import Student
from students.queries.days import calendar_of
from students.rules.around import Adult, Sibling
from students.rules.calendar import WEEKDAYS, SchoolCalendar
from visits import actions
from visits.access import visits_for
from visits.forms import DoorForm
from visits.models import Visit
from visits.queries.day import PEOPLE, DayVisit, told

UNSAFE = "Tell who leads you now, by telephone, and say here why nobody goes there alone."


@dataclass(frozen=True)
class DoorSheet:
    """A visit with the form for its door, as a device keeps it."""

    told: DayVisit
    form: DoorForm
    siblings: Sequence[Sibling]
    also: Collection[str]


def blank_form(
    visit: Visit,
    adults: Sequence[Adult],
    *,
    today: date,
    calendar: SchoolCalendar = WEEKDAYS,
    draft: NoteDraft | None = None,
) -> DoorForm:
    """Return the form of a door as it begins: with what was typed before, else with the first adult."""
    begins = preset(adults, kind="visit", offered="") | {"purpose": visit.purpose}
    begins = typed(draft.payload, begins) if draft else begins
    around = {"adults": adults, "calendar": calendar, "today": today, "key": visit.pk}
    return DoorForm(initial=begins, **around)


@require_http_methods(["GET", "HEAD", "POST"])
@of_its_author
@requires(Permission.NOTE_WRITE)
def door(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what came of a visit; beside what somebody wrote meanwhile, if anybody did."""
    found = fetch(request, visits_for, Permission.NOTE_WRITE, pk, related=PEOPLE)
    [shown] = told(request.scope, [found])
    first = _first(request, shown)
    adults, on = adults_to_call(request.scope, first), request.scope.on
    calendar = calendar_of(first.pk, on=on)
    if request.method != "POST":
        draft = _draft_of(request, found)
        begun = blank_form(found, adults, today=on, calendar=calendar, draft=draft)
        return _page(request, shown, first, begun, draft=draft)
    around = {"adults": adults, "calendar": calendar, "today": on, "key": found.pk}
    form = DoorForm(request.POST, **around)
    if not form.is_valid():
        return _page(request, shown, first, form)
    log = partial(
        actions.log_door,
        request.act,
        visit=found,
        client_uuid=sent_key(request.POST),
        students=[first, *_others(request, first)],
        door=form.found(),
        next_step=form.step() if may_do(request.scope, first)["manage"] else None,
        seen=key_of(request.POST.get("seen", "")),
    )
    logged = attempt(request, log, form=form)
    if logged.result:
        return _saved(request, logged.result, first)
    if isinstance(logged.refusal, actions.DoorLogged):
        [shown] = told(request.scope, [visits_again(found)])
        return _page(request, shown, first, form, theirs=shown.note, status=409)
    return _page(request, shown, first, form)


def visits_again(found: Visit) -> Visit:
    """Return a visit as it is now, with its people."""
    return Visit.objects.select_related(*PEOPLE).get(pk=found.pk)


def _draft_of(request: StaffRequest, found: Visit) -> NoteDraft | None:
    """Return what the viewer typed last about this door and did not save."""
    own = NoteDraft.objects.filter(user=request.user, payload__visit__0=str(found.pk))
    return own.order_by("-saved_at", "-pk").first()


def _first(request: StaffRequest, shown: DayVisit) -> Student:
    """Return the student whom the note is about first: whom the form names, of those of the visit."""
    asked = key_of((request.POST.getlist("student") or [""])[0])
    named = [one for one in shown.students if not asked or one.pk == asked]
    if not named:
        not_there(request, f"student {asked} is in no visit {shown.visit.pk} within reach")
    return fetch(request, Student, Permission.NOTE_WRITE, named[0].pk)


def _others(request: StaffRequest, first: Student) -> list[Student]:
    keys = [key for key in keys_of(request.POST.getlist("student")) if key != first.pk]
    if not keys:
        return []
    return fetch_all(request, at_home_with(first), Permission.NOTE_WRITE, keys)


def _page(
    request: StaffRequest,
    shown: DayVisit,
    first: Student,
    form: DoorForm,
    *,
    theirs: Note | None = None,
    draft: NoteDraft | None = None,
    status: int = 0,
) -> HttpResponse:
    sent = request.POST.getlist("student") or (draft.payload.get("student", []) if draft else [])
    also = set(sent[1:]) if sent else {str(one.pk) for one in shown.students}
    context: dict[str, Any] = {
        "told": shown,
        "visit": shown.visit,
        "student": first,
        "form": form,
        "siblings": [s for s in siblings_to_name(request.scope, first) if s.in_reach],
        "also": also,
        "client_uuid": draft.client_uuid if draft else sent_key(request.POST),
        "seq": draft.seq if draft else 0,
        "draft": draft,
        "theirs": theirs,
        "today": request.scope.on,
        "trail": [("Visits", reverse("visits:day")), ("At the door", "")],
    }
    template = "visits/_door.html" if wants_json(request) else "visits/door.html"
    status = status or (422 if form.is_bound else 200)
    return render(request, template, context, status=status)


def _saved(request: StaffRequest, note: Note, first: Student) -> HttpResponse:
    """Lead back to the visits of the day, and say what was saved; from a door that was unsafe to where one
    says that nobody goes there alone.
    """
    url, opens = reverse("visits:day"), reverse("contacts:note", args=[note.pk])
    says = f"Home visit logged: {note.get_outcome_display()}."
    if note.outcome == NoteOutcome.DOOR_UNSAFE:
        url = with_query(reverse("visits:not_alone"), student=first.pk)
        says = f"{says} {UNSAFE}"
    if wants_json(request):
        kept = {"saved": str(note.client_uuid), "note": note.pk, "url": url}
        return JsonResponse({**kept, "says": says, "opens": opens})
    messages.success(request, says, extra_tags=opening(opens))
    return redirect(url)
