"""Forms that people fill in: how they are laid out, named, and what they say of a fault.

One way for every form. A `FilledForm` says its fields and groups; the tags of
`core.templatetags.forms` and the templates in `psa_forms` draw it. Forms that narrow a list are
another kind: `core.lists.Asked`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject, Row
from django import forms
from django.template import Context
from django.template.loader import render_to_string

from core import clock
from core.fields import Dated

__all__ = ["Fieldset", "FilledForm", "LayoutObject", "More", "Part", "Picks", "Row", "Weighed"]


class Fault(NamedTuple):
    """What is wrong with a form: where to mend it ('' if nowhere alone), and a sentence."""

    place: str
    words: str


class FilledForm(forms.Form):
    """A form that people fill in.

    `layout` names its fields in their order, some in groups; without it all stand one below the
    other. Its controls are called in the page by the class and by `key`, which tells a form from
    its like, so that no two of a page share an id. Days are counted from `today`.
    """

    layout: ClassVar[Sequence[str | LayoutObject]] = ()
    called: ClassVar[
        Mapping[str, str]
    ] = {}  # in sentences, where "the" and the label make no noun
    at_times: ClassVar[Sequence[str]] = ()  # required by what else is chosen: not called optional
    keeps_words = True  # what is typed and not saved is kept, on the device and over a new sign-in

    def __init__(
        self, *args: Any, key: object = "", today: date | None = None, **options: Any
    ) -> None:
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__.removesuffix("Form")).lower()
        if key:  # it may be what was sent, and a "%" in it is none to fill in
            name = f"{name}-{key}".replace("%", "%%")
        options.setdefault("auto_id", f"{name}-%s")
        super().__init__(*args, **options)
        self.key, self.today = key, today or clock.today()
        for field in self.fields.items():
            self._prepare(*field)

    def add(self, name: str, field: forms.Field) -> None:
        """Add a field that is known only now."""
        self.fields[name] = field
        self._prepare(name, field)

    def offer(self, name: str, options: Iterable[tuple[object, str]]) -> None:
        """Have a field whose values are no fixed list offer these, each with its words."""
        widget: Any = self.fields[name].widget
        widget.choices = list(options)

    def hide(self, name: str) -> None:
        """Draw no control for a field: there is nothing to choose from."""
        self.fields[name].widget = forms.HiddenInput()

    def _prepare(self, name: str, field: forms.Field) -> None:
        if isinstance(field, Dated):
            field.count_from(self.today)
        widget = field.widget
        if isinstance(widget, forms.NumberInput):
            widget.input_type = "text"  # no wheel changes it, and what is wrong is ours to say
            widget.attrs = {"inputmode": "numeric", "maxlength": 9}
        if isinstance(widget, forms.TextInput | forms.NumberInput | forms.Textarea):
            # Computers are shared, and what is typed is about children.
            widget.attrs.setdefault("autocomplete", "off")
        label = str(field.label or name.replace("_", " ").capitalize())
        say_words(field, self.called.get(name, f"the {label[:1].lower()}{label[1:]}"))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf, helper.include_media = False, True, False
        helper.layout = Layout(*self._laid_out())
        return helper

    def _laid_out(self) -> list[Any]:
        """Return what is drawn, in its order."""
        return list(self.layout or self.fields)


def faults_of(form: forms.BaseForm) -> Iterator[Fault]:
    """Yield what is wrong with a form: first what concerns the whole, then of each field in their
    order the first thing.
    """
    yield from (Fault("", str(words)) for words in form.non_field_errors())
    for box in form:
        if box.errors:
            is_group = box.use_fieldset and not box.is_hidden
            place = "" if box.is_hidden else f"{box.auto_id}_0" if is_group else box.auto_id
            yield Fault(place, str(box.errors[0]))


# --- Words ------------------------------------------------------------------------------------


def say_words(field: forms.Field, noun: str) -> None:
    """Have a field say what is wrong in words of its own: `noun` is "the day of the hearing".

    What it was given to say when it was made stays.
    """
    usual = _of_its_class(field)
    for code, words in _words(field, noun).items():
        if str(field.error_messages.get(code, "")) == str(usual.get(code, "")):
            field.error_messages[code] = words


def _of_its_class(field: forms.Field) -> dict[str, Any]:
    """Return the messages that Django gave the field, as they were before its options."""
    found: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        found |= vars(kind).get("default_error_messages", {})
    return found


def _words(field: forms.Field, noun: str) -> dict[str, str]:
    is_choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
    is_choice = is_choice or isinstance(field.widget, forms.Select | forms.RadioSelect)
    said = f"{noun[:1].upper()}{noun[1:]} must be"
    return {
        "required": f"Choose {noun}." if is_choice else f"Enter {noun}.",
        "invalid": _how_to_write(field, noun),
        "invalid_choice": f"Choose {noun} from what is offered.",
        "max_length": f"{said} %(limit_value)s characters or fewer: it has %(show_value)s.",
        "min_value": f"{said} %(limit_value)s or more.",
        "max_value": f"{said} %(limit_value)s or less.",
        "range": f"{said} between %(first)s and %(last)s.",
    }


def _how_to_write(field: forms.Field, noun: str) -> str:
    if isinstance(field, forms.DateTimeField):
        return f"Write {noun} as day and time, such as 2026-11-20 14:05."
    if isinstance(field, forms.DateField):
        return f"Write {noun} as month, day and year, such as 11/20/2026."
    if isinstance(field, forms.TimeField):
        return f"Write {noun} as hour and minutes, such as 8:30 AM."
    if isinstance(field, forms.IntegerField):
        return f"Write {noun} as a whole number."
    return f"Enter {noun} once more."


# --- Layout -----------------------------------------------------------------------------------


class Fieldset(LayoutObject):
    """Fields that belong together, under a name."""

    def __init__(self, legend: str, *fields: str | LayoutObject) -> None:
        self.legend, self.fields = legend, list(fields)

    def render(self, form: forms.Form, context: Context, template_pack: str, **_: Any) -> str:
        fields = self.get_rendered_fields(form, context, template_pack)
        shown = {"legend": self.legend, "fields": fields}
        return str(render_to_string(f"{template_pack}/layout/fieldset.html", shown))


class Picks(LayoutObject):
    """Choices that are tapped, as a row of buttons: of a field, or of several."""

    def __init__(self, *fields: str) -> None:
        self.fields = list(fields)

    def render(self, form: forms.Form, context: Context, template_pack: str, **_: Any) -> str:
        template = f"{template_pack}/picks.html"
        return self.get_rendered_fields(form, context, template_pack, template=template)


class Weighed(LayoutObject):
    """Tick boxes of several fields whose values are those of `main` too, a choice of one: beside each
    box that is ticked stands whether it weighs most. `main` has '' for none.
    """

    def __init__(self, main: str, *fields: str) -> None:
        self.main, self.fields = main, [*fields, main]

    def render(self, form: forms.Form, context: Context, template_pack: str, **_: Any) -> str:
        main = form[self.main]
        weighs = {str(one.data["value"]): one for one in main}
        groups = []
        for field in (form[name] for name in self.fields if name != self.main):
            rows = [(tick, weighs[str(tick.data["value"])]) for tick in field]
            for tick, one in rows:
                one.data["attrs"]["aria-label"] = f"Weighs most: {tick.choice_label}"
            groups += [(field, rows)] if rows else []
        drawn = {"groups": groups, "main": main, "none": weighs[""]}
        shown: dict[str, Any] = {**context.flatten(), **drawn}  # type: ignore[dict-item] # its keys are names
        return render_to_string(f"{template_pack}/weighed.html", shown)


class More(LayoutObject):
    """Fields behind a line of words, which opens where one of them has a fault."""

    def __init__(self, words: str, *fields: str | LayoutObject) -> None:
        self.words, self.fields = words, list(fields)

    def render(self, form: forms.Form, context: Context, template_pack: str, **_: Any) -> str:
        shown = {
            "words": self.words,
            "fields": self.get_rendered_fields(form, context, template_pack),
            "is_open": any(one.name in form.errors for one in self.get_field_names()),
        }
        return render_to_string(f"{template_pack}/layout/more.html", shown)


class Part(LayoutObject):
    """A template of the page's own between the fields: it sees what the page does, and `form`."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.fields: list[str] = []

    def render(self, form: forms.Form, context: Context, **_: Any) -> str:
        shown: dict[str, Any] = {**context.flatten(), "form": form}  # type: ignore[dict-item] # its keys are names
        return str(render_to_string(self.template, shown))
