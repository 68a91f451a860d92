"""The wordings of letters, and what the statute asks of each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, requires
from accounts.choices import Permission
from law.queries import pack_in_force
from letters.queries.wordings import proposed_wordings
from letters.rules import own_name
from students.rules.languages import side_of

# What each sentence is for, and where it stands.
CALLS = (
    "Where to call, for whom no wording is approved",
    "One sentence of the policy pack, in the English letter of a family whose language has no approved wording, and on the packet that is theirs.",
)
PACKET = "packet_family"
THEIRS = (
    "What a family’s packet says of itself",
    "On the first page of the packet that is the family’s, in the home’s language and in English after.",
)
SUPERSEDED = (
    "What is printed over a letter or packet that was taken back",
    "One sentence of the policy pack, before the English, on every page that a family of this language gets.",
)


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
        "sentences": _sentences(request),
        "may_approve": request.scope.is_over_district(Permission.POLICY_SET),
    }
    return render(request, "letters/wordings.html", context)


def _sentences(request: StaffRequest) -> list[dict[str, Any]]:
    """The sentences that go out as the pack has them, each in its languages."""
    pack = pack_in_force(request.scope.on)
    theirs: dict[str, str] = {}
    for key, text in pack.section(PACKET).items():
        language = key.partition("_")[0]
        theirs[language] = f"{theirs.get(language, '')} {text}".strip()
    law = pack.letters
    found = [(*CALLS, law.call), (*SUPERSEDED, law.superseded), (*THEIRS, theirs)]
    return [
        {"title": title, "where": where, "texts": list(map(_text, texts.items()))}
        for title, where, texts in found
        if texts
    ]


def _text(said: tuple[str, str]) -> dict[str, str]:
    language, text = said
    return {
        "name": own_name(language),
        "language": language,
        "side": side_of(language),
        "text": text,
    }
