"""Words of the interface, and what holds of every component."""

import hashlib
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from core.templatetags import ui
from law.templatetags.law import status_badge
from tests.core import gallery

ROOT = Path(settings.BASE_DIR)
VENDOR = ROOT / "static" / "vendor"
VENDORED = re.findall(
    r"^\| (\S+) \|.*`([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text(), re.M
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 10, 8), "Thu, Oct 8, 2026"),
        (datetime(2026, 10, 9, 2, tzinfo=UTC), "Thu, Oct 8, 2026"),  # evening in Los Angeles
        (None, "—"),
        ("", "—"),
    ],
)
def test_day(value, words):
    assert ui.day(value) == words


def test_moment_is_in_the_districts_zone():
    assert ui.moment(datetime(2026, 10, 8, 22, 30, tzinfo=UTC)) == "Thu, Oct 8, 2026, 3:30 p.m."


def test_short_day():
    assert ui.short_day(date(2026, 10, 8)) == "Oct 8"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (2026, "2026-27"),
        (1999, "1999-00"),
        (date(2026, 7, 1), "2026-27"),
        (date(2026, 6, 30), "2025-26"),
        (None, "—"),
    ],
)
def test_school_year(given, words):
    assert ui.school_year(given) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("2135550142", "(213) 555-0142"),
        ("+1 213.555.0142", "(213) 555-0142"),
        ("213-555-0142 ext 3", "213-555-0142 ext 3"),
        ("+52 55 1234 5678", "+52 55 1234 5678"),
        ("ask grandmother", "ask grandmother"),
        ("", "—"),
        (None, "—"),
    ],
)
def test_phone(given, words):
    assert ui.phone(given) == words


@pytest.mark.parametrize(
    ("share", "places", "words"),
    [(0.9512, 1, "95.1%"), (0.1, 0, "10%"), (0, 1, "0.0%"), (1, 1, "100.0%"), (None, 1, "—")],
)
def test_percent(share, places, words):
    assert ui.percent(share, places) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 days"), (1, "1 day"), (1284, "1,284 days"), (None, "—")],
)
def test_count_of(number, words):
    assert ui.count_of(number, "day,days") == words


def test_icon_is_decoration_unless_labelled():
    assert 'aria-hidden="true"' in ui.icon("home")
    labelled = ui.icon("home", label='"><script>')
    assert 'role="img"' in labelled
    assert "<script>" not in labelled


def test_every_icon_asked_for_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    pages = "".join(path.read_text() for path in sorted((ROOT / "templates").rglob("*.html")))
    asked = set(re.findall(r'(?:\{% icon |mark=|mark\|default:)"([\w-]+)"', pages))
    assert len(asked) > 20
    assert asked <= drawn


@pytest.mark.parametrize(("name", "sha256"), VENDORED)
def test_vendored_file_is_the_one_written_down(name, sha256):
    content = (VENDOR / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == sha256
    assert b"sourceMappingURL" not in content


def test_every_vendored_file_is_written_down():
    files = {str(path.relative_to(VENDOR)) for path in VENDOR.glob("*/*")}
    assert files <= {name for name, _ in VENDORED}


@pytest.fixture(scope="module")
def page():
    return gallery.render()


def test_gallery_has_no_inline_style_or_script(page):
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_ids_are_unique(page):
    ids = Counter(re.findall(r'\sid="([^"]+)"', page))
    assert [name for name, count in ids.items() if count > 1] == []


def test_gallery_shows_every_component(page):
    shown = (ROOT / "templates/components/gallery.html").read_text()
    drawn = {"chart_line", "chart_spark"}
    of_frame = {
        "navigation",
        "user_menu",
        "messages",
        "search_dialog",
        "log_dialog",
        "keys_dialog",
        "toast",
        "danger_link",
        "undo_form",
    }
    asking = {
        "timeline",
        "unsaved_notes",
        "danger_lines",
    }  # of the database; they are shown on their own pages
    named = {path.stem for path in (ROOT / "templates/components").glob("*.html")}
    missing = {
        name
        for name in named
        - drawn
        - of_frame
        - asking
        - {"gallery", "table", "modal", "effect", "list", "list_pages", "list_swap"}
        if f"components/{name}.html" not in shown
    }
    assert missing == set()


@pytest.mark.parametrize(
    "component",
    sorted((ROOT / "templates/components").glob("*.html")),
    ids=lambda path: path.stem,
)
def test_component_says_what_it_is_and_needs(component):
    assert re.match(r"\{(#|% comment %\}).*[Cc]ontext: ", component.read_text(), re.S)


@pytest.mark.parametrize(
    ("status", "truant", "habitual"),
    [
        ("none", False, False),
        ("watch", False, False),
        ("report_due", False, False),
        ("truant", True, False),
        ("truant_repeat", True, False),
        ("habitual_eligible", False, False),
        ("habitual", False, True),
        ("anything else", False, False),
    ],
)
def test_hard_words_show_only_where_they_hold(db, status, truant, habitual):
    words = status_badge(status)
    assert ("Truant" in words, "Habitual" in words) == (truant, habitual)


def test_a_state_that_the_law_does_not_know_is_no_good_one(db):
    words = status_badge("anything else")
    assert "To be judged again" in words
    assert ("No counted days" in words, "#circle-check" in words) == (False, False)


def test_watch_counts_its_days(db):
    one = status_badge("watch", counted_days=1)
    assert "1 counted day<" in one


def test_without_navigation_there_is_no_rail():
    assert '<nav class="rail"' in gallery.render()
    bare = gallery.render(navigation=[])
    assert "<nav" in bare  # breadcrumbs and pages
    assert not re.search(r'class="(rail|tabs-bar|drop menu|has-rail)', bare)


@pytest.mark.parametrize(
    ("theme", "chosen", "drawn"),
    [
        ("dark", "dark", "dark"),
        ("light", "light", "light"),
        ("auto", "auto", "light"),
        ('x" onload="y', "auto", "light"),
    ],
)
def test_theme_is_rendered_by_the_server(theme, chosen, drawn):
    html = re.search(r"<html[^>]*>", gallery.render(theme=theme)).group()
    assert f'data-theme="{chosen}"' in html
    assert f'data-bs-theme="{drawn}"' in html


def test_field_ties_its_error_and_hint_to_its_control():
    shown = Template('{% include "psa_forms/field.html" with field=form.on %}').render(
        Context({"form": gallery.context()["form"]})
    )
    assert 'aria-describedby="sample-on_helptext sample-on_error"' in shown
    assert 'id="sample-on_helptext"' in shown
    assert 'id="sample-on_error"' in shown
    assert 'aria-invalid="true"' in shown


def test_500_needs_nothing():
    assert "Something went wrong" in render_to_string("500.html")
