"""Every form that posts carries its token, and words are let through as markup by nobody.

The crawl (tests/access/test_markup.py) proves it of the pages that it reaches; here it is what stands
in the files, in each state of a page.
"""

import re

import pytest

from devtools.paths import ROOT
from devtools.rooms import ROOMS

FORM = re.compile(r"<form\b.*?(?:</form>|\Z)", re.DOTALL)
HEAD = re.compile(r"<form\b(?:{%.*?%}|{{.*?}}|[^>])*>", re.DOTALL)
POSTS = re.compile(r"""\bmethod=["']?post\b""", re.IGNORECASE)
TOKEN = re.compile(r"{%\s*csrf_token\s*%}|csrfmiddlewaretoken")
LET_THROUGH = re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off\b")
# Kept on a device and sent by no browser: its words go out with another page's token.
SENT_BY_NOBODY = {"templates/contacts/_log_blank.html"}


def bare(text: str) -> list[str]:
    """Return the heads of the forms of a text that post and carry no token."""
    forms = ((HEAD.match(form), form) for form in FORM.findall(text))
    return [
        head[0]
        for head, form in forms
        if head and POSTS.search(head[0]) and not TOKEN.search(form)
    ]


def written():
    """Yield every file that writes markup, with its text."""
    paths = [*(ROOT / "templates").rglob("*.html")]
    for room in ROOMS:
        paths += (ROOT / room).glob("templatetags/*.py")
    for path in sorted(paths):
        yield path.relative_to(ROOT).as_posix(), path.read_text()


def test_every_form_that_posts_carries_its_token():
    found = {name: heads for name, text in written() if (heads := bare(text))}
    assert found.keys() == SENT_BY_NOBODY


def test_no_words_are_let_through_as_markup():
    assert [name for name, text in written() if LET_THROUGH.search(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<form method="post">{% csrf_token %}</form>', 0),
        ('<form method="post" action="{% url "a:b" %}"><b></b></form>', 1),
        ("<form method=POST></form>{% csrf_token %}", 1),
        ('<form {% if a > 1 %}hidden{% endif %} method="post"></form>', 1),
        ('<form action="/find/"></form>', 0),
        ('<form method="post">', 1),
    ],
)
def test_a_form_without_its_token_is_found(text, found):
    assert len(bare(text)) == found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("{{ name|safe }}", True),
        ("{{ name | safe|upper }}", True),
        ("{{ names|safeseq|join:' ' }}", True),
        ("{% autoescape off %}", True),
        ("{{ name|safely }}", False),
        ("{{ safe }} a safe address", False),
    ],
)
def test_words_that_are_let_through_are_found(text, is_found):
    assert bool(LET_THROUGH.search(text)) is is_found
