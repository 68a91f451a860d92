"""Tick boxes of several fields, of which one weighs most: each stands once, with its button beside it."""

import re

import pytest
from django import forms
from django.template import Context, Template

from core.fields import Option
from core.forms import FilledForm, Weighed

FRUIT = [("a", Option("Apple", note="red")), ("b", "Pear & plum")]
ROOTS = [("c", "Carrot")]


class MarketForm(FilledForm):
    """What was bought, and what weighs most of it."""

    layout = (Weighed("main", "fruit", "roots", "nuts"),)
    at_times = ("main",)

    fruit = forms.MultipleChoiceField(
        label="Fruit", choices=FRUIT, required=False, widget=forms.CheckboxSelectMultiple
    )
    roots = forms.MultipleChoiceField(
        label="Roots", choices=ROOTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    nuts = forms.MultipleChoiceField(
        label="Nuts", choices=[], required=False, widget=forms.CheckboxSelectMultiple
    )
    main = forms.ChoiceField(
        label="Most",
        choices=[("", "None"), *FRUIT, *ROOTS],
        required=False,
        widget=forms.RadioSelect,
    )


def drawn(form):
    page = Template("{% load crispy_forms_tags %}{% crispy form %}")
    return page.render(Context({"form": form}))


def controls(html):
    """Each control in its order: its kind, name, value and whether it is chosen."""
    found = re.findall(r'<input type="(\w+)" name="(\w+)" value="(\w*)"([^>]*)>', html)
    return [(kind, name, value, "checked" in rest) for kind, name, value, rest in found]


def test_each_box_has_its_button_beside_it_and_none_stands_last():
    assert controls(drawn(MarketForm())) == [
        ("checkbox", "fruit", "a", False),
        ("radio", "main", "a", False),
        ("checkbox", "fruit", "b", False),
        ("radio", "main", "b", False),
        ("checkbox", "roots", "c", False),
        ("radio", "main", "c", False),
        ("radio", "main", "", True),
    ]


def test_a_button_is_named_after_what_it_stands_beside():
    names = re.findall(r'aria-label="([^"]+)"', drawn(MarketForm()))
    assert [one for one in names if one.startswith("Weighs")] == [
        "Weighs most: Apple",
        "Weighs most: Pear &amp; plum",
        "Weighs most: Carrot",
    ]


def test_a_field_with_nothing_to_tick_is_not_drawn():
    html = drawn(MarketForm())
    assert ("Fruit" in html, "Nuts" in html) == (True, False)


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        ({"fruit": ["a", "b"], "main": "b"}, ["a", "b", "b"]),
        ({"fruit": ["a"], "roots": ["c"]}, ["a", "c", ""]),
        ({"roots": ["c"], "main": "c"}, ["c", "c"]),
    ],
)
def test_what_was_sent_comes_back(sent, chosen):
    html = drawn(MarketForm(sent))
    assert [value for _, _, value, is_on in controls(html) if is_on] == chosen


def test_a_fault_stands_with_its_field():
    html = drawn(MarketForm({"fruit": ["x"], "main": "y"}))
    assert "Choose the fruit from what is offered." in html
    assert "Choose the most from what is offered." in html


def test_no_two_controls_share_an_id():
    ids = re.findall(r'\sid="([^"]+)"', drawn(MarketForm()))
    assert len(ids) == len(set(ids))
