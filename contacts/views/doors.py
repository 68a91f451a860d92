"""Fetching what a page is about: not within reach is 404 and logged, as for a student. And words
are taken only from whoever wrote them.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import LARGEST_KEY, StaffRequest, refuse
from accounts.choices import Permission
from accounts.models import User
from contacts.access import notes_for
from contacts.models import Note
from students.models import Student

Row = TypeVar("Row", bound=Model)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def of_its_author(view: View) -> View:
    """Let a POST pass only from a page of the person signed in, whom it names as `author`.

    Somebody else may have signed in in another tab since the page was opened: 409. A page that
    names nobody could be anybody's: 403, which a page of an older script takes for a session
    that is over, and keeps its words. Goes outside of `requires`: the one signed in by now may have
    no rights at all.
    """

    @wraps(view)
    def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        said = request.POST.get("author", "")
        is_own = said == str(request.user.pk)
        if is_own or request.method != "POST" or isinstance(request.scope.user, AnonymousUser):
            return view(request, *args, **kwargs)
        refuse(request, reason="words of another author" if said else "words of no author")
        return _not_theirs(request, said)

    return guarded  # type: ignore[return-value] # called just as the view it wraps


def _not_theirs(request: StaffRequest, said: str) -> HttpResponseBase:
    """Say whose words these are. Nothing is fetched or kept; a page has them, to copy."""
    author = User.objects.filter(pk=key_of(said)).first()
    whose, who = (f"{author}’s", str(author)) if author else ("somebody else’s", "their author")
    why = f"You are signed in as {request.user}; these words are {whose}. "
    why += f"Sign in as {who} to save them."
    if not said:
        why = f"You are signed in as {request.user}, and this page does not say whose words it "
        why += "sends. Open it again to save them."
    status, reason = (409, "author") if said else (403, "no author")
    if wants_json(request):
        return JsonResponse({"reason": reason, "says": why}, status=status)
    student = request.POST.get("student")
    there = request.path + (f"?{urlencode({'student': student})}" if student else "")
    again = f"{reverse('account_login')}?{urlencode({'next': there})}"
    context = {
        "why": why,
        "who": who if said else "",
        "text": request.POST.get("text", ""),
        "there": there,
        "sign_in_url": f"{reverse('account_logout')}?{urlencode({'next': again})}",
    }
    return render(request, "contacts/not_theirs.html", context, status=status)


def wants_json(request: StaffRequest) -> bool:
    """Return whether a script asked, which shows a part of a page and reads words of its own."""
    return "application/json" in request.headers.get("Accept", "")


def key_of(text: str) -> int:
    """Return the number of a row, or 0 for what can be none."""
    number = int(text) if text.isdecimal() and len(text) < 20 else 0
    return number if number <= LARGEST_KEY else 0


def get_note_or_404(request: StaffRequest, permission: Permission, pk: int) -> Note:
    """Fetch a note about a student within reach; the page logs whom it names."""
    reach = notes_for(request.scope, permission, on=request.scope.on)
    people = reach.select_related("author", "guardian", "amends", "amendment")
    return _one(request, people, permission, pk)


def require_everybody(request: StaffRequest, note: Note, students: Sequence[Student]) -> None:
    """Let pass only who reaches every student a note is about: `students` is whom they reach.

    A note speaks for each of them. Raises PermissionDenied.
    """
    if note.about.count() > len(students):
        refuse(request, reason="a note about others, too", student_id=students[0].pk)
        raise PermissionDenied


def _one(request: StaffRequest, rows: QuerySet[Row], permission: str, pk: int) -> Row:
    found = rows.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if found is None:
        refuse(request, reason=f"out of reach with {permission}")
        raise Http404
    return found
