"""The controls that are drawn in Python are those of Django's templates, letter for letter."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.functional import lazystr
from django.utils.safestring import SafeString

from core.widgets import DRAWN, Renderer

ASKEW = """<b>&"'>"""
CHOICES = [
    ("", "None"),
    ("a", ASKEW),
    (ASKEW, SafeString("<i>safe</i>")),
    (3, 1234567),
    ("Group <1>", [("b", lazystr("late & lazy")), ("c", "C")]),
]
ATTRS = {
    "id": "one",
    "class": ASKEW,
    "required": True,
    "disabled": False,
    "maxlength": 12345,
    "data-safe": SafeString("&amp;"),
}
VALUES = [None, "", "a", ASKEW, 3, 1234567, 0.5, True, False, date(2026, 11, 20)]
KINDS = {
    "text": forms.TextInput,
    "number": forms.NumberInput,
    "hidden": forms.HiddenInput,
    "email": forms.EmailInput,
    "address": forms.URLInput,
    "password": forms.PasswordInput,
    "shown again": lambda: forms.PasswordInput(render_value=True),
    "day": lambda: forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    "moment": forms.DateTimeInput,
    "hour": forms.TimeInput,
    "tick": forms.CheckboxInput,
    "file": forms.FileInput,
    "files": forms.ClearableFileInput,
    "words": lambda: forms.Textarea({"rows": 3}),
    "menu": lambda: forms.Select(choices=CHOICES),
    "several": lambda: forms.SelectMultiple(choices=CHOICES),
    "yes or no": forms.NullBooleanSelect,
    "ticks": lambda: forms.CheckboxSelectMultiple(choices=CHOICES),
    "buttons": lambda: forms.RadioSelect(choices=CHOICES),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_control_is_drawn_as_django_draws_it(kind):
    takes_several = kind in ("several", "ticks", "buttons", "menu")
    for value in (*VALUES, ["a", "b"], []) if takes_several else VALUES:
        for attrs in ({}, ATTRS):
            ours, its = (
                KINDS[kind]().render(f"name-{ASKEW}", value, attrs, renderer=one)
                for one in (Renderer(), DjangoTemplates())
            )
            assert ours == its, (value, attrs)


@pytest.mark.parametrize("kind", ["ticks", "buttons"])
def test_one_choice_of_several_is_drawn_as_django_draws_it(kind):
    for renderer, found in ((Renderer(), []), (DjangoTemplates(), [])):
        widget = KINDS[kind]()
        for one in widget.subwidgets("name", "a", ATTRS):
            bound = forms.boundfield.BoundWidget(widget, one, renderer)
            found += [bound.tag(), bound.tag(wrap_label=True)]
        if isinstance(renderer, Renderer):
            ours = found
    assert ours == found
    assert len(ours) > 8


def test_forms_of_the_product_are_drawn_so():
    class OneForm(forms.Form):
        name = forms.CharField()

    form = OneForm()
    assert isinstance(form.renderer, Renderer)
    assert '<input type="text" name="name"' in str(form["name"])


def test_no_control_is_drawn_by_a_name_that_django_does_not_know():
    its = DjangoTemplates()
    assert all(its.get_template(f"django/forms/widgets/{name}") for name in DRAWN)
