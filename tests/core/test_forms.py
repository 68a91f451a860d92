"""A form: laid out whole, its controls named apart, and with words of its own for each fault."""

import re
from collections import Counter
from datetime import date

import pytest
from django import forms
from django.http import HttpRequest
from django.template import Context, Template

from core.fields import DayField, LineField, LongTextField
from core.forms import Fieldset, FilledForm, More, Picks, Row, faults_of
from core.lists import Asked

TODAY = date(2026, 11, 27)
CHOICES = [("a", "First"), ("b", "Second")]


class VisitForm(FilledForm):
    """Everything a form may hold."""

    layout = (
        Picks("kind", "why"),
        Row("on", "minutes"),
        Fieldset("Whom", "whom", "name"),
        More("More", "text", "is_told"),
    )
    at_times = ("name",)
    called = {"on": "the day of the visit"}

    kind = forms.ChoiceField(label="Kind", choices=CHOICES, widget=forms.RadioSelect)
    why = forms.MultipleChoiceField(
        label="Why", choices=CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    on = DayField(label="When", first=-10, last=0)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=60, required=False)
    whom = forms.ChoiceField(label="Whom you saw", choices=[("", "Choose"), *CHOICES])
    name = LineField(label="Name", max_length=20, required=False)
    text = LongTextField(label="What was said", max_length=50, help_text="The family reads it.")
    is_told = forms.BooleanField(label="Told", error_messages={"required": "Tick it once told."})


def drawn(form, template="{% load crispy_forms_tags %}{% crispy form %}", **more):
    return Template(template).render(Context({"form": form, **more}))


def ids(html):
    return Counter(re.findall(r'\sid="([^"]+)"', html))


def test_without_a_word_each_field_asks_for_itself():
    said = {fault.place: fault.words for fault in faults_of(VisitForm({}, today=TODAY))}
    assert said == {
        "visit-kind_0": "Choose the kind.",
        "visit-on": "Enter the day of the visit.",
        "visit-whom": "Choose the whom you saw.",
        "visit-text": "Enter the what was said.",
        "visit-is_told": "Tick it once told.",
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("minutes", "0", "The minutes must be 1 or more."),
        ("minutes", "61", "The minutes must be 60 or less."),
        ("minutes", "an hour", "Write the minutes as a whole number."),
        ("kind", "c", "Choose the kind from what is offered."),
        ("why", ["c"], "Choose the why from what is offered."),
        ("name", "x" * 21, "The name must be 20 characters or fewer: it has 21."),
        (
            "on",
            "2026-11-28",
            "The day of the visit must be between Nov 17, 2026 and Nov 27, 2026.",
        ),
    ],
)
def test_a_fault_is_said_in_words_of_its_field(name, value, words):
    form = VisitForm({name: value}, today=TODAY)
    assert form.errors[name] == [words]


def test_a_form_called_by_what_was_sent_is_drawn_whatever_that_is():
    assert 'id="visit-5%d-text"' in drawn(VisitForm({}, key="5%d", today=TODAY))


def test_a_fault_of_the_whole_comes_first_and_leads_nowhere():
    form = VisitForm({"kind": "a"}, today=TODAY)
    form.add_error(None, "A visit of that day is on record.")
    assert next(faults_of(form)) == ("", "A visit of that day is on record.")


def test_what_is_wrong_takes_the_focus_and_leads_to_the_fields():
    page = drawn(VisitForm({}, today=TODAY))
    summary = page[: page.index("<fieldset")]
    assert re.search(r'role="alert"\s+tabindex="-1"\s+autofocus', summary)
    for place in ("visit-kind_0", "visit-on", "visit-text"):
        assert f'href="#{place}"' in summary
        assert ids(page)[place] == 1


def test_each_fault_and_hint_belongs_to_its_control():
    page = drawn(VisitForm({}, today=TODAY))
    text = re.search(r"<textarea[^>]*>", page).group()
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="visit-text_helptext visit-text_error"' in text
    group = re.search(r'<fieldset[^>]*data-field="kind"[^>]*>', page).group()
    assert 'aria-describedby="visit-kind_error"' in group
    assert not {name for name, count in ids(page).items() if count > 1}
    named = set(re.findall(r'aria-describedby="([^"]+)"', page))
    assert {one for names in named for one in names.split()} <= set(ids(page))


def test_a_form_that_was_not_sent_has_nothing_wrong():
    page = drawn(VisitForm(today=TODAY))
    assert ("form-faults" in page, "aria-invalid" in page, "field-bad" in page) == (False,) * 3


def test_what_may_be_left_out_says_so_once_unless_it_is_needed_at_times():
    page = drawn(VisitForm(today=TODAY))
    optional = {
        name
        for name in VisitForm.base_fields
        if "optional" in page.partition(f'data-field="{name}"')[2].partition("data-field")[0]
    }
    assert optional == {"why", "minutes"}


def test_controls_help_those_who_type():
    page = drawn(VisitForm(today=TODAY))
    minutes = re.search(r'<input[^>]*name="minutes"[^>]*>', page).group()
    assert ('type="text"' in minutes, 'inputmode="numeric"' in minutes) == (True, True)
    assert all('autocomplete="off"' in one for one in re.findall(r"<textarea[^>]*>", page))


def test_more_opens_where_one_of_its_fields_has_a_fault():
    whole = {"kind": "a", "on": "2026-11-20", "whom": "a", "text": "Well.", "is_told": "on"}
    good, bad = VisitForm(whole, today=TODAY), VisitForm({**whole, "text": ""}, today=TODAY)
    assert good.is_valid()
    assert [bool(re.search(r"<details[^>]*open", drawn(form))) for form in (good, bad)] == [
        False,
        True,
    ]


def test_two_forms_of_a_page_share_no_id():
    both = drawn(VisitForm(key=1, today=TODAY)) + drawn(VisitForm(key=2, today=TODAY))
    assert max(ids(both + drawn(VisitForm(today=TODAY))).values()) == 1
    assert "visit-1-on" in both


def test_a_form_is_posted_with_its_token_and_checked_by_us():
    request = HttpRequest()
    page = Template(
        '{% load forms %}{% filled form "/there/" css="x" %}{% hidden next="/a/" none="" zero=0 %}{% endfilled %}'
    ).render(Context({"form": VisitForm(today=TODAY), "csrf_token": "abc", "request": request}))
    head = re.search(r"<form[^>]*>", page).group()
    assert all(part in head for part in ('method="post"', 'action="/there/"', "novalidate"))
    assert 'value="abc"' in page
    assert (
        '<input type="hidden" name="next" value="/a/"><input type="hidden" name="zero" value="0">'
        in page
    )
    assert 'name="none"' not in page


def test_what_there_is_nothing_to_choose_from_is_not_drawn():
    form = VisitForm({}, today=TODAY)
    form.hide("whom")
    assert ("", "Choose the whom you saw.") in faults_of(form)
    assert 'type="hidden" name="whom"' in drawn(form)


def test_a_page_says_error_first_only_where_one_of_its_forms_was_refused():
    say = "{% load forms %}{% error_word %}Title"
    assert drawn(VisitForm({}, today=TODAY), say) == "Error: Title"
    assert drawn(VisitForm(today=TODAY), say) == "Title"
    assert drawn(Asked({"page": "x"}), say) == "Title"  # a list answers whatever it is asked
    assert drawn(None, say, other=VisitForm({}, today=TODAY)) == "Error: Title"
    assert drawn(None, say, rows=[(1, VisitForm({}, today=TODAY))]) == "Error: Title"


def test_a_box_to_tick_is_called_by_what_it_chooses():
    page = drawn(None, '{% load forms %}{% tick "case" 7 name form="many" %}', name="<Ana>")
    assert 'name="case" value="7" form="many" aria-label="Choose &lt;Ana&gt;"' in page
