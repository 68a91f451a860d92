"""Examples 13 to 15 of the law, from the note to the status: EC 48262."""

import pytest

from contacts.actions import amend_note, log_note, sign_note
from contacts.choices import NoteOutcome, Purpose, WithWhom
from law.packs import load_pack
from students.models import Student
from tests.attendance.fall_of_2026 import AS_OF, at
from tests.attendance.test_law_examples import REPORTED_THREE_TIMES
from tests.attendance.world import judge_all, load
from tests.contacts.world import UUID_1, UUID_2, contact
from tests.factories import UserFactory, act

VOICEMAIL = {
    "purpose": Purpose.CONFERENCE_48262,
    "with_whom": WithWhom.SOMEONE,
    "with_name": "The mother’s voicemail",
    "reached": False,
    "outcome": NoteOutcome.VOICEMAIL,
}


@pytest.fixture
def reported(worker_db):
    load(REPORTED_THREE_TIMES)
    return Student.objects.get(pk=1)


def status():
    return judge_all(REPORTED_THREE_TIMES, AS_OF, load_pack("lausd"))[1][1]["status"]


def call(student, moment, **values):
    return log_note(
        client_uuid=UUID_1,
        students=[student],
        contact=contact(**VOICEMAIL | values, happened_at=at(moment)),
        act=act(UserFactory(), at=at("11-20 09:00")),
    )


@pytest.mark.parametrize(
    ("moment", "values", "expected"),
    [
        ("10-30", {}, "habitual"),  # 13: a voicemail after the filing is an attempt
        ("10-30", {"purpose": Purpose.ATTENDANCE}, "habitual_eligible"),  # 14: another call
        ("10-02", {}, "habitual_eligible"),  # 15: before the first report was filed
        ("10-05 12:00", {}, "habitual_eligible"),  # at the filing, not after it
        ("10-05 12:01", {}, "habitual"),
        ("10-30", {"with_whom": WithWhom.STUDENT}, "habitual_eligible"),  # not a parent
    ],
)
def test_examples_13_to_15(reported, moment, values, expected):
    assert status() == "habitual_eligible"
    call(reported, moment, **values)
    assert status() == expected


def test_amended_to_say_it_was_none_the_status_falls_back(reported):
    note = call(reported, "10-30")
    now = at("11-20 10:00")
    sign_note(note=note, act=act(note.author, at=now))
    assert status() == "habitual"
    amend_note(
        note=note,
        client_uuid=UUID_2,
        contact=contact(happened_at=at("10-30"), text="I dialed another family."),
        act=act(note.author, at=now),
    )
    assert status() == "habitual_eligible"
