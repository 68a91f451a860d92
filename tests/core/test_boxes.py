"""What stands around a control: its label, hint and faults, tied to it and written as words."""

import re

import pytest
from django import forms
from django.template import Context

from core.boxes import box, label, notes, pick_words, picks
from core.fields import LineField, Option
from core.forms import Fieldset, FilledForm

ASKEW = """<b>&"'"""
SAFE = "&lt;b&gt;&amp;&quot;&#x27;"
TWO = [("a", Option("Apple", note="red", mark="check")), ("b", ASKEW)]


class MarketForm(FilledForm):
    """One field of each way to be drawn; all with a hint and a label that no page should run."""

    at_times = ("whiles",)

    line = LineField(label=ASKEW, max_length=10, help_text=ASKEW)
    plain = LineField(label="Plain", max_length=10)
    spare = LineField(label="Spare", max_length=10, required=False)
    whiles = LineField(label="At times", max_length=10, required=False)
    tick = forms.BooleanField(label=ASKEW, help_text="Tick it")
    ticks = forms.MultipleChoiceField(
        label="Ticks", choices=TWO, help_text="Some", widget=forms.CheckboxSelectMultiple
    )
    button = forms.ChoiceField(label="Buttons", choices=TWO, widget=forms.RadioSelect)
    unseen = forms.CharField(widget=forms.HiddenInput, required=False)


def blank(**sent):
    return MarketForm(sent) if sent else MarketForm()


def attribute(html, name):
    return re.findall(rf' {name}="([^"]*)"', html)


@pytest.mark.parametrize("draw", [box, picks])
@pytest.mark.parametrize("name", ["tick", "ticks", "button"])
def test_each_control_is_called_by_a_label(draw, name):
    html = draw(blank()[name])
    controls = re.findall(r"<input[^>]*>", html)
    labels = re.findall(r"<label[^>]*>.*?</label>", html, re.DOTALL)
    assert len(controls) == len(labels) == (1 if name == "tick" else 2)
    assert all(control in html for control in controls)
    assert all(control in found for control, found in zip(controls, labels, strict=True))
    assert ("<fieldset" in html, "<legend" in html) == (name != "tick", name != "tick")


@pytest.mark.parametrize("draw", [box, picks])
def test_words_are_words_and_no_markup(draw):
    for name in ("tick", "ticks", "button"):
        html = draw(blank()[name])
        assert SAFE in html
        assert ASKEW not in html
    html = box(blank()["line"])
    assert html.count(SAFE) == 2  # the label and the hint


def test_a_line_has_its_label_and_its_hint():
    html = box(blank()["line"])
    assert attribute(html, "for") == ["market-line"]
    assert attribute(html, "aria-describedby") == ["market-line_helptext"]
    assert 'id="market-line_helptext"' in html
    assert "field-bad" not in html


@pytest.mark.parametrize(
    ("name", "is_said"), [("plain", False), ("spare", True), ("whiles", False), ("tick", False)]
)
def test_what_may_be_left_out_says_so(name, is_said):
    assert ("optional" in label(blank()[name])) == is_said


@pytest.mark.parametrize(
    ("draw", "name", "bad"),
    [
        (box, "line", "field-bad"),
        (box, "tick", "field-bad"),
        (box, "ticks", "field-bad"),
        (box, "button", "field-bad"),
        (picks, "ticks", "picks-bad"),
        (picks, "button", "picks-bad"),
    ],
)
def test_a_fault_is_marked_and_tied_to_its_control(draw, name, bad):
    html = draw(blank(spare="x")[name])
    assert bad in html
    assert html.count("field-error") == 1
    assert f'id="market-{name}_error"' in html
    assert f"market-{name}_error" in " ".join(attribute(html, "aria-describedby"))


def test_several_faults_stand_one_below_the_other():
    form = blank(line="x" * 11)
    form.add_error("line", ASKEW)
    html = notes(form["line"])
    assert html.count("field-error") == 2
    assert SAFE in html.split("field-error", 1)[1]


def test_what_is_unseen_is_nothing_but_its_control():
    assert box(blank()["unseen"]) == '<input type="hidden" name="unseen" id="market-unseen">'


def test_without_hint_and_fault_nothing_is_noted():
    assert notes(blank()["plain"]) == ""


@pytest.mark.parametrize(
    ("option", "drawn"),
    [
        ("Pear", "Pear"),
        (ASKEW, SAFE),
        (Option("Apple", note="red"), "Apple <small>red</small>"),
        (Option("A", note=ASKEW), f"A <small>{SAFE}</small>"),
    ],
)
def test_a_choice_is_said_with_its_note(option, drawn):
    assert pick_words(option) == drawn


def test_a_choice_has_its_icon_before_it():
    assert re.fullmatch(r"<svg .*</svg> Apple <small>red</small>", pick_words(TWO[0][1]))


class GroupedForm(FilledForm):
    layout = (Fieldset("{{ 7 }} <i>", "one"),)
    one = LineField(label="One", max_length=5)


def test_the_name_of_a_group_is_words_and_no_template():
    form = GroupedForm()
    html = form.helper.render_layout(form, Context({}))
    assert "{{ 7 }} &lt;i&gt;" in html
