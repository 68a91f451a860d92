"""The wordings of letters, and what the statute asks of each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, requires
from accounts.choices import Permission
from law.queries import pack_in_force
from letters.queries.wordings import proposed_wordings
from letters.rules import own_name, side_of


@require_safe
@requires(Permission.LETTER_READ)
def wordings(request: StaffRequest) -> HttpResponse:
    """Every wording in the files: what the statute asks of it, and whether it is approved."""
    found = [
        {"proposal": one, "language": own_name(one.language), "content": one.content}
        for one in proposed_wordings(on=request.scope.on)
    ]
    context = {
        "trail": [("Letters", reverse("letters:letters")), ("Wordings", "")],
        "wordings": found,
        "calls": _calls(request),
        "may_approve": bool(request.scope.carrying(Permission.POLICY_SET)),
    }
    return render(request, "letters/wordings.html", context)


def _calls(request: StaffRequest) -> list[dict[str, str]]:
    """The sentences on where to call, which go into letters as the pack has them."""
    found = pack_in_force(request.scope.on).letters.call
    return [
        {"name": own_name(one), "language": one, "side": side_of(one), "text": text}
        for one, text in found.items()
    ]
