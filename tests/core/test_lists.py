"""Lists: what the address asks, which page that is, and the addresses of the others."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.http import urlencode

from core.lists import Asked, ListKind, Nothing, SearchField, Sort, Tab, list_page
from core.templatetags.lists import list_boxes, listing
from core.templatetags.ui import grouped
from students.models import School

KIND = ListKind(
    "pupils",
    "student,students",
    "Students",
    Nothing("Nobody yet", "Somebody comes."),
    sorts=(Sort("name", "Name", ("name", "pk")), Sort("-days", "Most days", ("-days", "pk"))),
    per_page=10,
)
TABS = (Tab("", "All", 25), Tab("late", "Late", 0), Tab("old", "Old"))


class Narrowed(Asked):
    q = SearchField(label="Name")
    tier = forms.ChoiceField(choices=[("", "All"), ("early", "Early")], required=False)
    state = forms.ChoiceField(
        choices=[("watch", "Watch")], required=False, widget=forms.HiddenInput
    )


def paged(rows=range(25), *, kind=KIND, form=Narrowed, more=None, **asked):
    request = RequestFactory().get("/students/")
    return list_page(request, kind, rows, asked=form(asked), **(more or {}))


def drawn(page, content="ROWS"):
    return listing({"request": RequestFactory().get("/students/")}, content, page)


@pytest.mark.parametrize(
    ("number", "rows", "place", "ways"),
    [
        ("", range(10), (1, 10), (False, True)),
        ("1", range(10), (1, 10), (False, True)),
        ("2", range(10, 20), (11, 20), (True, True)),
        ("3", range(20, 25), (21, 25), (True, False)),
        ("4", range(20, 25), (21, 25), (True, False)),  # past the end is the last
        ("999999999999999999999", range(10), (1, 10), (False, True)),
        ("0", range(10), (1, 10), (False, True)),
        ("-1", range(10), (1, 10), (False, True)),
        ("x\x00", range(10), (1, 10), (False, True)),
    ],
)
def test_the_page_that_is_asked_for(number, rows, place, ways):
    page = paged(page=number)
    assert (list(page), len(page), page.total, page.pages) == (list(rows), len(rows), 25, 3)
    assert (page.first, page.last) == place
    assert (page.has_previous, page.has_next) == ways


def test_of_nothing_there_is_one_empty_page():
    page = paged([], page="7")
    assert (list(page), page.number, page.total, page.pages) == ([], 1, 0, 1)
    assert (page.first, page.last, page.has_previous, page.has_next) == (0, 0, False, False)


def test_a_full_page_has_no_next_one():
    assert not paged(range(10)).has_next
    assert paged(range(11)).has_next


def test_a_total_that_is_known_is_not_counted(db, django_assert_num_queries):
    School.objects.bulk_create(School(sis_id=f"S{n}", name=f"School {n}") for n in range(12))
    rows = School.objects.order_by("pk")
    with django_assert_num_queries(1):
        page = paged(rows, page="2", more={"total": 12})
    assert [school.name for school in page] == ["School 10", "School 11"]
    with django_assert_num_queries(2):
        assert paged(rows).total == 12


def test_rows_that_are_cut_already_stay_as_they_are():
    page = paged(["a", "b"], page="3", more={"total": 22, "is_cut": True})
    assert (list(page), page.number, page.first, page.last) == (["a", "b"], 3, 21, 22)
    past = paged(["a"], page="9", more={"total": 21, "is_cut": True})
    assert (past.number, past.first) == (3, 21)


@pytest.mark.parametrize("has_more", [True, False])
def test_where_nobody_counted_it_says_whether_more_follow(has_more):
    page = paged(["a"], page="2", more={"is_cut": True, "has_more": has_more})
    assert (page.total, page.pages, page.has_next, page.has_previous) == (
        None,
        None,
        has_more,
        True,
    )


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ("name", "pk")),
        ("-days", ("-days", "pk")),
        ("days", ("name", "pk")),
        ("password", ("name", "pk")),
    ],
)
def test_only_an_order_that_is_offered_is_taken(sort, order):
    assert Narrowed({"sort": sort}).order(KIND) == order
    assert Asked({"sort": sort}).order(ListKind("x", "a,b", "X", Nothing(""))) == ()


@pytest.mark.parametrize(
    ("asked", "narrowed"),
    [
        ({}, {}),
        ({"q": "  ", "tier": "nonsense"}, {}),
        ({"q": "ana", "tier": "early"}, {"q": "ana", "tier": "early"}),
        ({"q": "a" * 121, "state": "watch"}, {"state": "watch"}),
        ({"page": "2", "sort": "-days", "show": "late"}, {}),
    ],
)
def test_what_is_no_value_does_not_narrow(asked, narrowed):
    assert Narrowed(asked).narrowed == narrowed


def test_every_way_keeps_what_else_is_asked_and_begins_at_the_first_page():
    asked = {"q": "o'neill & co", "state": "watch", "sort": "-days", "page": "2"}
    page = paged(**asked, show="nonsense", more={"show": "late"})
    kept = {"show": "late", "sort": "-days", "q": "o'neill & co", "state": "watch"}
    assert page.address() == f"/students/?{urlencode(kept)}"
    assert page.address(page=3) == f"/students/?{urlencode({**kept, 'page': 3})}"
    assert page.address(show="old") == f"/students/?{urlencode({**kept, 'show': 'old'})}"
    assert page.cleared == "/students/?show=late&sort=-days"
    assert paged().address() == "/students/"


def test_a_box_that_narrows_is_drawn_and_a_link_that_narrows_is_carried():
    page = paged(state="watch", more={"tabs": TABS, "show": "late"})
    html = drawn(page)
    assert 'id="pupils-q"' in html
    assert '<input type="hidden" name="state" value="watch"' in html
    assert '<input type="hidden" name="show" value="late">' in html
    assert "Clear" in html
    assert "Clear" not in drawn(paged())


def test_what_stands_above_the_rows_is_drawn_of_the_page_and_also_where_there_are_none():
    source = (
        '{% load lists %}{% listing page above="components/empty_state.html" %}{% endlisting %}'
    )
    for rows in (range(3), []):
        html = Template(source).render(Context({"page": paged(rows), "title": "Batch 7"}))
        before, after = html.split('id="pupils-rows"')
        assert "Batch 7" in before
        assert "Batch 7" not in after


def test_tabs_say_how_many_and_which_is_open():
    html = drawn(paged(more={"tabs": TABS, "show": "late"}))
    assert 'id="pupils-tab-late"' in html
    assert html.count('aria-current="page"') == 1
    assert '<span class="tab-count num">25</span>' in html
    assert '<span class="tab-count num">0</span>' in html
    assert html.count("tab-count") == 2  # nobody counted the old ones


def test_many_are_written_as_people_read_them():
    assert (grouped(12507), grouped(999)) == ("12,507", "999")


def test_rows_and_the_way_to_the_others():
    html = drawn(paged(page="2"))
    assert "ROWS" in html
    assert "11–20 of 25 students" in html
    assert {'rel="prev"', 'id="pupils-previous"', 'id="pupils-next"'} <= set(html.split())
    assert "/students/?page=3" in html


@pytest.mark.parametrize(
    ("rows", "asked", "more", "said"),
    [
        ([], {}, {}, "Nobody yet"),
        ([], {"q": "zz"}, {}, "Nothing fits these filters"),
        ([], {}, {"instead": Nothing("None is late")}, "None is late"),
        ([], {"q": "zz"}, {"instead": Nothing("None is late")}, "Nothing fits these filters"),
        ([], {"state": "watch"}, {}, "Nothing fits these filters"),
        ([], {"state": "watch"}, {"form": Asked}, "Nobody yet"),  # no box to change
    ],
)
def test_where_nothing_is_it_says_why(rows, asked, more, said):
    form = more.pop("form", Narrowed)
    html = drawn(paged(rows, form=form, more=more, **asked))
    assert said in html
    assert "ROWS" not in html


def test_without_a_row_to_begin_with_there_are_no_boxes():
    assert "<form" not in drawn(paged([]))
    assert "<form" in drawn(paged([], q="zz"))
    assert "<form" in drawn(paged([], more={"tabs": TABS, "show": "late"}))


def test_while_somebody_types_all_that_counts_follows_and_the_box_stays():
    html = drawn(paged(q="a", more={"tabs": TABS}))
    [box] = re.findall(r'<input type="search"[^>]*>', html)
    said = dict(re.findall(r'(hx-[\w-]+)="([^"]*)"', box))
    assert said["hx-target"] == said["hx-select"] == "#pupils-rows"
    assert set(said["hx-select-oob"].split(",")) == {
        "#pupils-tabs",
        "#pupils-clear",
        "#pupils-said",
        "#pupils-tier",
        "#pupils-status:innerHTML",
    }
    # The form pushes each choice as a step to go back to; a letter is none.
    assert (said["hx-push-url"], said["hx-replace-url"]) == ("unset", "true")
    for renewed in ("pupils-tabs", "pupils-clear", "pupils-tier", "pupils-status", "pupils-rows"):
        assert f'id="{renewed}"' in html
    assert "pupils-q" not in html.split('id="pupils-rows"')[1]


UNCOUNTED = {"is_cut": True}


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [([], {}, "0 students"), (["a"], {}, "1 student"), (["a"], UNCOUNTED, "")],
)
def test_how_many_there_are_is_said_beside_the_rows(rows, more, said):
    html = drawn(paged(rows, more=more))
    status = re.search(r'id="pupils-status"\s+role="status">([^<]*)<', html)
    assert status[1] == said


def test_a_page_drawn_elsewhere_leads_to_its_list():
    page = paged(more={"path": "/imports/"})
    assert page.address(page=2) == "/imports/?page=2"


def test_what_is_typed_is_only_text():
    html = drawn(paged(q='"><script>alert(1)</script>'))
    assert "<script" not in html
    assert "&lt;script" in html


class Sevens(Narrowed):
    """Offers keys of rows, which are numbers."""

    tier = forms.CharField(widget=forms.Select(choices=[("", "All"), (7, "Seven")]))


def boxes(form):
    request = RequestFactory().get("/students/")
    return list_boxes(list_page(request, KIND, range(25), asked=form))


def test_choices_come_from_the_page_with_their_counts():
    form = Narrowed({"tier": "early"})
    form.count("tier", {"early": 3})
    assert '<option value="early" selected>Early (3)</option>' in boxes(form)
    form.offer("tier", [("", "Any"), ("late", "Late <b>"), (7, "Seven")])
    assert "Late &lt;b&gt;" in boxes(form)
    assert '<option value="7" selected>Seven</option>' in boxes(Sevens({"tier": "7"}))
    form.hide("tier")
    assert [field.name for field in form.filters] == ["q"]
    assert form.carried == [("tier", "early")]
    assert boxes(form).count("<select") == 1  # the order
