"""Whatever the box of a note lets in is kept, as a draft and when it is saved."""

import pytest
from django.urls import reverse

from contacts.models import LONGEST_TEXT, Note, NoteDraft
from tests.contacts.pages import keep, send

LINES = "ñandú\n" * (LONGEST_TEXT // 6)  # as the box counts them
FULL = LINES + "é" * (LONGEST_TEXT - len(LINES))


def as_sent(text):
    """A browser sends a line break as two characters."""
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text", [FULL, "서연\n" * (LONGEST_TEXT // 3), "👪" * (LONGEST_TEXT // 2)]
)
def test_a_full_box_is_a_draft_and_a_note(browser, district, text):
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT  # the browser's count
    assert keep(browser, district.ana, text=as_sent(text)).status_code == 200
    assert NoteDraft.objects.get().payload["text"] == [text]
    assert send(browser, district.ana, text=as_sent(text)).status_code == 302
    assert Note.objects.get().text == text


def test_one_more_is_refused_with_both_numbers(browser, district):
    page = send(browser, district.ana, text=as_sent(FULL) + "x").content.decode()
    assert "must be 20000 characters or fewer: it has 20001." in page
    assert not Note.objects.exists()


def test_what_no_key_types_is_left_out_of_a_draft_and_of_a_note(browser, district):
    assert keep(browser, district.ana, text="He\x00 came.").status_code == 200
    assert NoteDraft.objects.get().payload["text"] == ["He came."]
    assert send(browser, district.ana, text="He\x00 came.").status_code == 302
    assert Note.objects.get().text == "He came."


def test_it_is_left_out_of_what_is_searched_for(browser, district):
    page = browser.get(reverse("quick-log"), {"q": "I\x00to"})
    assert (page.status_code, "Ito, Ana" in page.content.decode()) == (200, True)
