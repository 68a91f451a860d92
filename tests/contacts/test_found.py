"""Notes found by a word: which words, whose notes, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from audit.models import AccessEvent
from contacts.models import LONGEST_TEXT, Note
from contacts.queries.words import excerpt, notes_with, saying
from tests.desk.rows import statements
from tests.factories import TODAY, NoteFactory, StudentFactory
from tests.world import hire, person, sign_in

PAGE = reverse("contacts:found")


def said(student, text, **values):
    return NoteFactory(about_student=student, text=text, **values)


def found(who, text):
    return list(notes_with(reach_of(who, on=TODAY), text, on=TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "asthma", "ASTHMA", "asth", "inhaler asthma", "muñoz", "Munoz", "o'brien", "OBrien", "kaʻahumanu",  # noqa: RUF001 - as people write it
        "kaahumanu", "천식", "ربو", "bus 204", "204",
    ],
)  # fmt: skip
def test_found_by(district, who, text):
    note = said(
        district.ana,
        "Asthma: her inhaler was empty.\nMs. Muñoz and Mr. O’Brien of Kaʻahumanu will call"  # noqa: RUF001 - likewise
        " the nurse (bus 204). 천식이 있습니다. عندها ربو.",
    )
    assert found(who, text) == [note]


@pytest.mark.parametrize(
    "text", ["", " ", "'", "&", "!", ":*", "thma", "asthma eczema", "a' | 'zz", "x" * 3000]
)
def test_not_found_by(browser, district, who, text):
    said(district.ana, "Asthma, eczem and a b")
    assert found(who, text) == []
    assert browser.get(PAGE, {"q": text + "\x00"}).status_code == 200


def test_only_of_students_within_reach_who_alone_are_named(district, who):
    both = NoteFactory(about_student=district.ana, text="Asthma in the family")
    both.about.create(student=district.dov)
    said(district.dov, "Asthma of somebody else")
    page = sign_in(who).get(PAGE, {"q": "asthma"}).content.decode()
    assert ("in the family" in page, "somebody else" in page) == (True, False)
    assert (district.ana.sis_id in page, district.dov.sis_id in page) == (True, False)
    event = AccessEvent.objects.latest("pk")
    assert (event.page, event.student_ids) == ("contacts:found", [district.ana.pk])


@pytest.mark.parametrize("role", [Role.CLERK, Role.PANEL_MEMBER, Role.SYSTEM_ADMINISTRATOR])
def test_who_reads_no_notes_finds_none_and_is_not_led_there(district, role):
    said(district.ana, "Asthma")
    other = person(hire(role, district.oak if role == Role.CLERK else None))
    assert other.client.get(PAGE, {"q": "asthma"}).status_code == 403
    if role == Role.CLERK:
        assert PAGE not in other.client.get("/search/?q=asthma").content.decode()


def test_the_search_for_students_leads_there_with_what_was_typed(browser, district):
    page = browser.get("/search/?q=as%26t%22hma").content.decode()
    assert f'href="{PAGE}?q=as%26t%22hma"' in page
    assert PAGE not in browser.get("/search/").content.decode()


def test_the_newest_first_with_the_words_around(browser, district):
    old = said(district.ana, "Asthma before")
    Note.objects.filter(pk=old.pk).update(happened_at=old.happened_at - timedelta(days=1))
    said(district.ana, "x " * 200 + "then <b>asthma</b> again " + "y " * 300)
    page = browser.get(PAGE, {"q": "asthma"}).content.decode()
    assert page.index("then &lt;b&gt;asthma") < page.index("Asthma before")
    assert "2 notes" in page


def test_an_excerpt_begins_shortly_before_the_word():
    text = "a " * 100 + "Ñandú came.\n" + "b " * 200
    part = excerpt(text, "nandu")
    assert part.startswith("… ")
    assert part.index("Ñandú") <= 62
    assert len(part) <= 224
    assert excerpt("Short.", "nothing") == "Short."


def test_words_too_long_for_an_index_are_saved(district, who):
    said(district.ana, "é" * LONGEST_TEXT)
    said(district.ana, f"asthma {'서' * 11_000}")
    assert len(found(who, "asthma")) == 1


def test_the_index_is_used(district, who):
    for n in range(30):
        said(StudentFactory(), f"Word{n}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = saying(["word7", "wor"]).explain()
    assert "note_by_word" in plan


def test_as_many_statements_for_any_number(district, counselor):
    said(district.ana, "Asthma")
    few = statements(counselor, f"{PAGE}?q=asthma")
    for _ in range(30):
        said(district.ana, "Asthma")
    assert statements(counselor, f"{PAGE}?q=asthma") == few <= 7
