"""Words are taken only from a page of whoever is signed in."""

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access.guards import View
from accounts.access.log import StaffRequest, refuse
from accounts.models import User
from core.keys import key_of


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
        if is_own or request.method != "POST" or request.scope.actor is None:
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
    return render(request, "accounts/not_theirs.html", context, status=status)


def wants_json(request: StaffRequest) -> bool:
    """Return whether a script asked, which shows a part of a page and reads words of its own."""
    return "application/json" in request.headers.get("Accept", "")
