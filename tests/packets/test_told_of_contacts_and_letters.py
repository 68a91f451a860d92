"""What a packet tells of contacts and letters, at the edges of the day and of the school year."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from letters.actions.events import happened
from letters.choices import EventKind, Stage
from letters.models import Copy, Notice
from packets.queries.contacts import contacts_of
from packets.queries.letters import ANOTHER, notices_of
from tests.factories import YEAR, NoteFactory, StudentFactory
from tests.letters.rows import printed_letter
from tests.letters.world import acting, later

ZONE = ZoneInfo(settings.TIME_ZONE)
NOON = datetime(2026, 10, 5, 12, tzinfo=ZONE)


@pytest.fixture
def student(db, today):
    return StudentFactory(first_name="Emily", last_name="Reyes")


# --- Contacts --------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "is_late"), [(11, False), (24, False), (35, False), (36, True)])
def test_a_contact_is_late_when_it_was_written_after_the_next_day(student, hours, is_late):
    written = NOON + timedelta(hours=hours)
    NoteFactory(about_student=student, happened_at=NOON, recorded_at=written)
    [told] = contacts_of(student.pk, school_year=YEAR)
    assert told["late"] is is_late
    assert told["at"] == "2026-10-05T12:00-07:00"


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (datetime(2026, 6, 30, 23, 59, tzinfo=ZONE), False),
        (datetime(2026, 7, 1, 0, 0, tzinfo=ZONE), True),
        (datetime(2027, 6, 30, 23, 59, tzinfo=ZONE), True),
        (datetime(2027, 7, 1, 0, 0, tzinfo=ZONE), False),
    ],
)
def test_the_contacts_are_those_of_the_school_year_by_the_district_s_clock(student, at, is_told):
    NoteFactory(about_student=student, happened_at=at)
    assert bool(contacts_of(student.pk, school_year=YEAR)) is is_told


def test_contacts_are_told_oldest_first_and_only_those_about_the_student(student):
    for days in (2, 0, 1):
        NoteFactory(about_student=student, happened_at=NOON + timedelta(days=days))
    NoteFactory(about_student=StudentFactory(), happened_at=NOON)
    told = [one["at"][:10] for one in contacts_of(student.pk, school_year=YEAR)]
    assert told == ["2026-10-05", "2026-10-06", "2026-10-07"]


def test_a_note_that_was_amended_is_told_once_in_its_new_words(student):
    first = NoteFactory(about_student=student, text="He came.")
    NoteFactory(about_student=student, author=first.author, amends=first, text="She came.")
    [told] = contacts_of(student.pk, school_year=YEAR)
    assert told["text"] == "She came."
    assert told["amends"][:16] == first.recorded_at.astimezone(ZONE).isoformat()[:16]


def test_each_other_student_of_a_contact_is_named_to_be_taken_out(student):
    note = NoteFactory(about_student=student)
    alone = NoteFactory(about_student=student, happened_at=NOON)
    for name in ("Kim", "Ode"):
        note.about.create(student=StudentFactory(first_name=name, last_name="Ito"))
    [first, second] = contacts_of(student.pk, school_year=YEAR)
    assert (first["at"], first["others"]) == ("2026-10-05T12:00-07:00", [])
    assert alone.happened_at == NOON
    assert sorted(one["first_name"] for one in second["others"]) == ["Kim", "Ode"]


# --- Letters ---------------------------------------------------------------------------------


@pytest.fixture
def letters(district):
    """Two letters about Ana, each with a printed copy to Mia."""
    return [printed_letter(district.ana, district.oak).notice for _ in range(2)]


def mail(notice):
    proof = {"mailed_on": "2026-11-17", "channel": "mail", "files": ["b" * 64, "a" * 64]}
    happened(acting(), EventKind.MAILED, [notice], details={notice.pk: proof})
    Notice.objects.filter(pk=notice.pk).update(stage=Stage.MAILED)


def told(notice, *, reader="chair", hides_home=False, named=("Mia",)):
    found = notices_of(
        notice.student_id, school_year=YEAR, reader=reader, hides_home=hides_home, named=named
    )
    return next(one for one in found if one["id"] == notice.pk)


def test_letters_are_told_oldest_first(letters):
    first, second = letters
    found = notices_of(
        first.student_id, school_year=YEAR, reader="chair", hides_home=False, named=()
    )
    assert [one["id"] for one in found] == [first.pk, second.pk]


def test_what_proves_a_mailing_is_told_of_that_letter_alone(letters):
    mail(letters[0])
    mailed, waiting = map(told, letters)
    assert (mailed["mailed_on"], mailed["channel"], mailed["stage"]) == (
        "2026-11-17",
        "mail",
        "Mailed",
    )
    assert mailed["files"] == ["a" * 64, "b" * 64]
    assert (waiting["mailed_on"], waiting["channel"], waiting["files"]) == (None, "", [])
    assert (waiting["mailed"], waiting["approved"]) == (None, None)


@pytest.mark.parametrize("is_flagged", [True, False])
def test_a_mailed_letter_whose_report_fell_says_so(letters, is_flagged):
    mail(letters[0])
    if is_flagged:
        happened(acting(at=later(hours=1)), EventKind.UNSUPPORTED, [letters[0]])
    assert told(letters[0])["unsupported"] is is_flagged
    assert told(letters[0])["counts"] is not is_flagged


@pytest.mark.parametrize(
    ("reader", "hides_home", "shown"),
    [
        ("chair", False, "as_mailed"),
        ("court", False, "as_mailed"),
        ("panel", False, "without_address"),
        ("family", False, "without_address"),
        ("chair", True, "without_address"),
        ("court", True, "without_address"),
    ],
)
def test_a_mailed_copy_is_shown_as_its_reader_may_see_it(letters, reader, hides_home, shown):
    mail(letters[0])
    [copy] = told(letters[0], reader=reader, hides_home=hides_home)["copies"]
    assert copy["shown"] == shown


def test_a_copy_that_was_not_mailed_or_printed_is_not_shown(letters):
    [copy] = told(letters[0])["copies"]
    assert (copy["shown"], len(copy["sha256"])) == ("", 64)
    mail(letters[1])
    values = {"name": "Mia", "languages": ["en"], "facts": {}, "facts_sha256": "f" * 64}
    Copy.objects.create(notice=letters[1], recipient="2", **values)
    assert [one["shown"] for one in told(letters[1])["copies"]] == ["as_mailed", ""]


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("Holds education rights", "Holds education rights"),
        ("Caregiver by affidavit", "Has charge of the student"),
        ("Foster parent", "Has charge of the student"),
    ],
)
def test_why_somebody_had_a_copy_tells_of_no_placement(letters, because, words):
    notice = letters[0]
    values = {"name": "Jin", "languages": ["en"], "facts": {}, "facts_sha256": "f" * 64}
    Copy.objects.create(notice=notice, recipient="2", because=because, **values)
    jin = told(notice, named=("Mia", "Jin"))["copies"][1]
    assert (jin["to"], jin["because"]) == ("Jin", words)
    veiled = told(notice)["copies"][1]
    assert (veiled["to"], veiled["because"], veiled["shown"]) == (ANOTHER, "", "")
