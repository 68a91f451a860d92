"""Calls of the automatic dialer: kept as what they are, and never as a contact of a person."""

from datetime import date

import pytest

from attendance.models import AutomaticContact, ProcessStep
from attendance.queries.automatic import timeline
from cases.models import LastReached
from contacts.models import Note
from desk.queries.timeline import timeline as whole
from sis.rules.automatic import channel, result
from sis.rules.values import Unreadable
from students.models import Student
from tests.sis.bundles import import_sis, write

STUDENTS = (
    "student_id,first_name,last_name,birth_date\n1,Ana,Ito,2015-03-01\n2,Ben,Ito,2014-01-09\n"
)
HEAD = "student_id,date,channel,result,by\n"
ROWS = "1,2026-09-14,Call,Answered,Dialer\n1,2026-09-14,SMS,Delivered,Dialer\n2,2026-09-15,call,voicemail,\n"


@pytest.fixture
def bundle(worker_db, tmp_path):
    """Two students, and what the dialer did."""

    def load(rows=ROWS, head=HEAD):
        write(tmp_path, {"students.csv": STUDENTS, "absence_contacts.csv": head + rows})
        return import_sis(tmp_path)

    return load


def kept():
    found = AutomaticContact.objects.order_by("student__sis_id", "date", "channel")
    return list(found.values_list("student__sis_id", "date", "channel", "result", "by"))


def counts(report):
    return report["files"]["absence_contacts.csv"]


def test_each_is_kept_once_however_often_it_comes(bundle):
    assert counts(bundle())["created"] == 3
    assert kept() == [
        ("1", date(2026, 9, 14), "call", "answered", "Dialer"),
        ("1", date(2026, 9, 14), "text", "delivered", "Dialer"),
        ("2", date(2026, 9, 15), "call", "machine", ""),
    ]
    again = counts(bundle())
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_a_corrected_result_takes_its_place_and_none_is_closed_by_omission(bundle):
    bundle()
    report = counts(bundle("1,2026-09-14,call,failed,Dialer\n"))
    assert (report["created"], report["updated"], report["closed"]) == (0, 1, 0)
    assert [row[3] for row in kept()] == ["failed", "delivered", "machine"]


def test_who_sent_it_may_be_lacking(bundle):
    bundle("1,2026-09-14,call,answered\n", "student_id,date,channel,result\n")
    assert kept() == [("1", date(2026, 9, 14), "call", "answered", "")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("1,2026-09-14,pigeon,answered,", "channel"),
        ("1,2026-09-14,call,maybe,", "result"),
        ("1,yesterday,call,answered,", "date"),
        ("9,2026-09-14,call,answered,", "student_id"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_by_its_column(bundle, row, column):
    report = counts(bundle(f"{row}\n1,2026-09-15,call,answered,\n"))
    assert (report["rejected"], report["created"]) == (1, 1)


def test_it_is_told_as_automatic_and_reached_nobody(bundle):
    bundle()
    ana = Student.objects.get(sis_id="1")
    told = list(timeline(ana.pk))
    assert [entry.title for entry in told] == [
        "Automatic call about the absence",
        "Automatic text message about the absence",
    ]
    assert [entry.facts for entry in told] == [
        ("automatic", "Somebody answered the recording"),
        ("automatic", "Delivered"),
    ]
    assert not any(entry.reached for entry in told)
    assert {one.key for one in whole(ana.pk, kind="contact")} == {one.key for one in told}


def test_it_is_no_note_no_person_reached_and_no_effort_of_the_law(bundle):
    bundle()
    assert not Note.objects.exists()
    assert not LastReached.objects.exists()
    assert not ProcessStep.objects.exists()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Call", "call"),
        ("ROBOCALL", "call"),
        ("e-mail", "email"),
        ("SMS", "text"),
        ("push", "app"),
    ],
)
def test_words_for_channels(written, read):
    assert channel(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Answered", "answered"),
        ("left message", "machine"),
        ("Sent", "delivered"),
        ("No-Answer", "no_answer"),
        ("Bounced", "failed"),
    ],
)
def test_words_for_results(written, read):
    assert result(written) == read


@pytest.mark.parametrize(("read", "word"), [(channel, "fax"), (result, ""), (result, "ok?")])
def test_other_words_are_not_guessed(read, word):
    with pytest.raises(Unreadable, match="not known; use"):
        read(word)
