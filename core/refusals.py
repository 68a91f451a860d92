"""Refused changes: why, and what to do next, said once and shown alike on every page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

Result = TypeVar("Result")


class Refusal(Exception):
    """A change was refused and nothing was changed.

    `advice` is for whoever asked: one or two sentences, why and what to do next. A refusal that
    knows more says it when it is raised. `field` names the box of a form that it is about.
    """

    advice: ClassVar[str] = ""
    field: ClassVar[str | None] = None

    def __str__(self) -> str:
        return super().__str__() or self.advice


@dataclass(frozen=True)
class Attempt(Generic[Result]):
    """What became of a change: its result, or the refusal. True when it was made."""

    result: Result | None = None
    refusal: Refusal | None = None

    def __bool__(self) -> bool:
        return self.refusal is None


def note_refusal(request: HttpRequest) -> None:
    """Have `request.refused` say that something asked for was not done, so that what was typed for it
    stays kept.
    """
    request.refused = True  # type: ignore[attr-defined] # a request takes what is put on it


def refuse(request: HttpRequest, advice: str) -> None:
    """Say on the next page why nothing was done, and what to do."""
    note_refusal(request)
    messages.error(request, advice)


def attempt(
    request: HttpRequest,
    change: Callable[[], Result],
    done: str | Callable[[Result], str] = "",
    *,
    form: Form | None = None,
    tags: str | Callable[[Result], str] = "",
) -> Attempt[Result]:
    """Make a change and say on the next page what was done, or why not and what to do.

    `done` is the sentence, or makes it from the result; '' says nothing. A refusal goes to the
    form, if one is given that will be shown again, instead of to the next page. `request.refused`
    says that something was. `tags` of `core.undo` offer what to do next.
    """
    try:
        result = change()
    except Refusal as refusal:
        if form is None:
            refuse(request, str(refusal))
        else:
            note_refusal(request)
            form.add_error(refusal.field, str(refusal))
        return Attempt(refusal=refusal)
    if said := done(result) if callable(done) else done:
        messages.success(request, said, extra_tags=tags(result) if callable(tags) else tags)
    return Attempt(result)
