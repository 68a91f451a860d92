"""Boxes and headings of a list: what each asks for, and what changes with an answer."""

import re

from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import strip_tags

from core.lists import Asked, ListKind, Nothing, SearchField, Sort, Tab, list_page
from core.templatetags.lists import list_boxes

SORTS = (Sort("name", "Name"), Sort("-days", "Most days absent"), Sort("days", "Fewest days"))
KIND = ListKind("pupils", "pupil,pupils", "Pupils", Nothing("Nobody"), sorts=SORTS, per_page=10)
TABS = (Tab("", "Open", 3), Tab("late", "Late", 1))


class Narrowed(Asked):
    q = SearchField(label="Name or ID")
    tier = forms.ChoiceField(
        label="Tier", required=False, choices=[("", "Any"), ("early", "Early")]
    )


def page(kind=KIND, rows=range(25), **asked):
    request = RequestFactory().get("/pupils/", asked)
    return list_page(request, kind, rows, asked=Narrowed(request.GET), tabs=TABS)


def boxes(**asked):
    return str(list_boxes(page(**asked)))


def test_every_box_has_its_label():
    drawn = boxes()
    named = dict(re.findall(r'<label class="form-label" for="([^"]+)">([^<]+)</label>', drawn))
    assert named == {
        "pupils-q": "Name or ID",
        "pupils-tier": "Tier",
        "pupils-sort": "Order",
    }
    assert set(re.findall(r' id="([^"]+)"', drawn)) == set(named)


def test_what_was_asked_stands_in_its_box_and_is_no_markup():
    drawn = boxes(q='<b>"Ana"', tier="early", sort="-days")
    assert 'value="&lt;b&gt;&quot;Ana&quot;"' in drawn
    assert re.findall(r'<option value="([^"]*)" selected>', drawn) == ["early", "-days"]


def test_the_order_that_is_usual_is_asked_for_by_nothing():
    assert re.findall(r'<option value="([^"]*)"', boxes())[-3:] == ["", "-days", "days"]
    assert " selected>Name<" in boxes(sort="name")


def test_a_list_of_one_order_offers_none():
    only = ListKind("pupils", "pupil,pupils", "Pupils", Nothing("Nobody"), sorts=SORTS[:1])
    assert "pupils-sort" not in str(list_boxes(page(only)))


def test_typing_changes_all_that_counts_but_the_box_itself():
    changed = re.search(r'hx-select-oob="([^"]+)"', boxes())[1].split(",")
    assert changed == [
        "#pupils-tabs",
        "#pupils-clear",
        "#pupils-said",
        "#pupils-tier",
        "#pupils-status:innerHTML",
    ]


LISTING = Template(
    "{% load lists %}{% listing page above=above %}"
    "<tbody>{% for one in page %}<tr><td>{{ one }}</td></tr>{% endfor %}</tbody>"
    "{% endlisting %}"
)


def listed(above="", **given):
    shown = page(**given)
    context = {
        "page": shown,
        "above": above,
        "request": RequestFactory().get("/pupils/"),
        "items": [],
    }
    return " ".join(strip_tags(LISTING.render(Context(context))).split())


def test_a_list_says_how_many_it_shows_and_of_how_many():
    assert "11 to 20 of 25 pupils" in listed(page="2").replace("–", " to ")


def test_a_list_of_nobody_says_so_and_draws_no_rows():
    said = listed(rows=[])
    assert "Nobody" in said
    assert "Page" not in said
