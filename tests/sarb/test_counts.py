"""What readiness counts: each contact and step once, of this year, as it stands now."""

from datetime import UTC, datetime

import pytest
from django.utils.timezone import localtime

from attendance.models import ProcessStep
from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.rules import MISSED
from packets.queries.contacts import contacts_of
from sarb.queries.counts import counts_of
from tests.factories import YEAR, NoteFactory
from tests.sarb.factories import SENT_AT

ADULT = {"with_whom": WithWhom.NOBODY}
VISIT = {"kind": NoteKind.VISIT, "outcome": NoteOutcome.DOOR_NOBODY}


def counted(student):
    found = counts_of([student.pk], school_year=YEAR)[student.pk]
    return {key: n for key, n in found.items() if n}


def step(student, kind="conference", **values):
    said = {"school_year": YEAR, "happened_at": SENT_AT, "evidence_kind": "history", **values}
    ProcessStep.objects.create(
        student=student, kind=kind, evidence_id=str(ProcessStep.objects.count()), **said
    )


def test_a_note_and_its_amendment_are_one_contact(district):
    first = NoteFactory(about_student=district.ana, signed_at=SENT_AT, **VISIT)
    NoteFactory(about_student=district.ana, amends=first, signed_at=SENT_AT, **VISIT)
    assert counted(district.ana) == {"contacts": 1, "home_visit": 1}


@pytest.mark.parametrize(
    ("moment", "n"),
    [
        (datetime(2026, 7, 1, 6, 59, tzinfo=UTC), 0),  # 30 June, 11:59 at night, in California
        (datetime(2026, 7, 1, 7, tzinfo=UTC), 1),
        (datetime(2027, 7, 1, 6, 59, tzinfo=UTC), 1),
        (datetime(2027, 7, 1, 7, tzinfo=UTC), 0),
    ],
)
def test_a_year_has_its_first_and_its_last_day(district, moment, n):
    NoteFactory(about_student=district.ana, happened_at=moment)
    assert counted(district.ana).get("contacts", 0) == n


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"with_whom": WithWhom.NOBODY}, {"contacts": 1}),
        # What could reach nobody is no attempt, here as in the packet's summary.
        *(({"with_whom": WithWhom.NOBODY, "outcome": one}, {}) for one in sorted(MISSED)),
        ({"with_whom": WithWhom.NOBODY, "outcome": NoteOutcome.VOICEMAIL}, {"contacts": 1}),
        ({"with_whom": WithWhom.STUDENT}, {}),  # a parent or guardian is to be reached
        ({"with_whom": WithWhom.SOMEONE}, {}),
        (
            {"kind": NoteKind.CONFERENCE, "with_whom": WithWhom.STUDENT, "outcome": "held"},
            {"student_conference": 1},
        ),
        (
            {"kind": NoteKind.MEETING, "with_whom": WithWhom.STUDENT, "outcome": "held"},
            {"student_conference": 1},
        ),
        ({"kind": NoteKind.MEETING, "with_whom": WithWhom.SOMEONE, "outcome": "held"}, {}),
        ({"kind": NoteKind.CONFERENCE, "with_whom": WithWhom.STUDENT, "outcome": "no_show"}, {}),
        ({"kind": NoteKind.CONFERENCE, "with_whom": WithWhom.SOMEONE, "outcome": "held"}, {}),
        ({"kind": NoteKind.OTHER, "with_whom": WithWhom.NOBODY, "outcome": ""}, {}),
        (
            {
                "kind": NoteKind.OTHER,
                "with_whom": WithWhom.NOBODY,
                "outcome": "",
                "purpose": Purpose.CONFERENCE_48262,
            },
            {"contacts": 1},
        ),
        ({"kind": NoteKind.CONFERENCE, "with_whom": WithWhom.SOMEONE, "outcome": "moved"}, {}),
    ],
)
def test_what_a_contact_is_counted_as(district, said, found):
    NoteFactory(about_student=district.ana, **said)
    NoteFactory(about_student=district.ben)
    assert counted(district.ana) == found


def test_what_is_counted_is_what_a_packet_lists(district):
    """Seven notes of another kind that reached nobody: no attempt is counted, and none listed."""
    for _ in range(7):
        NoteFactory(about_student=district.ana, kind=NoteKind.OTHER, **ADULT)
    call = NoteFactory(about_student=district.ana, **ADULT)
    listed = [line["at"] for line in contacts_of(district.ana.pk, school_year=YEAR)]
    assert len(listed) == counted(district.ana)["contacts"] == 1
    assert listed[0][:10] == f"{localtime(call.happened_at):%Y-%m-%d}"


def test_a_step_counts_while_it_stands_and_in_its_year(district):
    step(district.ana, "sart")
    step(district.ana, "notice")
    step(district.ana, "notice_48260_5")
    step(district.ana, "conference", withdrawn_at=SENT_AT)
    step(district.ana, "conference", school_year=YEAR - 1)
    step(district.ben, "conference")
    assert counted(district.ana) == {"sart": 1, "letters": 2}


def test_a_conference_that_is_a_step_and_a_contact_is_one(district):
    step(district.ana)
    NoteFactory(
        about_student=district.ana,
        kind=NoteKind.CONFERENCE,
        with_whom=WithWhom.STUDENT,
        outcome=NoteOutcome.HELD,
    )
    assert counted(district.ana) == {"student_conference": 1}
