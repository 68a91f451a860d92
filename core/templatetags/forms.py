"""The components of forms, for pages: a whole form, a box to tick in a row, what goes along unseen."""

import uuid
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core import boxes, forms, words
from core.fields import Option
from core.lists import Asked
from core.markup import fill, joined

TICK = """<input type="checkbox" class="form-check-input" name="{}" value="{}"{} aria-label="Choose {}"{}>"""
PICK = '<label class="pick"><input type="checkbox" name="{}" value="{}"{}><span>{}</span></label>'
HIDDEN = '<input type="hidden" name="{}" value="{}">'
CHECKED = SafeString(" checked")
NO_ENTER = SafeString('<button type="submit" disabled hidden>Enter decides nothing</button>')
register = template.Library()
for draws in (boxes.box, boxes.picks, boxes.pick_words, boxes.weighed):
    register.simple_tag(draws)
register.simple_tag(boxes.label, name="label_of")
register.simple_tag(boxes.notes, name="notes_of")


@register.simple_block_tag(takes_context=True)
def filled(
    context: Context,
    content: str,
    form: forms.FilledForm,
    action: str,
    name: str = "",
    css: str = "",
) -> SafeString:
    """Draw a form to post: its faults, its fields as it lays them out, then what is inside."""
    shown = {"content": content, "form": form, "action": action, "name": name, "css": css}
    there: dict[str, Any] = context.flatten()  # type: ignore[assignment] # its keys are names
    return render_to_string("psa_forms/form.html", {**there, **shown})


@register.simple_tag
def faults_of(form: BaseForm) -> list[forms.Fault]:
    """Return what is wrong with a form, in the order of its fields."""
    return list(forms.faults_of(form)) if form.is_bound else []


@register.simple_tag(takes_context=True)
def error_word(context: Context) -> str:
    """Return "Error: " where the page shows a form that was sent and refused, else ''."""
    found = _forms_in([value for layer in context.dicts for value in layer.values()])
    forms_sent = [one for one in found if one.is_bound]
    return (
        "Error: " if any(not isinstance(one, Asked) and one.errors for one in forms_sent) else ""
    )


def _forms_in(values: Iterable[object], deep: int = 2) -> Iterator[BaseForm]:
    """Yield the forms among what a page is drawn with; also those that stand in its rows."""
    for value in values:
        if isinstance(value, BaseForm):
            yield value
        elif deep and isinstance(value, list | tuple):
            yield from _forms_in(value, deep - 1)


@register.simple_tag
def tick(
    name: str, value: object, what: str, form: str = "", *, checked: bool = False
) -> SafeString:
    """Draw the box that chooses a row, called by what it chooses. `form` is the id of a form
    elsewhere on the page.
    """
    return fill(TICK, name, value, _where(form), what, CHECKED if checked else "")


@cache
def _where(form: str) -> SafeString:
    """Return the attribute of a box that belongs to a form elsewhere: the same for every row."""
    return fill(' form="{}"', form) if form else SafeString("")


@register.simple_tag
def pick(
    name: str,
    value: object,
    words: str,
    note: str = "",
    mark: str = "",
    *,
    checked: object = False,
) -> SafeString:
    """Draw one choice that is tapped, of those that no field of a form knows."""
    said = boxes.pick_words(Option(words, note=note, mark=mark))
    return fill(PICK, name, value, CHECKED if checked else "", said)


@register.simple_tag
def hidden(**values: Any) -> SafeString:
    """Draw what goes along with a form unseen; nothing for what is empty."""
    return joined(
        fill(HIDDEN, name, value) for name, value in values.items() if value not in ("", None)
    )


@register.simple_tag
def carried(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Draw what goes along with a form unseen, as it was sent."""
    return joined(fill(HIDDEN, name, value) for name, value in pairs)


@register.simple_tag(takes_context=True)
def long_texts_of(context: Context, form: BaseForm) -> SafeString:
    """Draw whose words a form with long texts will send; '' for another form, and before sign-in.

    One that came back has its mark still: what its boxes hold was typed, and is not saved.
    """
    author: int = getattr(context.get("user"), "pk", None) or 0
    labels = words.labels_of(form) if author else {}
    if not labels:
        return SafeString("")
    mark = words.mark_in(form.data) or str(uuid.uuid4()) if form.is_bound else ""
    return hidden(**{words.WHOSE: words.signature(author, labels), words.MARK: mark})


@register.simple_tag
def no_enter() -> SafeString:
    """Draw what Enter presses in a form of several buttons, which each decide otherwise: nothing."""
    return NO_ENTER


@register.simple_tag
def unfilled(*names: str) -> SafeString:
    """Draw what scripts fill in and send along unseen."""
    return joined(fill(HIDDEN, name, "") for name in names)


@register.filter
def among(value: object, chosen: Container[object]) -> bool:
    """Return whether a value is one of those that were chosen."""
    return value in chosen
