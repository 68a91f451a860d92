"""A late entry says so wherever it is read: on its page, in the timeline, among notes found, in a packet."""

from datetime import timedelta

import pytest

from contacts.queries.words import found_note, notes_with
from packets.queries.contacts import contacts_of
from packets.templatetags.packet import contact_record
from tests.contacts.pages import shown
from tests.contacts.world import NOW
from tests.factories import TODAY, YEAR, NoteFactory, PolicyFactory

LATE = "Late entry, recorded on"


def written(student, days):
    """A note that was written down so many days after it happened, and a minute."""
    before = timedelta(days=days, minutes=1)
    return NoteFactory(
        about_student=student, happened_at=NOW - before, recorded_at=NOW, text="Called the aunt."
    )


def marks(browser, student, note):
    """Whether each place that shows the note marks it."""
    pages = (
        shown(browser, "contacts:note", note.pk),
        shown(browser, "student-work", student.pk),
        shown(browser, "contacts:found", query="?q=aunt"),
    )
    [told] = contacts_of(student.pk, school_year=YEAR)
    return [LATE in page for page in pages] + ["late entry, recorded on" in contact_record(told)]


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, False), (2, True), (9, True)])
def test_a_late_entry_says_so_wherever_it_is_read(district, browser, days, is_late):
    note = written(district.ana, days)
    assert marks(browser, district.ana, note) == [is_late] * 4


@pytest.mark.parametrize(("most", "is_late"), [(2, True), (3, False)])
def test_the_district_says_what_is_late(district, browser, most, is_late):
    PolicyFactory(overrides={"contact.late_days": most})
    note = written(district.ana, 3)
    assert marks(browser, district.ana, note) == [is_late] * 4


def test_a_note_that_is_found_knows_it(district, who):
    written(district.ana, 5)
    [note] = notes_with(who, "aunt", on=TODAY)
    assert found_note(note, "aunt").is_late
