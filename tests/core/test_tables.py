"""Tables: their columns are said once, and head, cells and the narrow page follow."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from core.columns import CHOOSE, Column, Columns
from core.lists import Asked, ListKind, Nothing, Sort, list_page
from core.templatetags.tables import head_of

COLUMNS = Columns(
    CHOOSE,
    Column("name", "<Name>", sort="name"),
    Column("days", "Days absent", sort="days", narrow="Absent", is_number=True),
    Column("band", "Band"),
)
KIND = ListKind(
    "pupils",
    "pupil,pupils",
    "Pupils",
    Nothing("Nobody"),
    sorts=(Sort("name", "Name"), Sort("-days", "Most days absent"), Sort("days", "Fewest days")),
    per_page=10,
    columns=COLUMNS,
)
GROUPED = Columns(
    Column("name", "Counselor"),
    Column("all", "All", group="Cases", is_number=True),
    Column("late", "Late", group="Cases", is_number=True),
    Column("mean", "Mean", group="Days"),
)


def page(columns=None, **asked):
    request = RequestFactory().get("/pupils/", asked)
    return list_page(request, KIND, range(25), asked=Asked(request.GET), columns=columns)


def drawn(template, **context):
    return Template("{% load tables %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("key", "attributes"),
    [
        ("choose", 'class="cell-tick"'),
        ("name", 'data-label="&lt;Name&gt;"'),
        ("days", 'class="cell-num" data-label="Absent"'),
        ("band", 'data-label="Band"'),
    ],
)
def test_a_cell_is_called_as_its_column_and_stands_as_it_does(key, attributes):
    assert COLUMNS.cell(key) == attributes
    assert drawn("{% cell of key %}", of=COLUMNS, key=key) == attributes
    assert drawn("{% cell of key %}", of=page(), key=key) == attributes


def test_a_cell_may_have_a_class_of_its_own():
    assert COLUMNS.cell("days", "none") == 'class="cell-num none" data-label="Absent"'
    assert COLUMNS.cell("name", "none") == 'class="none" data-label="&lt;Name&gt;"'


def test_there_is_no_cell_without_a_column():
    with pytest.raises(KeyError):
        drawn("{% cell of 'grade' %}", of=COLUMNS)


def test_a_row_has_the_columns_of_its_page_and_no_others():
    cells = {"choose": "x", "name": "Ana & Ben", "days": 3, "band": "none"}
    less = COLUMNS.without("choose", "band")
    assert "choose" not in less
    assert len(less) == 2
    assert less.row("name", **cells).split("\n")[:3] == [
        '<tr><th scope="row">',
        "Ana &amp; Ben</th>",
        '<td class="cell-num" data-label="Absent">3</td>',
    ]
    assert COLUMNS.row("name", **cells).count("<td") == 3
    with pytest.raises(KeyError):
        COLUMNS.row("name", choose="x", name="Ana")


@pytest.mark.parametrize(
    ("now", "key", "said", "leads"),
    [
        ("", "name", "ascending", "name"),  # an order of one way stays that way
        ("", "days", None, "-days"),
        ("-days", "days", "descending", "days"),
        ("days", "days", "ascending", "-days"),
        ("name", "days", None, "-days"),
    ],
)
def test_a_head_says_its_order_and_leads_to_the_other(now, key, said, leads):
    head = str(head_of(page(sort=now, page="2")))
    [mine] = [one for one in re.findall("<th.*?</th>", head) if f'id="pupils-by-{key}"' in one]
    assert (re.findall(r'aria-sort="(\w+)"', mine) or [None]) == [said]
    assert f'href="/pupils/?sort={leads}"' in mine
    assert head.count("aria-sort") == 1


def test_the_head_of_a_list_is_swapped_by_htmx_and_one_of_facts_leads_nowhere():
    assert 'hx-target="#main"' in head_of(page())
    assert "<a" not in head_of(COLUMNS)
    assert "hx-" not in head_of(COLUMNS)
    assert "hx-" not in head_of(page(columns=COLUMNS.without("name", "days")))


def test_what_is_chosen_by_is_named_and_not_seen():
    choose = '<th scope="col"><span class="visually-hidden">Choose</span></th>'
    assert choose in head_of(COLUMNS)
    assert "&lt;Name&gt;" in head_of(COLUMNS)


def test_columns_of_a_group_stand_under_its_words():
    first, below = re.findall("<tr>(.*?)</tr>", head_of(GROUPED))
    assert re.findall("<th([^>]*)>(.*?)</th>", first) == [
        (' scope="col" rowspan="2"', "Counselor"),
        (' scope="colgroup" colspan="2" class="cell-group"', "Cases"),
        (' scope="colgroup" colspan="1" class="cell-group"', "Days"),
    ]
    assert re.findall("<th([^>]*)>(.*?)</th>", below) == [
        (' scope="col" class="cell-num cell-first"', "All"),
        (' scope="col" class="cell-num"', "Late"),
        (' scope="col" class="cell-first"', "Mean"),
    ]


def test_a_table_is_named_and_scrolls_by_itself():
    shown = "{% table of label=label css='stack wide' %}ROWS{% endtable %}"
    html = drawn(shown, of=GROUPED, label="Who <b>")
    assert 'aria-label="Who &lt;b&gt;"' in html
    assert 'tabindex="0"' in html
    assert '<table class="table stack wide">' in html
    assert re.search(r"</thead>\s*<tbody>\s*ROWS\s*</tbody>", html)


@pytest.mark.parametrize("css", ["", "wide"])
@pytest.mark.parametrize("column", [*COLUMNS, *GROUPED])
def test_the_head_and_the_cells_of_a_column_stand_alike(column, css):
    """What is a number is so in the head and in each cell."""
    cell = Columns(column).cell(column.key, css)
    head = head_of(Columns(column))
    assert ("cell-num" in cell) == ("cell-num" in head) == column.is_number
    assert ("data-label" in cell) == (not column.is_unseen)
    assert ("wide" in re.findall(r'class="([^"]*)"', cell)[0].split()) if css else True


def test_a_list_has_the_columns_of_its_kind_unless_a_page_has_fewer():
    assert [one.key for one in page().columns] == ["choose", "name", "days", "band"]
    assert [one.key for one in page(columns=COLUMNS.without("choose")).columns] == [
        "name",
        "days",
        "band",
    ]
    nobody = list_page(RequestFactory().get("/"), KIND, [], asked=Asked({}), columns=Columns())
    assert list(nobody.columns) == []


def test_a_head_keeps_what_else_was_asked_and_begins_at_the_first_page():
    request = RequestFactory().get("/pupils/", {"page": "2", "sort": "days", "show": "late"})
    late = list_page(request, KIND, range(25), asked=Asked(request.GET), show="late")
    assert 'href="/pupils/?show=late&amp;sort=-days"' in head_of(late)
