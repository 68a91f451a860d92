"""The page of components answers as the screens do: its list, its form, light and dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from demo.design import facts
from tests.factories import UserFactory
from tests.world import hire, sign_in


@pytest.fixture
def shown(db):
    client = sign_in(UserFactory())
    return lambda **asked: client.get(reverse("design"), asked)


def names(page):
    return [one.name for one in page.context["page"]]


def test_its_list_is_narrowed_ordered_and_cut(shown):
    first = shown()
    assert len(names(first)) == facts.STUDENTS.per_page
    assert names(shown(page="2")) != names(first)
    alvarez = shown(q="álv")
    assert {name.partition(",")[0] for name in names(alvarez)} == {"Álvarez"}
    assert alvarez.context["page"].total == 20
    absent = [one.absent for one in shown(sort="-absent").context["page"]]
    assert absent == sorted(absent, reverse=True)
    assert {one.tier for one in shown(tier="early").context["page"]} == {"early"}
    assert "Nothing fits these filters" in shown(q="zzz").content.decode()


def test_everybody_of_the_sample_has_an_id_and_a_state_of_their_own_list(shown):
    people = facts.pupils()
    assert len({one.sis_id for one in people}) == len(people) == 140
    assert {one.status for one in people} == set(facts.STATUSES)


def test_its_tables_say_their_columns_once(shown):
    page = " ".join(shown().content.decode().split())
    students, facts_of = re.findall(r'<table class="table stack">.*?</table>', page)
    assert students.count(' data-label="Days absent"') == facts.STUDENTS.per_page
    assert 'id="students-by-absent"' in students
    assert re.findall(r'data-label="(\w+)">(\d+)', facts_of)[:2] == [
        ("New", "12"),
        ("Changed", "3"),
    ]
    assert '<th scope="colgroup" colspan="2"' in facts_of
    assert students.count("aria-sort") == 1
    assert facts_of.count("<tr>") == 4  # two rows of heads, two of files


def test_its_numbers_open_and_say_of_what_they_are(shown):
    page = shown().content.decode()
    assert re.findall(r'data-opens="(\d+)" href="#students" class="stat-value"', page) == [
        "1284",
        "37",
        "412",
    ]
    assert ", Reports due: open the list" in page
    assert 'data-opens="12" href="#students">12 past five school days' in page


def test_its_form_says_what_is_wrong_where_it_is_wrong(shown):
    quiet, sent = shown().content.decode(), shown(sent="1", on="yesterday").content.decode()
    assert "<title>Error:" not in " ".join(quiet.split()).replace("> ", ">")
    assert 'aria-invalid="true"' in sent
    assert 'aria-invalid="true"' not in quiet


@pytest.mark.parametrize(
    ("look", "drawn", "said"),
    [
        ("dark", "dark", "dark"),
        ("light", "light", "light"),
        ("", "light", "auto"),
        ("x", "light", "auto"),
    ],
)
def test_it_is_looked_at_light_and_dark(shown, look, drawn, said):
    page = shown(look=look)
    assert f'data-bs-theme="{drawn}"' in page.content.decode()
    assert page.context["look"] == said


ROOT = Path(settings.BASE_DIR) / "templates" / "components"


# What only rows of the database fill: what was done about a student, and one's own drafts; and what the
# law in force says in the sheet for a contact.
OF_ROWS = {
    "components/undo_form.html",
    "components/timeline.html",
    "components/unsaved_notes.html",
    "components/danger_lines.html",
}


def test_every_component_is_on_it(district):
    """Of somebody who logs contacts, whose frame has all."""
    counselor = sign_in(hire(Role.COUNSELOR, district.oak))
    page = counselor.get(reverse("design"), {"sent": "1", "on": "yesterday"})
    drawn = {template.name for template in page.templates}
    files = {f"components/{file.name}" for file in ROOT.glob("*.html")}
    assert files - drawn == OF_ROWS


def test_every_chart_of_it_has_its_name_and_its_numbers_in_words(shown):
    page = shown().content.decode()
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert len(figures) >= 3
    assert [one[:80] for one in figures if "<figcaption" not in one] == []
    assert [one[:80] for one in figures if not re.search(r"<table|<ul|aria-label", one)] == []


def test_whoever_is_not_signed_in_does_not_see_it(client, db):
    assert client.get(reverse("design")).status_code == 302


def test_nobody_of_the_sample_is_a_student_of_the_district(shown):
    shown()
    with CaptureQueriesContext(connection) as taken:
        shown()
    assert not [one["sql"] for one in taken if "students_" in one["sql"]]


@pytest.mark.parametrize(
    ("asked", "first", "last", "said"),
    [
        ({}, 1, 10, "140 students"),
        ({"page": "14"}, 131, 140, "140 students"),
        ({"page": "99"}, 131, 140, "140 students"),
        ({"q": "Kim"}, 1, 10, "20 students"),
        ({"q": "Kim", "page": "2"}, 11, 20, "20 students"),
        ({"q": "nguyễn, ana"}, 1, 1, "1 student"),
    ],
)
def test_its_list_counts_what_it_shows(shown, asked, first, last, said):
    page = shown(**asked)
    listed = page.context["page"]
    assert (listed.first, listed.last) == (first, last)
    assert said in page.content.decode()


def test_a_page_of_its_list_is_the_same_each_time(shown):
    one, two = (names(shown(page="3", sort="-absent")) for _ in range(2))
    assert one == two
    assert len(set(one)) == facts.STUDENTS.per_page
