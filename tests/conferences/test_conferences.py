"""A conference is offered once, ended in one tap, taken back, and each is a note that counts as the law has it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from attendance.choices import StepKind
from attendance.models import ProcessStep
from audit.models import AuditEvent
from conferences.actions import (
    ConferenceMoved,
    NotYourOffer,
    NotYourResult,
    OfferedOtherwise,
    OfferIsOpen,
    take_back,
)
from conferences.choices import ConferenceState, MeetWhere, OfferedHow
from conferences.models import Conference
from conferences.rules.notes import CAME, MET, OFFERED, needs_a_visit, purpose_of
from conferences.rules.stages import CONFERENCE_STAGES, VERBS
from contacts.choices import NoteKind, Purpose
from contacts.models import Note
from contacts.rules import outcome_fits
from tests.conferences.world import NINE, UUID_2, ended, now, offer


def efforts(student):
    steps = ProcessStep.objects.filter(student=student, kind=StepKind.EFFORT_48262)
    return steps.filter(withdrawn_at=None).count()


# --- Rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", OfferedHow.values)
def test_every_way_to_offer_is_a_contact_of_its_kind(how):
    kind, _, outcome = OFFERED[how]
    assert outcome_fits(kind, outcome)


@pytest.mark.parametrize("verb", VERBS)
def test_every_end_is_a_conference_with_its_outcome(verb):
    to = CONFERENCE_STAGES.moves[verb].to
    assert outcome_fits(NoteKind.CONFERENCE, CAME[to])


def test_every_place_has_its_method():
    assert set(MET) == {"school", "phone", "video", "home"}


@pytest.mark.parametrize(
    ("state", "purpose"),
    [
        ("held", Purpose.CONFERENCE_48262),
        ("no_show", Purpose.CONFERENCE_48262),
        ("refused", Purpose.CONFERENCE_48262),
        ("moved", Purpose.CONFERENCE_48262),
        ("away", Purpose.OTHER),
    ],
)
def test_that_the_school_did_not_come_is_no_effort_of_it(state, purpose):
    assert purpose_of(state) == purpose


@pytest.mark.parametrize(
    ("states", "needs"),
    [
        ([], False),
        (["no_show"], False),
        (["no_show", "no_show"], True),
        (["offered", "no_show", "no_show"], True),
        (["no_show", "held", "no_show"], False),
        (["refused", "no_show", "no_show"], False),
        (["no_show", "no_show", "held"], True),
    ],
)
def test_after_two_who_did_not_come_somebody_goes_there(states, needs):
    assert needs_a_visit(states) == needs


# --- Offering ------------------------------------------------------------------------------------


def test_an_offer_is_a_note_and_an_effort(district, who, mother):
    made = offer(who, district.ana, mother, interpreter=True)
    note = made.offer
    assert (note.kind, note.outcome, note.reached) == ("call", "spoke", True)
    assert (note.purpose, note.guardian) == (Purpose.CONFERENCE_48262, mother)
    assert note.text == (
        "Conference offered: Tue, Nov 24, 2026, 9 a.m.. At school. With an interpreter."
    )
    assert efforts(district.ana) == 1
    event = AuditEvent.objects.get(action="conference.offered")
    assert (event.student_id, event.detail) == (
        district.ana.pk,
        {"how": "call", "note": note.pk},
    )


@pytest.mark.parametrize(
    ("how", "reached"),
    [("call", True), ("voicemail", False), ("email", False), ("text", False), ("hand", False)],
)
def test_each_way_to_offer_is_an_effort_and_reaches_whom_it_reaches(
    district, who, mother, how, reached
):
    made = offer(who, district.ana, mother, how=OfferedHow(how))
    assert made.offer.reached == reached
    assert efforts(district.ana) == 1


def test_an_offer_that_is_sent_twice_is_made_once(district, who, mother):
    assert offer(who, district.ana, mother) == offer(who, district.ana, mother)
    assert (Conference.objects.count(), Note.objects.count()) == (1, 1)


def test_an_offer_under_the_key_of_another_is_refused(district, who, boss, mother):
    offer(who, district.ana, mother)
    with pytest.raises(NotYourOffer):
        offer(boss, district.ana, mother)
    with pytest.raises(NotYourOffer):
        offer(who, district.ben, mother)


@pytest.mark.parametrize(
    "values",
    [
        {"how": OfferedHow.EMAIL},
        {"slots": [NINE + timedelta(hours=1)]},
        {"where": MeetWhere.PHONE},
        {"interpreter": True},
    ],
)
def test_an_offer_in_other_words_under_its_own_key_is_not_dropped(district, who, mother, values):
    offer(who, district.ana, mother)
    with pytest.raises(OfferedOtherwise):
        offer(who, district.ana, mother, **values)
    assert Conference.objects.count() == 1


def test_a_second_offer_waits_for_what_came_of_the_first(district, who, mother):
    offer(who, district.ana, mother)
    with pytest.raises(OfferIsOpen):
        offer(who, district.ana, mother, uuid=UUID_2)
    assert Note.objects.count() == 1


def test_what_ended_has_a_note_of_it(district, who, mother):
    made = offer(who, district.ana, mother)
    with (
        pytest.raises(IntegrityError, match="conference_ended_by_a_note"),
        transaction.atomic(),
    ):
        Conference.objects.filter(pk=made.pk).update(state="held")


@pytest.mark.parametrize("change", [{"slots": [NINE, NINE]}, {"how": "text"}])
def test_what_was_offered_stays(district, who, mother, change):
    made = offer(who, district.ana, mother)
    with pytest.raises(Exception, match=r"Cannot update|read.only"), transaction.atomic():
        Conference.objects.filter(pk=made.pk).update(**change)


# --- What came of it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "state", "outcome", "reached", "steps"),
    [
        ("hold", "held", "held", True, 2),
        ("miss", "no_show", "no_show", False, 2),
        ("refuse", "refused", "refused", True, 2),
        ("put_off", "moved", "moved", False, 2),
        ("stay_away", "away", "moved", False, 1),
    ],
)
def test_one_tap_keeps_a_note_that_counts(
    district, who, mother, verb, state, outcome, reached, steps
):
    made = ended(who, offer(who, district.ana, mother), verb)
    note = made.result
    assert (made.state, note.kind, note.outcome) == (state, "conference", outcome)
    assert (note.reached, note.method, note.guardian) == (reached, "school", mother)
    assert efforts(district.ana) == steps


def test_said_twice_it_is_said_once_and_otherwise_it_is_refused(district, who, boss, mother):
    made = offer(who, district.ana, mother)
    ended(who, made, "hold")
    assert ended(who, made, "hold").state == ConferenceState.HELD
    with pytest.raises(ConferenceMoved):
        ended(boss, made, "miss")
    assert Note.objects.filter(kind="conference").count() == 1


def test_taken_back_it_is_open_and_counts_for_nothing(district, who, mother):
    made = ended(who, offer(who, district.ana, mother), "miss")
    again = take_back(now(who), conference=made)
    assert (again.state, again.result) == (ConferenceState.OFFERED, None)
    assert efforts(district.ana) == 1  # the offer itself stands
    assert take_back(now(who), conference=again).state == ConferenceState.OFFERED
    assert ended(who, again, "hold", minutes=1).state == ConferenceState.HELD
    assert efforts(district.ana) == 2


def test_only_whoever_said_it_takes_it_back(district, who, boss, mother):
    made = ended(who, offer(who, district.ana, mother), "miss")
    with pytest.raises(NotYourResult):
        take_back(now(boss), conference=made)
    assert Conference.objects.get().state == ConferenceState.NO_SHOW


def test_nothing_is_taken_back_under_another_offer(district, who, mother):
    made = ended(who, offer(who, district.ana, mother), "miss")
    offer(who, district.ana, mother, uuid=UUID_2)
    with pytest.raises(ConferenceMoved):
        take_back(now(who), conference=made)


def test_a_conference_is_never_deleted(district, who, mother):
    made = offer(who, district.ana, mother)
    with pytest.raises(Exception, match=r"delete|denied"), transaction.atomic():
        made.delete()
