"""No text is markup, and every form carries its token, on any page of the site.

Every text that people or the SIS write is made to be markup; then every address is opened by those
who see most.
"""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client

from accounts.choices import Role
from tests.access.matrix import address, rows

MARKUP = "<b x=1>&amp;"
# What no person writes and no page shows as it is: keys, hashes, places of files, what is read by
# machines; and the rows that a page is found by.
KEYS = re.compile(
    r"key|sha256|path|uuid|token|password|principal|session|version|pack|client|_id$"
)
MACHINES = {"law", "admin", "auth", "contenttypes", "sessions", "account", "mfa", "axes"}
READERS = (Role.COUNSELOR, Role.DIRECTOR, Role.SARB_CHAIR, Role.SCHOOL_ADMINISTRATOR, "outsider")


def texts():
    """Yield every column that holds words."""
    for model in apps.get_models():
        if model._meta.app_label in MACHINES or not model._meta.managed:
            continue
        for field in model._meta.get_fields():
            if _is_words(field):
                yield model, field.name


def _is_words(field):
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    return (
        is_text
        and not isinstance(field, models.EmailField | models.URLField)
        and not (field.unique or KEYS.search(field.name))
        and (field.max_length or 100) >= 40
    )


def taint():
    """Make every text markup, save for what the database keeps as it is; return which."""
    done = set()
    for model, column in texts():
        try:
            with transaction.atomic():
                if model._default_manager.update(**{column: MARKUP}):
                    done.add(f"{model._meta.label}.{column}")
        except DatabaseError:
            continue  # frozen, or held to words that it knows
    return done


class Forms(HTMLParser):
    """Reads a page; `bare` are the actions of forms to post that carry no token."""

    def __init__(self, body):
        super().__init__()
        self.bare, self.open = [], False
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            is_posted = (said.get("method") or "get").lower() == "post"
            self.open = is_posted
            self.bare += [said.get("action") or ""] if is_posted else []
        elif said.get("name") == "csrfmiddlewaretoken" and said.get("value") and self.open:
            self.open = False
            self.bare.pop()


def test_a_form_without_its_token_is_found():
    token = '<input name="csrfmiddlewaretoken" value="x">'
    assert Forms(f'<form method="post" action="/a/">{token}</form>').bare == []
    assert Forms(f'<form method="post" action="/a/"></form><form>{token}</form>').bare == ["/a/"]
    assert Forms('<form action="/a/"></form>').bare == []


@pytest.fixture(scope="module")
def pages(_made_once):
    """What each address answers to those who see most, with markup in every text."""
    found = {}
    browsers = {k.name: k.browser() for k in _made_once.people if k.name in READERS}
    with transaction.atomic():
        tainted = taint()
        for row in (row for row in rows() if row.method == "GET"):
            there = address(row, _made_once.objects)
            for name, browser in browsers.items():
                if row.expected[name] == 200:
                    found[f"{row.page} {row.thing} as {name}"] = body(browser, there)
        transaction.set_rollback(True)
    return tainted, found


def body(browser: Client, url: str) -> str:
    with transaction.atomic():
        answer = browser.get(url)
        transaction.set_rollback(True)
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    assert answer.status_code == 200, url
    return answer.content.decode() if is_html else ""


def test_no_text_is_markup_and_every_form_carries_its_token(pages):
    tainted, found = pages
    for column in ("students.Student.first_name", "contacts.Note.text", "tasks.Task.title"):
        assert column in tainted
    assert sum("&lt;b x=1&gt;" in page for page in found.values()) > 50
    assert [where for where, page in found.items() if "<b x" in page] == []
    bare = {where: bare for where, page in found.items() if (bare := Forms(page).bare)}
    # Kept on a device and sent by no browser: its words go out with another page's token.
    assert {where.partition(" ")[0] for where in bare} == {"contacts:cold", "visits:kept"}


# What engineers call what staff and families call otherwise; see docs/glossary.md.
ENGINEERS = re.compile(
    r"\b(SHA-?256|import_sis|evidence\.json|judged under|SIS|grants?|JSON|UUID|null|boolean)\b"
)


def test_no_page_of_those_who_work_with_families_speaks_as_an_engineer(pages):
    _, found = pages
    spoken = {where: re.sub(r"<(script|template)[\s\S]*?</\1>|<[^>]*>", " ", page) for where, page in found.items()}  # fmt: skip
    said = {
        where: sorted(set(ENGINEERS.findall(words)))
        for where, words in spoken.items()
        if where.endswith(" as counselor") and ENGINEERS.search(words)
    }
    assert said == {}
