"""The controls of forms, drawn in Python: a page of ticks or menus has a hundred, and a template for
each took a third of its time. What comes out is what Django's own templates draw, letter for letter.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.safestring import SafeString

from core.markup import fill, joined

FOLDER = "django/forms/widgets/"
INPUT = '<input type="{}" name="{}"{}{}>'
OPTION = '<option value="{}"{}>{}</option>\n'
BEGINS, ENDS = SafeString('\n  <optgroup label="{}">'), SafeString("\n  </optgroup>")
INDENT = SafeString("\n  ")


class Renderer(DjangoTemplates):
    """Draws the plain controls itself, and whatever else by its template."""

    def render(
        self, template_name: str, context: Mapping[str, Any], request: Any = None
    ) -> SafeString:
        draw = DRAWN.get(template_name.removeprefix(FOLDER))
        if draw and not context["widget"].get("wrap_label"):
            return draw(context["widget"])
        return SafeString(super().render(template_name, dict(context), request))


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    has = "" if value is None else fill(' value="{}"', _plain(value))
    return fill(INPUT, widget["type"], widget["name"], has, _attributes(widget["attrs"]))


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = joined(_group(*group) for group in widget["optgroups"])
    begins = fill('<select name="{}"{}>', widget["name"], _attributes(widget["attrs"]))
    return joined([begins, groups, SafeString("\n</select>")])


def _group(name: object, options: list[Mapping[str, Any]], index: int) -> SafeString:  # noqa: ARG001 - as Django numbers them
    rows = (part for one in options for part in (INDENT, _option(one)))
    if not name:
        return joined(rows)
    return joined([fill(BEGINS, _said(name)), *rows, ENDS])


def _option(one: Mapping[str, Any]) -> SafeString:
    return fill(OPTION, _plain(one["value"]), _attributes(one["attrs"]), _said(one["label"]))


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    mould = '<textarea name="{}"{}>\n{}</textarea>'
    return fill(mould, widget["name"], _attributes(widget["attrs"]), widget["value"] or "")


def _attributes(attrs: Mapping[str, Any]) -> SafeString:
    return joined(
        fill(" {}", name) if value is True else fill(' {}="{}"', name, _plain(value))
        for name, value in attrs.items()
        if value is not False
    )


def _plain(value: object) -> str:
    """Write a value as it is sent: a number has no comma."""
    return value if isinstance(value, str) else str(value)


def _said(words: object) -> str:
    """Write words as people read them: a number has its comma."""
    return words if isinstance(words, str) else str(localize(words))


INPUTS = (
    *("text", "number", "hidden", "email", "url", "password", "date", "datetime", "time"),
    *("checkbox", "file", "checkbox_option", "radio_option"),
)
DRAWN = {
    **{f"{name}.html": _input for name in INPUTS},
    "select.html": _select,
    "textarea.html": _textarea,
}
