"""Addresses with what is asked of them, and the way back."""

import pytest
from django.urls import reverse

from core.addresses import back_to, place_of, with_query


@pytest.mark.parametrize("page", ["student", "task", "cases:case"])
@pytest.mark.parametrize("key", [1, 12_345, 2**63 - 1])
def test_the_page_of_a_row_is_where_it_is(page, key):
    assert place_of(page, key) == reverse(page, args=[key])


def test_what_is_empty_is_not_asked():
    assert with_query("/letters/", school=None, show="") == "/letters/"
    assert with_query("/letters/", school=7, show="due") == "/letters/?school=7&show=due"


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/letters/3", "/letters/3"),
        ("http://testserver/cases/", "http://testserver/cases/"),
        ("https://example.org/letters/", "/home"),
        ("//example.org", "/home"),
        ("javascript:alert(1)", "/home"),
        ("", "/home"),
    ],
)
def test_the_way_back_is_a_page_of_ours(rf, asked, goes):
    assert back_to(rf.post("/x", {"next": asked}), "/home") == goes
    assert back_to(rf.get("/x", {"next": asked}), "/home") == goes
