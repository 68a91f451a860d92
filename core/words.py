"""Long texts of forms whose sender was signed out: whose they are, what they are called, and what
else was sent with them. What only a device keeps is in static/js/log/words.js.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.forms import BaseForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.fields import LongTextField, plain

WHOSE = "typed_by"  # in a form: whose page it is and what its long texts are called, signed
MARK = "typed_mark"  # in a form: the name under which the device keeps what it says
SAVED = "typed_saved"  # a cookie: the mark of what was saved, for the device to let go
OLDEST = 14 * 24 * 60 * 60  # seconds for which a page that stayed open can still send
LONGEST = 200_000  # characters in all: more was not typed
IS_MARK = re.compile(r"[0-9a-f-]{36}")
NOT_KEPT = ("csrfmiddlewaretoken",)


@dataclass(frozen=True)
class TypedWords:
    """What one form sent. `pairs` are its names and values in their order."""

    author: int
    labels: dict[str, str]
    action: str
    pairs: list[tuple[str, str]]

    @property
    def texts(self) -> list[tuple[str, str, str]]:
        """The long texts that say something: name, label, words."""
        return [
            (name, self.labels[name], said) for name, said in self.pairs if self._says(name, said)
        ]

    @property
    def others(self) -> list[tuple[str, str]]:
        return [(name, said) for name, said in self.pairs if not self._says(name, said)]

    def _says(self, name: str, said: str) -> bool:
        return name in self.labels and bool(said.strip())

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)


def labels_of(form: BaseForm) -> dict[str, str]:
    """Return the long texts of a form by name, each with what it is called; of one whose words are kept
    nowhere until they are saved, none.
    """
    if not getattr(form, "keeps_words", True):
        return {}
    return {
        form.add_prefix(name): str(form[name].label)
        for name, field in form.fields.items()
        if isinstance(field, LongTextField)
    }


def signature(author: int, labels: dict[str, str]) -> str:
    """Return what a form carries, so that nobody sends words in another's name."""
    return signing.dumps([author, labels], salt=WHOSE, compress=True)


def sent_by(request: HttpRequest) -> TypedWords | None:
    """Return the words that a form of ours sent, or None when it has no long text that says any."""
    try:
        author, labels = signing.loads(request.POST.get(WHOSE, ""), salt=WHOSE, max_age=OLDEST)
    except signing.BadSignature:
        return None
    pairs = [
        (name, plain(value))
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]
    words = TypedWords(author, labels, request.get_full_path(), pairs)
    is_too_long = sum(len(value) for _, value in pairs) > LONGEST
    return None if is_too_long or not words.texts else words


def keep(request: HttpRequest) -> bool:
    """Keep in the session what was sent, until its author has signed in again; say if there is any."""
    words = sent_by(request)
    if words:
        request.session[WHOSE] = words.as_kept()
    return words is not None


def kept_for(request: HttpRequest) -> TypedWords | None:
    """Return what is kept for the person signed in. What is another's is forgotten."""
    kept = request.session.get(WHOSE)
    if not kept:
        return None
    if kept["author"] != request.user.pk:
        forget(request)
        return None
    return TypedWords(**{**kept, "pairs": [(name, said) for name, said in kept["pairs"]]})


def forget(request: HttpRequest) -> None:
    request.session.pop(WHOSE, None)


def is_of(request: HttpRequest, kept: TypedWords | None) -> bool:
    """Say whether a form sends what is kept, to where it was sent first: many forms go there, and each
    is known by its mark or, without a script, by the page that it stood on.
    """
    if kept is None or kept.action != request.get_full_path():
        return False
    first = dict(kept.pairs)
    name = MARK if mark_in(first) else WHOSE
    return first.get(name) == request.POST.get(name)


def mark_of(request: HttpRequest) -> str:
    """Return the name under which a device keeps what was sent; '' for none, and for what is none."""
    return mark_in(request.POST)


def mark_in(sent: Mapping[str, Any]) -> str:
    said = str(sent.get(MARK, ""))
    return said if IS_MARK.fullmatch(said) else ""


def was_saved(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether a form with long texts was taken: it leads on, and nothing was refused."""
    leads_on = response.status_code in (302, 303)
    return leads_on and WHOSE in request.POST and not getattr(request, "refused", False)
