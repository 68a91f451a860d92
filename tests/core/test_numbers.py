"""A number that opens: one component, which says how many it is, of what, and where they are."""

import pytest
from django.template import Context, Template

from core.numbers import Number
from core.templatetags.numbers import opens
from tests.opened import Opened, compare, target


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ((12, "/tasks/"), '<a data-opens="12" href="/tasks/">12</a>'),
        ((1284, "/tasks/?a=1&b=2"), '<a data-opens="1284" href="/tasks/?a=1&amp;b=2">1,284</a>'),
        ((0, "/tasks/"), '<a data-opens="0" href="/tasks/">0</a>'),  # a list that says why
        ((0, ""), "0"),
        (("95.1%", ""), "95.1%"),
    ],
)
def test_a_number_is_the_way_to_its_list(given, drawn):
    assert opens(*given) == drawn


def test_it_says_of_what_it_is_and_may_stand_in_a_sentence():
    number = opens(3, "/x", words="Late <b>", text="all 3 tasks", css="note")
    assert number == (
        '<a data-opens="3" href="/x" class="note">all 3 tasks'
        '<span class="visually-hidden">, Late &lt;b&gt;: open the list</span></a>'
    )
    assert opens(3, css="note") == '<span class="note">3</span>'


def stat(number):
    shown = '{% include "components/stat.html" with label=n.label value=n.value href=n.href part=n.part only %}'
    return Template(shown).render(Context({"n": number}))


def test_a_number_and_its_part_open_lists_of_their_own():
    late = Number("2 late", 2, "/letters/?late=yes")
    assert Opened(stat(Number("Due", 12, "/letters/", part=late))).numbers == {
        "/letters/": 12,
        "/letters/?late=yes": 2,
    }
    none = Number("0 late", 0, "/letters/?late=yes")
    assert Opened(stat(Number("Due", 12, "/letters/", part=none))).numbers == {"/letters/": 12}


LIST = '<div id="x-rows" data-count="{}"></div>'
NARROWED = """<form class="filters" action="/x/"><input type="hidden" name="show" value="late">
<select name="tier"><option value="">All</option><option value="early">Early (3)</option></select>
<select name="grade"><option value="7" selected>7</option></select></form>"""


@pytest.mark.parametrize(
    ("page", "there", "wrong"),
    [
        ('<a data-opens="3" href="/x/">3</a>', 3, []),
        ('<a data-opens="3" href="/x/">3</a>', 2, ["3 opens 2 at /x/"]),
        ('<a data-opens="3" href="?q=a">3</a>', None, ["3 opens None at /here/?q=a"]),
        (NARROWED, 3, []),
        (NARROWED, 4, ["3 opens 4 at /x/?show=late&grade=7&tier=early"]),
        ('<a href="/x/">12 tasks</a>', 0, ["12 tasks: /x/ is no number of the component"]),
        ('<a href="/x/">9 of 12</a> <a href="/x/">9:30</a> <a href="/x/">3 am</a>', 0, []),
    ],
)
def test_what_is_wrong_with_the_numbers_of_a_page_is_found(page, there, wrong):
    lists = LIST.format(there) if there is not None else ""
    assert compare("/here/", Opened(page), lambda _: lists) == wrong


def test_a_place_on_a_page_has_its_own_count():
    page = Opened('<p id="due" data-count="5"></p>' + LIST.format(3))
    assert page.holds("/x/#due") == 5
    assert page.holds("/x/") == page.holds("/x/#elsewhere") == 3
    assert target("/here/", "?a=1") == "/here/?a=1"
