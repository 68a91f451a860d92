"""What reaches a person, what is an effort, when a task is due."""

import pytest

from contacts.choices import Came, NoteKind, NoteOutcome, Purpose, WhyTakenBack, WithWhom
from contacts.rules import (
    METHODS,
    NOT_OFFERED,
    OUTCOMES,
    came_of,
    is_conference_effort,
    is_untold,
    outcome_fits,
    reaches,
    reasons_to_withdraw,
)


@pytest.mark.parametrize(
    ("kind", "outcome", "reached"),
    [
        (NoteKind.CALL, NoteOutcome.SPOKE, True),
        (NoteKind.CALL, NoteOutcome.VOICEMAIL, False),
        (NoteKind.CALL, NoteOutcome.WRONG_NUMBER, False),
        (NoteKind.VISIT, NoteOutcome.DOOR_SPOKE, True),
        (NoteKind.VISIT, NoteOutcome.DOOR_CLOSED, False),
        (NoteKind.CONFERENCE, NoteOutcome.REFUSED, True),
        (NoteKind.CONFERENCE, NoteOutcome.NO_SHOW, False),
        (NoteKind.EMAIL, NoteOutcome.SENT, False),
        (NoteKind.TEXT, NoteOutcome.REPLIED, True),
        (NoteKind.LETTER, NoteOutcome.HANDED, False),  # a letter never reaches anybody
        (NoteKind.OTHER, "", False),
    ],
)
def test_what_reaches_a_person(kind, outcome, reached):
    assert reaches(kind, outcome) is reached


@pytest.mark.parametrize(
    ("kind", "outcome", "reached", "came"),
    [
        (NoteKind.CALL, NoteOutcome.SPOKE, True, Came.REACHED),
        (NoteKind.CALL, NoteOutcome.VOICEMAIL, False, Came.ATTEMPT),
        (NoteKind.CALL, NoteOutcome.NO_ANSWER, False, Came.ATTEMPT),
        (NoteKind.CALL, NoteOutcome.MAILBOX_FULL, False, Came.MISSED),
        (NoteKind.CALL, NoteOutcome.WRONG_NUMBER, False, Came.MISSED),
        (NoteKind.CALL, "", False, Came.ATTEMPT),
        (NoteKind.EMAIL, NoteOutcome.SENT, False, Came.ATTEMPT),
        (NoteKind.TEXT, NoteOutcome.BOUNCED, False, Came.MISSED),
        (
            NoteKind.VISIT,
            NoteOutcome.DOOR_NOT_HERE,
            False,
            Came.ATTEMPT,
        ),  # a neighbor may be wrong
        (NoteKind.LETTER, NoteOutcome.HANDED, False, Came.SILENT),
        (NoteKind.OTHER, "", False, Came.SILENT),
    ],
)
def test_an_attempt_is_told_apart_from_what_could_reach_nobody(kind, outcome, reached, came):
    assert came_of(kind, outcome, reached=reached) == came


@pytest.mark.parametrize("outcome", [NoteOutcome.MAILBOX_FULL, NoteOutcome.WRONG_NUMBER])
def test_what_could_reach_nobody_is_no_effort(outcome):
    offer = (NoteKind.CALL, Purpose.CONFERENCE_48262, WithWhom.SOMEONE)
    assert is_conference_effort(*offer, NoteOutcome.NO_ANSWER)
    assert not is_conference_effort(*offer, outcome)


@pytest.mark.parametrize("outcome", sorted(NOT_OFFERED))
def test_a_door_where_no_parent_was_is_an_attempt_and_no_effort(outcome):
    assert came_of(NoteKind.VISIT, outcome, reached=False) == Came.ATTEMPT
    offer = (NoteKind.VISIT, Purpose.CONFERENCE_48262, WithWhom.ADULT)
    assert is_conference_effort(*offer, NoteOutcome.DOOR_NOBODY)
    assert not is_conference_effort(*offer, outcome)


def test_only_what_was_unsafe_is_written_without_words():
    assert {one for one in NoteOutcome if is_untold(one)} == {NoteOutcome.DOOR_UNSAFE}


def test_every_kind_has_its_outcomes_and_its_way():
    assert set(OUTCOMES) == set(METHODS) == set(NoteKind.values)
    assert len(OUTCOMES[NoteKind.VISIT]) == 8
    used = {outcome for outcomes in OUTCOMES.values() for outcome in outcomes}
    assert used == {outcome for outcome in NoteOutcome if outcome}


def test_an_outcome_of_another_kind_does_not_fit():
    assert outcome_fits(NoteKind.CALL, NoteOutcome.SPOKE)
    assert outcome_fits(NoteKind.CALL, "")
    assert not outcome_fits(NoteKind.CALL, NoteOutcome.DOOR_SPOKE)
    assert not outcome_fits("nonsense", NoteOutcome.SPOKE)


@pytest.mark.parametrize(
    ("kind", "purpose", "with_whom", "effort"),
    [
        (NoteKind.CALL, Purpose.CONFERENCE_48262, WithWhom.ADULT, True),
        # an attempt that nobody answered
        (NoteKind.CALL, Purpose.CONFERENCE_48262, WithWhom.NOBODY, True),
        # parents are to be asked
        (NoteKind.CALL, Purpose.CONFERENCE_48262, WithWhom.STUDENT, False),
        (NoteKind.OTHER, Purpose.CONFERENCE_48262, WithWhom.NOBODY, False),  # nobody was asked
        (NoteKind.OTHER, Purpose.CONFERENCE_48262, WithWhom.ADULT, True),
        (NoteKind.CALL, Purpose.ATTENDANCE, WithWhom.ADULT, False),
    ],
)
def test_what_is_a_conference_effort(kind, purpose, with_whom, effort):
    assert is_conference_effort(kind, purpose, with_whom) is effort


@pytest.mark.parametrize(
    ("kind", "outcome", "with_whom", "effort"),
    [
        (NoteKind.CONFERENCE, NoteOutcome.HELD, WithWhom.ADULT, True),
        (NoteKind.CONFERENCE, NoteOutcome.HELD, WithWhom.STUDENT, False),
        (NoteKind.CONFERENCE, NoteOutcome.NO_SHOW, WithWhom.ADULT, False),
        (NoteKind.MEETING, NoteOutcome.HELD, WithWhom.ADULT, False),
    ],
)
def test_a_conference_that_was_held_is_an_effort(kind, outcome, with_whom, effort):
    assert is_conference_effort(kind, Purpose.ATTENDANCE, with_whom, outcome) is effort


@pytest.mark.parametrize(
    ("wrote_all", "is_concerned", "reasons"),
    [
        (True, True, set(WhyTakenBack) - {WhyTakenBack.UNDONE}),
        (True, False, set(WhyTakenBack) - {WhyTakenBack.UNDONE}),
        (False, True, {WhyTakenBack.OTHER_STUDENT, WhyTakenBack.TWICE}),
        (False, False, set()),
    ],
)
def test_nobody_buries_what_a_colleague_wrote(wrote_all, is_concerned, reasons):
    said = reasons_to_withdraw(wrote_all=wrote_all, is_concerned=is_concerned)
    assert set(said) == reasons
