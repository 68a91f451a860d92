"""What the student's page, the packet and the timeline tell of a letter, from its events."""

from datetime import date

import pytest

from attendance.models import ProcessStep
from audit.rules import Actor
from letters.actions.events import happened
from letters.actions.steps import complete_again
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, LetterEvent, Notice
from letters.queries.detail import (
    NOT_VISIBLE,
    answer_of,
    detail_of,
    letters_of,
    proof_of,
    with_history,
)
from letters.queries.due import answered
from letters.queries.timeline import timeline
from letters.rules.mailings import mailing_name
from tests.factories import TODAY
from tests.letters.rows import notice_about, printed_letter
from tests.letters.world import BY, acting, later

MAILED = {"mailed_on": "2026-11-17", "channel": "mail", "files": ["b" * 64, "a" * 64]}


@pytest.fixture
def letter(district):
    """A printed letter about Ana, with no event yet."""
    return printed_letter(district.ana, district.oak).notice


def event(notice, kind, *, hours=0, by=BY, **detail):
    happened(acting(by, later(hours=hours)), kind, [notice], details={notice.pk: detail})


def at_stage(notice, stage):
    Notice.objects.filter(pk=notice.pk).update(stage=stage)


def detail(notice):
    return detail_of(with_history(Notice.objects.filter(pk=notice.pk)).get())


def test_what_did_not_happen_yet_is_none(letter):
    told = detail(letter)
    assert (told.approved, told.printed, told.mailed, told.mailed_on) == (None,) * 4
    assert (told.is_unsupported, told.is_not_sent, told.is_begun) == (False, False, True)


def test_what_happened_twice_is_told_as_it_was_last(letter):
    event(letter, EventKind.APPROVED, hours=2, by=Actor("user", "8", "Kim Ode"))
    event(letter, EventKind.APPROVED, hours=1)
    told = detail(letter)
    assert (told.approved.by, told.approved.at) == ("Kim Ode", later(hours=2))


def test_a_letter_that_is_due_again_was_neither_approved_nor_printed(letter):
    for kind in (EventKind.APPROVED, EventKind.PRINTED):
        event(letter, kind)
    assert detail(letter).approved
    at_stage(letter, Stage.DUE)
    told = detail(letter)
    assert (told.approved, told.printed) == (None, None)


@pytest.mark.parametrize(
    ("stage", "on"), [(Stage.MAILED, date(2026, 11, 17)), (Stage.PRINTED, None)]
)
def test_a_mark_that_was_taken_back_is_no_mailing(letter, stage, on):
    event(letter, EventKind.MAILED, **MAILED)
    at_stage(letter, stage)
    told = detail(letter)
    assert (told.mailed_on, bool(told.mailed)) == (on, on is not None)
    assert bool(proof_of([letter.student_id])) is (on is not None)
    assert bool(list(timeline(letter.student_id))) is (on is not None)


@pytest.mark.parametrize(("stage", "flagged"), [(Stage.MAILED, True), (Stage.PRINTED, False)])
def test_a_letter_is_flagged_only_while_it_counts_as_mailed(letter, stage, flagged):
    event(letter, EventKind.UNSUPPORTED)
    at_stage(letter, stage)
    assert detail(letter).is_unsupported is flagged


def test_a_letter_not_to_be_sent_is_told_as_such(letter):
    event(letter, EventKind.NOT_SENT)
    assert detail(letter).is_not_sent


@pytest.mark.parametrize(
    ("state", "failed", "is_begun"),
    [
        (CopyState.QUEUED, 0, False),
        (CopyState.PRINTING, 0, True),
        (CopyState.PRINTED, 0, True),
        (CopyState.FAILED, 1, False),
        (CopyState.WITHDRAWN, 0, False),
    ],
)
def test_the_printer_has_begun_or_a_copy_failed(letter, state, failed, is_begun):
    Copy.objects.filter(notice=letter).update(state=state)
    told = detail(letter)
    assert (told.failed, told.is_begun) == (failed, is_begun)


def test_a_copy_without_a_file_has_no_hash_and_no_pages(letter):
    Copy.objects.create(
        notice=letter, recipient="2", name="Jin", languages=["en"], facts={}, facts_sha256="f" * 64
    )
    [printed, waiting] = detail(letter).copies
    assert (len(printed.sha256), printed.pages, printed.size > 0) == (64, 1, True)
    assert (waiting.sha256, waiting.pages, waiting.size) == ("", 0, 0)
    assert (printed.recipient, waiting.recipient) == ("Mia", "Jin")


def test_a_letter_without_copies_has_no_wording_yet(district):
    notice = notice_about(district.ben, district.oak, stage="due", due_by=TODAY)
    assert (detail(notice).template_version, detail(notice).copies) == ("", ())


def test_letters_are_told_newest_first_and_only_of_those_asked(letter, district):
    second = printed_letter(district.ana, district.oak).notice
    printed_letter(district.ben, district.oak)
    assert [one.pk for one in letters_of([district.ana.pk])] == [second.pk, letter.pk]


# --- Proof -----------------------------------------------------------------------------------


def test_of_a_letter_mailed_again_the_last_time_is_the_proof(letter):
    event(letter, EventKind.MAILED, **MAILED)
    event(letter, EventKind.NOT_MAILED, hours=1, reason="In the drawer.")
    event(letter, EventKind.MAILED, hours=2, **{**MAILED, "mailed_on": "2026-11-18"})
    at_stage(letter, Stage.MAILED)
    [proof] = proof_of([letter.student_id])
    assert (proof.mailed_on, proof.mailing) == (date(2026, 11, 18), 2)
    assert (proof.recorded_at, proof.by) == (later(hours=2), "Ana Reyes")
    [entry] = timeline(letter.student_id)
    assert entry.key == f"letters.notice:{letter.pk}:2"
    assert (entry.text, entry.at) == ("Mailed on Nov 18.", later(hours=2))
    assert entry.title == "First truancy notice sent"


def test_proofs_are_told_in_the_order_in_which_they_were_written_down(letter, district):
    second = printed_letter(district.ana, district.oak).notice
    for notice, hours in ((letter, 2), (second, 1)):
        event(notice, EventKind.MAILED, hours=hours, **MAILED)
        at_stage(notice, Stage.MAILED)
    found = proof_of([district.ana.pk])
    assert [one.notice for one in found] == [second.pk, letter.pk]
    assert proof_of([district.ben.pk]) == []


@pytest.mark.parametrize(("mailing", "name"), [(1, "17"), (2, "17:2"), (10, "17:10")])
def test_a_second_mailing_has_a_name_of_its_own(mailing, name):
    assert mailing_name(17, mailing) == name


# --- Answers ---------------------------------------------------------------------------------

GATE = {"answer": "He agrees.", "needs": ["foster.read", "homeless.read"]}


@pytest.mark.parametrize(
    ("detail", "may", "said"),
    [
        ({}, (), ""),
        ({"answer": "", "needs": ["foster.read"]}, (), ""),
        ({"answer": "He agrees.", "needs": []}, (), "“He agrees.”"),
        (GATE, (), NOT_VISIBLE),
        (GATE, ("foster.read",), NOT_VISIBLE),
        (GATE, ("foster.read", "homeless.read"), "“He agrees.”"),
        (GATE, ("foster.read", "homeless.read", "case.read"), "“He agrees.”"),
        ({"answer": "He agrees."}, (), NOT_VISIBLE),  # of before it said what it needs
    ],
)
def test_an_answer_tells_of_its_question_only_to_who_may_know_it(detail, may, said):
    assert answer_of(LetterEvent(detail=detail), may=may) == said


def test_the_newest_answer_with_which_copies_were_made_counts(letter):
    assert answered(letter) is None
    event(letter, EventKind.APPROVED, answer="First.", questions="q1")
    event(letter, EventKind.REPRINTED, hours=1, answer="Second.", questions="q2")
    event(letter, EventKind.NOT_MAILED, hours=2, answer="No answer.", questions="q3")
    assert (answered(letter).words, answered(letter).questions) == ("Second.", "q2")


def test_copies_made_without_a_question_have_no_answer(letter):
    event(letter, EventKind.APPROVED, answer="First.", questions="q1")
    event(letter, EventKind.APPROVED, hours=1, copies=2)
    assert answered(letter) is None


def test_an_event_is_the_act_s_and_audited_with_its_student(letter):
    event(letter, EventKind.NOT_MAILED, reason="In the drawer.")
    one = LetterEvent.objects.get()
    assert (one.actor_name, one.actor_id, one.at) == (BY.name, BY.id, later())
    assert one.detail == {"reason": "In the drawer."}


def test_nothing_happened_to_no_letter(letter, django_assert_num_queries):
    with django_assert_num_queries(0):
        happened(acting(), EventKind.DUE, [])


@pytest.mark.parametrize("marked", [17, 18])
def test_a_step_that_is_taken_again_is_that_of_the_last_mailing(letter, marked):
    """Of one that was marked later the moment is the end of the office's day."""
    days = {"channel": "mail", "files": []}
    event(letter, EventKind.MAILED, hours=-48, mailed_on="2026-11-16", **days)
    event(letter, EventKind.MAILED, hours=24 * (marked - 18), mailed_on="2026-11-17", **days)
    at_stage(letter, Stage.MAILED)
    complete_again(acting(), [letter])
    step = ProcessStep.objects.get()
    moment = later(hours=-24) if marked == 17 else later(hours=-19)
    assert (step.happened_at, step.detail["mailed_on"]) == (moment, "2026-11-17")
    assert step.evidence_id == mailing_name(letter.pk, 2)
