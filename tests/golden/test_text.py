"""A page becomes the lines that people read, and what no two runs share is masked."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.golden import text

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=ZoneInfo("America/Los_Angeles"))


def test_a_block_is_a_line_and_a_link_shows_where_it_leads():
    page = '<div>Watch <b>23</b></div><p>See <a href="/schools/5/">Arroyo &amp; co</a></p>'
    assert text.of_page(page) == "Watch 23\nSee Arroyo & co </schools/5/>\n"


def test_a_row_of_a_table_is_one_line():
    page = "<table><tr><th>Name</th><td> 12\n days</td></tr><tr><td>x</td></tr></table>"
    assert text.of_page(page) == "Name | 12 days\nx\n"


def test_scripts_pictures_and_styles_say_nothing():
    page = "<style>p{}</style><script>var x = '<p>';</script><svg><title>t</title></svg><p>Yes</p>"
    assert text.of_page(page) == "Yes\n"


def test_a_form_shows_what_it_holds_and_no_token():
    page = (
        '<form method="post" action="/tasks/4/"><input type="hidden" name="csrfmiddlewaretoken"'
        ' value="abc"><input type="checkbox" name="notice" value="7" checked></form>'
    )
    assert text.of_page(page) == "form post </tasks/4/> (checkbox notice=7 ticked)\n"


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("Fri, Nov 20, 2026, 3:30 p.m. by Ana", "Fri, Nov 20, 2026, TIME by Ana"),
        ("Fri, Nov 20, 2026, noon", "Fri, Nov 20, 2026, TIME"),
        ("Thu, Nov 19, 2026, 3:30 p.m.", "Thu, Nov 19, 2026, 3:30 p.m."),
        ("Due Nov 20, 2026", "Due Nov 20, 2026"),
        ("2026-11-20T15:30", "MOMENT"),
        ("2026-11-21T00:30:12.123456Z", "MOMENT"),
        ("2026-11-19T15:30", "2026-11-19T15:30"),
        ("id 3f2b8c1e-0000-4000-8000-1234567890ab", "id UUID"),
        ("SHA-256 " + "0a1b" * 16, "SHA-256 DIGEST"),
        ("student 1000234, 213555014212", "student 1000234, 213555014212"),
    ],
)
def test_only_what_passes_is_masked(said, masked):
    with time_machine.travel(NOW, tick=False):
        assert text.masked(said) == masked


def test_the_frame_of_a_page_is_left_out():
    assert text.main('<nav>x</nav><main id="main">y</main><footer>z</footer>') == (
        '<main id="main">y</main>'
    )


def test_links_are_read_as_addresses():
    page = '<a class="x" href="/cases/?a=1&amp;b=2">c</a><a href="#main">skip</a>'
    assert text.links(page) == ["/cases/?a=1&b=2"]
