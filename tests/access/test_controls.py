"""No page has an id twice or a control without a name, whatever is opened on it, sent or refused."""

import re
from dataclasses import dataclass, field
from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from tests.access.changes import CHANGES
from tests.access.controls import Controls
from tests.access.effects import ELSEWHERE, STEPS, bare_steps, steps_of
from tests.access.matrix import address, rows
from tests.access.tables import Tables
from tests.opened import Opened, compare
from tests.world import sign_in

READERS = (Role.COUNSELOR, Role.DIRECTOR, Role.SARB_CHAIR, Role.CLERK, Role.SCHOOL_ADMINISTRATOR)
# What a form speaks of, without what it says.
ABOUT = (
    "author",
    "student",
    "case",
    "notice",
    "questions",
    "action",
    "version",
    "next",
    "adult",
    "against",
)
# A click on a button says all: there is nothing to leave empty.
BUTTONS = {
    "plans:check",
    *("sis:apply", "sis:override", "sis:discard", "sis:retry", "sis:take_back_meaning"),
    *("sarb:wait_again", "sarb:team_wait_again", "sarb:withdraw"),
    *("letters:recall", "letters:print_again", "letters:take_back"),
}


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<input id="a" aria-label="A"><p id="a">', "id a 2 times"),
        ('<input name="a">', "<input name=a>"),
        ("<label>A <input name=a></label>", None),
        ('<label for="b">A</label><select id="b" name=a></select>', None),
        ('<input type="hidden" name="a">', None),
        ('<button><svg aria-label="Close"></svg></button>', None),
        ("<button><svg></svg></button>", "<button {}>"),
        ('<p aria-describedby="c">', "no c to point to"),
        (
            '<details><summary>A</summary><textarea name="t"></textarea></details>',
            "<textarea name=t>",
        ),
        ("<template><input name=a></template>", None),
        ("<p>&lt;a href='/'&gt;Forgot it?</p>", "<a href='/'> to be read"),
        ("<p>Fewer &lt; more</p><script>a = '<b>'</script>", None),
    ],
)
def test_what_is_found(page, fault):
    assert Controls(page).faults() == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('<th scope="row">Ana</th><td data-label="B">1</td>', None),
        ('<th scope="row">Ana</th>', "1 cells under ['A', 'B']"),
        ('<th scope="row">Ana</th><td data-label="C">1</td>', "B is called"),
    ],
)
def test_a_row_that_does_not_fit_is_found(row, fault):
    head = '<tr><th scope="col"><span>A</span></th><th scope="col">B</th></tr>'
    first = '<tr><th scope="row">Ben</th><td data-label="B">2</td></tr>'
    rows = f"<thead>{head}</thead><tbody>{first}<tr>{row}</tr></tbody>"
    found = Tables(f'<table class="table stack">{rows}</table>').faults()
    assert [one[: len(fault or "")] for one in found] == ([fault] if fault else [])
    assert Tables(f'<table class="facts">{rows}</table>').faults() == []


def test_a_fault_beside_no_control_is_found():
    wrong = '<label>A<input id="a" aria-invalid="true"{}></label><p id="a_error">'
    assert Controls(wrong.format("")).mute() == ["<input name=None>"]
    assert Controls(wrong.format(' aria-describedby="a_error"')).mute() == []


@dataclass
class Crawl:
    """What each address answers to those who see most: by where and whom, with the address."""

    browsers: dict[str, Client]
    pages: dict[str, str]
    addresses: dict[str, tuple[str, str]]
    opened: dict[tuple[str, str], str] = field(default_factory=dict)

    def open(self, name: str, there: str) -> str:
        """Return a page as somebody reads it, asked for once."""
        key = name, there.partition("#")[0]
        if key not in self.opened:
            self.opened[key] = body(self.browsers[name], key[1])
        return self.opened[key]

    def wrong_numbers(self) -> list[str]:
        """Return each number of a page that opens another number of rows, or nothing counted."""
        return [
            f"{where}: {fault}"
            for where, (name, here) in self.addresses.items()
            if not where.startswith("design ")  # made-up facts open made-up rows
            for fault in compare(here, Opened(self.pages[where]), partial(self.open, name))
        ]


@pytest.fixture(scope="module")
def crawl(_made_once):
    found = Crawl({k.name: k.browser() for k in _made_once.people if k.name in READERS}, {}, {})
    for row in (row for row in rows() if row.method == "GET"):
        here = address(row, _made_once.objects)
        for name, browser in found.browsers.items():
            if row.expected[name] == 200:
                where = f"{row.page} {row.thing} as {name}"
                found.pages[where] = found.opened[name, here] = body(browser, here)
                found.addresses[where] = name, here
    return found


@pytest.fixture(scope="module")
def sheet(crawl, _made_once):
    """The sheet for a contact, as it opens over a page."""
    there = sheet_of(_made_once.district.ana)
    return body(crawl.browsers[Role.COUNSELOR], there, **{"HX-Request": "true"})


@pytest.fixture
def pages(crawl, sheet, world):
    return {**crawl.pages, "sheet": sheet}


def sheet_of(student) -> str:
    return f"{reverse('quick-log')}?student={student.pk}"


def body(browser: Client, url: str, **headers: str) -> str:
    with transaction.atomic():
        answer = browser.get(url, headers=headers)
        transaction.set_rollback(True)
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_html else ""


@pytest.mark.slow
def test_each_page_names_its_controls_and_says_what_a_step_does(crawl, pages):
    """Nor is there a row that does not fit the columns of its table, or a number that is not its
    list.
    """
    assert len(pages) > 100
    readers = (Controls, Tables)
    read = {
        where: [f for one in readers for f in one(page).faults()] for where, page in pages.items()
    }
    assert {where: found for where, found in read.items() if found} == {}
    mute = {where: found for where, page in pages.items() if (found := bare_steps(page))}
    assert mute == {}
    told = {step for page in pages.values() for step in steps_of(page)}
    assert told | ELSEWHERE.keys() == STEPS
    wrong = crawl.wrong_numbers()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("step", sorted(ELSEWHERE))
def test_a_step_says_what_it_does_where_it_is_made(step, district, store):
    change = CHANGES[step](district)
    shown = body(sign_in(change.by), reverse(ELSEWHERE[step], args=[change.key]))
    assert step in steps_of(shown)
    assert bare_steps(shown) == []
    assert Controls(shown).faults() == []


def test_a_step_that_does_not_say_what_it_does_is_found():
    form = '<form method="post" action="/reports/file">{}</form>'
    pointing = '<button type="submit" aria-describedby="effect-x">A</button>'
    said = '<div class="effect"></div><button type="submit">A</button>'
    assert bare_steps(form.format('<button type="submit">A</button>')) == ["attendance:file"]
    assert bare_steps(form.format(said)) == []
    assert bare_steps(form.format(pointing)) == ["attendance:file"]
    assert bare_steps(form.format(pointing) + '<div id="effect-x"></div>') == []
    assert bare_steps('<form action="/search/"></form>') == []


LONG = re.compile(r"<form\b(?![^>]*data-log-form).*?</form>", re.DOTALL)
HIDDEN = re.compile(r'type="hidden" name="(?:notice|student|adult|case|task)" value="\d')


def kept_forms(page):
    """Yield each form whose long texts a device keeps: what they are kept under, and the form."""
    for form in LONG.findall(page):
        if 'name="typed_by"' in form:
            action = re.search(r'action="([^"]*)"', form)[1]
            box = re.search(r'<textarea[^>]* id="([^"]*)"', form)[1]
            yield f"{action} {box}", form


def test_words_about_one_are_kept_under_no_name_that_serves_for_another(pages):
    found = [one for page in pages.values() for one in kept_forms(page)]
    assert len({name for name, _ in found}) > 5
    assert {
        name for name, form in found if not (re.search(r"\d", name) or HIDDEN.search(form))
    } == {"#forms sample-words"}  # on the page of the design, about nobody


def test_the_sheet_opens_over_any_page(crawl, sheet):
    over = Controls(sheet)
    assert over.boxes
    shared = {w: set(Controls(page).ids) & set(over.ids) for w, page in crawl.pages.items()}
    assert {where: names for where, names in shared.items() if names} == {}


@pytest.mark.parametrize("page", sorted(CHANGES.keys() - BUTTONS))
def test_what_is_refused_is_said_beside_its_control(page, district, store):
    change = CHANGES[page](district)
    data = {name: value for name, value in change.data.items() if name in ABOUT}
    answer = sign_in(change.by).post(change.address(page), data, follow=True)
    assert answer.status_code in (200, 404, 422)
    shown = answer.content.decode()
    assert Controls(shown).faults() == []
    assert Controls(shown).mute() == []
    if answer.status_code == 422:
        assert ("Error:" in shown[: shown.index("</title>")], "autofocus" in shown) == (True, True)
        assert "This field is required" not in shown
