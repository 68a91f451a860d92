"""That a letter is not to be sent is undone within ten minutes: it goes on where it was."""

from datetime import timedelta

import pytest

from attendance.models import ReportDecision
from audit.models import AuditEvent
from core.undo import NothingToUndo, TenMinutesOver
from letters.actions import do_not_send, follow, print_next, undo_not_sending
from letters.choices import CopyState, Stage
from letters.models import Copy, LetterEvent, Notice
from letters.queries import letters_of
from tests.letters.test_stopping import twin_of  # noqa: F401 - a fixture
from tests.letters.world import JOB, NOON, acting, approved, later

THEN = NOON + timedelta(minutes=30)  # nothing else of these tests happens then
SOON = THEN + timedelta(minutes=3)


@pytest.fixture
def stopped(notice, twin_of):  # noqa: F811 - the fixture
    """A letter that need not go, as far as `begun` says, and is not to be sent."""

    def stop(begun):
        if begun != Stage.DUE:
            approved(notice)
        while begun == Stage.PRINTED and print_next(acting(JOB, later(minutes=1))):
            pass
        twin_of(notice)
        return do_not_send(acting(at=THEN), notice=notice, reason="It had one in October.")

    return stop


def undone(notice, *, at=THEN, now=SOON):
    return undo_not_sending(acting(at=now), notice=notice, done_at=at)


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        (Stage.DUE, None),
        (Stage.APPROVED, CopyState.QUEUED),
        (Stage.PRINTED, CopyState.PRINTED),
    ],
)
def test_it_goes_on_where_it_was(stopped, ana, stage, state):
    letter = stopped(stage)
    assert letters_of([ana.pk])[0].is_not_sent
    assert undone(letter).stage == stage
    assert set(Copy.objects.values_list("state", flat=True)) == ({state} - {None})
    assert not letters_of([ana.pk])[0].is_not_sent


def test_undone_twice_it_is_once_and_both_stay_to_be_read(stopped):
    letter = stopped(Stage.PRINTED)
    undone(letter)
    undone(letter, now=later(days=1))
    kinds = letter.events.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["not_sent", "goes_on"]
    assert AuditEvent.objects.filter(action="letter.goes_on").count() == 1


def test_after_it_the_letter_is_mailed_or_stopped_anew(stopped, ana):
    letter = stopped(Stage.PRINTED)
    undone(letter)
    do_not_send(acting(at=later(hours=1)), notice=letter, reason="It had one after all.")
    assert letters_of([ana.pk])[0].is_not_sent
    assert Notice.objects.get().stage == Stage.WITHDRAWN


def test_after_it_the_letter_follows_the_verdicts_on_its_report_again(stopped):
    letter = undone(stopped(Stage.PRINTED))
    for verdict, stage in (("withdrawn", Stage.WITHDRAWN), ("upheld", Stage.PRINTED)):
        ReportDecision.objects.create(
            report_id=letter.report_id, verdict=verdict, reason="x", decided_by="y"
        )
        follow(acting(JOB, later(hours=1)))
        assert Notice.objects.get().stage == stage


def test_only_who_did_it_at_that_moment_for_ten_minutes(stopped):
    letter = stopped(Stage.DUE)
    for at in (None, THEN - timedelta(seconds=1)):
        with pytest.raises(NothingToUndo):
            undone(letter, at=at)
    with pytest.raises(NothingToUndo):
        undo_not_sending(acting(JOB, SOON), notice=letter, done_at=THEN)
    with pytest.raises(TenMinutesOver):
        undone(letter, now=THEN + timedelta(minutes=11))
    assert not LetterEvent.objects.filter(kind="goes_on").exists()
