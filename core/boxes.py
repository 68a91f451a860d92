"""What stands around a control of a form: its label, hint and faults, tied together.

In Python, since a form has twenty of them: by template they took as long as the rest of a page.
"""

from collections.abc import Iterable

from django.forms import CheckboxInput
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from core.markup import fill, joined
from core.templatetags.ui import icon

FIELD = """<div class="field{}" data-field="{}">
<label class="form-label" for="{}">{}</label>
{}{}</div>"""
TICK = """<div class="field field-tick{}" data-field="{}">
<label>{} <span>{}</span></label>{}</div>"""
GROUP = """<fieldset class="{}{}" data-field="{}"{}>
<legend{}>{}</legend>{}{}</fieldset>"""
OPTION = """
<label class="field-option" for="{}">{} <span>{}{}</span></label>"""
PICK = """
<label class="pick">{} <span>{}</span></label>"""
WEIGHED = """
<div class="weighed">{}<label class="pick weighs">{} <span>{} Weighs most</span></label></div>"""
PICKED = """<div class="picks" data-field="{}">
<label class="pick pick-wide">{} <span>{}</span></label>{}</div>"""
ROW = """
<div class="picks-row">{}
</div>"""
OPTIONAL = SafeString(' <span class="field-optional">optional</span>')
NOTE = ' <small class="under">{}</small>'
SMALL = " <small>{}</small>"
HINT = """
<p class="field-hint"{}>{}</p>"""
FAULTS = """
<div{}>{}</div>"""
FAULT = '<p class="field-error">{} {}</p>'
NONE = SafeString("")


def box(field: BoundField) -> SafeString:
    """Draw a field: one control with its label, a box to tick, or choices one below the other."""
    if field.is_hidden:
        return field.as_widget()
    bad = " field-bad" if field.errors else ""
    if isinstance(field.field.widget, CheckboxInput):
        return fill(TICK, bad, field.name, field.as_widget(), field.label, notes(field))
    if field.use_fieldset:
        options = joined(_option(field))
        return _group("field", bad, field, SafeString(' class="form-label"'), options)
    name = field.id_for_label
    return fill(FIELD, bad, field.name, name, label(field), field.as_widget(), notes(field))


def picks(field: BoundField) -> SafeString:
    """Draw a field whose choices are tapped, as buttons in a row."""
    if isinstance(field.field.widget, CheckboxInput):
        return fill(
            PICKED, field.name, field.as_widget(), pick_words(field.label or ""), notes(field)
        )
    row = joined(_pick(one) for one in field)
    return _group("picks", " picks-bad" if field.errors else "", field, NONE, fill(ROW, row))


def weighed(rows: Iterable[tuple[BoundWidget, BoundWidget]]) -> SafeString:
    """Draw boxes to tick, and beside each the button that says that it weighs most."""
    mark = icon("scale")
    return joined(fill(WEIGHED, _pick(tick), weighs.tag(), mark) for tick, weighs in rows)


def _pick(option: BoundWidget) -> SafeString:
    return fill(PICK, option.tag(), pick_words(option.choice_label))


def pick_words(option: object) -> SafeString:
    """Draw the words of a choice, with its icon and its note."""
    mark, note = getattr(option, "mark", ""), getattr(option, "note", "")
    drawn = [icon(mark), " "] if mark else []
    return joined([*drawn, option, fill(SMALL, note) if note else ""])


def label(field: BoundField) -> SafeString:
    """Draw what a field is called; what may be left out says so."""
    at_times = getattr(field.form, "at_times", ())
    may_be_empty = not field.field.required and field.name not in at_times
    return joined([field.label, OPTIONAL if may_be_empty else ""])


def notes(field: BoundField) -> SafeString:
    """Draw hint and faults of a field, which its control names as its description."""
    if not (field.help_text or field.errors):
        return NONE
    place = fill(' id="{}_helptext"', field.auto_id) if field.auto_id else NONE
    fault = fill(' id="{}_error"', field.auto_id) if field.auto_id else NONE
    mark = icon("alert-circle", label="Error")
    said = joined(fill(FAULT, mark, error) for error in field.errors)
    hint = fill(HINT, place, field.help_text) if field.help_text else NONE
    return joined([hint, fill(FAULTS, fault, said) if field.errors else NONE])


def _group(
    css: str, bad: str, field: BoundField, of_legend: SafeString, options: SafeString
) -> SafeString:
    by = field.aria_describedby
    described = fill(' aria-describedby="{}"', by) if by else NONE
    parts = (css, bad, field.name, described, of_legend, label(field), options, notes(field))
    return fill(GROUP, *parts)


def _option(field: BoundField) -> list[SafeString]:
    return [
        fill(
            OPTION,
            *(one.id_for_label, one.tag(), one.choice_label),
            fill(NOTE, note) if (note := getattr(one.choice_label, "note", "")) else NONE,
        )
        for one in field
    ]
