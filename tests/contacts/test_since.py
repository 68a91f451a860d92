"""Who was reached last, and what was tried since: on the student's page, on the sheet and in a packet."""

from datetime import timedelta

from contacts.actions import amend_note, sign_note
from contacts.choices import NoteKind, NoteOutcome, WithWhom
from contacts.queries.since import since_reached
from packets.queries.contacts import contacts_of
from packets.queries.summary import summary_of
from tests.contacts.pages import shown
from tests.contacts.world import NOW, UUID_2, contact
from tests.factories import YEAR, NoteFactory, act


def tried(student, outcome, days, **values):
    values = {"reached": False, "with_whom": WithWhom.SOMEONE, **values}
    at = NOW - timedelta(days=days)
    return NoteFactory(about_student=student, outcome=outcome, happened_at=at, **values)


def test_attempts_count_since_somebody_was_reached_and_a_full_mailbox_is_none(district):
    tried(district.ana, NoteOutcome.NO_ANSWER, 9)
    last = tried(district.ana, NoteOutcome.SPOKE, 8, reached=True)
    voicemail = tried(district.ana, NoteOutcome.VOICEMAIL, 5)
    full = tried(district.ana, NoteOutcome.MAILBOX_FULL, 4)
    visit = tried(district.ana, NoteOutcome.DOOR_NOBODY, 3, kind=NoteKind.VISIT)
    tried(district.ana, NoteOutcome.HANDED, 2, kind=NoteKind.LETTER)
    tried(district.ben, NoteOutcome.NO_ANSWER, 1)
    found = since_reached(district.ana.pk)
    assert found.last == last
    assert (found.attempts, found.missed) == ([visit, voicemail], [full])


def test_of_a_student_nobody_reached_every_attempt_counts(district, django_assert_num_queries):
    for days in range(1, 13):
        tried(district.ana, NoteOutcome.NO_ANSWER, days)
    with django_assert_num_queries(2):
        found = since_reached(district.ana.pk)
    assert (found.last, len(found.attempts)) == (None, 12)


def test_what_an_amendment_took_back_is_no_attempt(district, who):
    note = tried(district.ana, NoteOutcome.NO_ANSWER, 2, author=who)
    sign_note(act(who, at=NOW), note=note)
    full = contact(reached=False, outcome=NoteOutcome.MAILBOX_FULL)
    newer = amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=full)
    found = since_reached(district.ana.pk)
    assert (found.attempts, found.missed) == ([], [newer])


def test_the_student_s_page_and_the_sheet_tell_it(district, who, browser):
    tried(district.ana, NoteOutcome.SPOKE, 8, reached=True)
    tried(district.ana, NoteOutcome.VOICEMAIL, 5)
    tried(district.ana, NoteOutcome.MAILBOX_FULL, 4)
    page = " ".join(shown(browser, "student-work", district.ana.pk).split())
    assert "1 attempt since" in page
    assert "and 1 contact that could reach nobody: no attempt" in page
    assert "No attempt: Mailbox full or not set up" in page
    sheet = browser.get(f"/log/?student={district.ana.pk}").content.decode()
    assert "1 attempt since" in " ".join(sheet.split())


def test_a_packet_counts_attempts_and_says_which_are_none(district):
    for outcome in (NoteOutcome.SPOKE, NoteOutcome.VOICEMAIL, NoteOutcome.WRONG_NUMBER):
        tried(district.ana, outcome, 3, reached=outcome == NoteOutcome.SPOKE)
    listed = contacts_of(district.ana.pk, school_year=YEAR)
    assert sorted(one["is_missed"] for one in listed) == [False, False, True]
    told = summary_of({"attendance": None, "letters": [], "steps": [], "contacts": listed})
    values = {one["label"]: one["value"] for one in told}
    assert values["Contacts and attempts"] == "2"
    assert values["of these somebody was reached"] == "1"
