"""Conferences of the made-up district: each of a note that offered it, and of one that says what came of it."""

import pytest

from conferences.choices import ConferenceState
from conferences.models import Conference
from contacts.choices import NoteKind, Purpose

pytestmark = pytest.mark.usefixtures("small")


def test_some_were_held_and_some_are_open():
    states = set(Conference.objects.values_list("state", flat=True))
    assert {ConferenceState.HELD, ConferenceState.NO_SHOW, ConferenceState.OFFERED} <= states
    assert Conference.objects.open().count() < Conference.objects.count()


def test_each_was_offered_by_a_note_that_says_so_and_ended_by_a_later_one():
    for one in Conference.objects.select_related("offer", "result"):
        assert one.offer.purpose == Purpose.CONFERENCE_48262
        assert one.offer.guardian_id == one.guardian_id
        if one.result:
            assert one.result.kind == NoteKind.CONFERENCE
            assert one.result.outcome == one.state
            assert one.result.happened_at >= one.offered_at
            assert one.slots == [one.result.happened_at]


def test_a_note_is_of_the_student_of_its_conference():
    for one in Conference.objects.select_related("offer"):
        assert one.offer.about.filter(student=one.student_id).exists()
