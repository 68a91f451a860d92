"""Words for a contact: shown for its kind, editable by the district, put into the note only when asked for."""

import pytest
from django.urls import reverse

from contacts.choices import NoteKind, Purpose
from contacts.models import Note
from law.models import PracticeEdit
from law.packs import load_pack, pack_names
from law.packs.practice import Prompt
from students.rules.private import tells_of_status
from tests.contacts.pages import CALL, own, shown

HEADINGS = "Who answered: \nWhat they said: \n"


def ask_for(browser, student, **values):
    data = {**CALL, **own(browser), "student": student.pk, "headings": "call", **values}
    return browser.post(reverse("quick-log"), data)


@pytest.mark.parametrize("pack", pack_names())
def test_every_pack_has_words_for_the_kinds_and_purposes_there_are(pack):
    prompts = load_pack(pack).practice.prompts
    assert prompts.keys() <= {*NoteKind.values, *Purpose.values}
    assert {NoteKind.CALL, NoteKind.VISIT, NoteKind.CONFERENCE, Purpose.WELFARE} <= prompts.keys()
    for one in prompts.values():
        assert all((one.name, one.say, one.ask, one.write))
        assert not any(map(tells_of_status, (one.say, one.ask, one.write)))
        assert one.mark == "L"


def test_what_is_written_down_is_a_heading_a_line():
    assert Prompt("x", "X", "", "", "Who; What ;; ").headings == "Who: \nWhat: "


def test_the_sheet_shows_them_and_puts_nothing_into_the_note(district, browser):
    page = shown(browser, "quick-log", query=f"?student={district.ana.pk}")
    assert page.count("data-prompt=") == len(load_pack("california").practice.prompts)
    assert "do not sound like a court" in page
    box = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "Who answered" not in box


def test_the_headings_come_below_what_was_typed_and_nothing_is_saved(district, browser):
    answer = ask_for(browser, district.ana, text="Rang twice.", with_name="Aunt Rosa")
    page = answer.content.decode()
    assert (answer.status_code, Note.objects.exists()) == (200, False)
    box = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "Rang twice.\n" + HEADINGS in box
    assert 'value="Aunt Rosa"' in page
    assert 'aria-invalid="true"' not in page


def test_asked_for_twice_they_are_there_once(district, browser):
    box = ask_for(browser, district.ana).content.decode().partition("<textarea")[2]
    typed = box.partition(">")[2].partition("</textarea>")[0].strip()
    again = ask_for(browser, district.ana, text=typed).content.decode()
    assert again.partition("<textarea")[2].partition("</textarea>")[0].count("Who answered") == 1


@pytest.mark.parametrize("code", ["", "nonsense", "limits"])
def test_headings_that_there_are_not_change_nothing(district, browser, code):
    page = ask_for(browser, district.ana, text="Rang twice.", headings=code).content.decode()
    assert "Rang twice.</textarea>" in page


def test_the_district_says_them_in_its_own_words(district, browser):
    said = {"write": "Whom we met; What comes next"}
    PracticeEdit.objects.create(
        part="prompts", code="call", said=said, is_reviewed=True, by="Board"
    )
    page = ask_for(browser, district.ana).content.decode()
    assert "Whom we met: \nWhat comes next: " in page
    assert "Who answered" not in page
