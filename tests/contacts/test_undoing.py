"""A note just written is undone: it counts for nothing, its tasks with it, and nothing is lost."""

from datetime import timedelta

import pytest

from attendance.models import ProcessStep
from audit.actions import record
from cases.models import LastReached
from contacts.actions import amend_note, edit_note, log_note, sign_note, undo_note, withdraw_note
from contacts.actions.notes import NextStep
from contacts.choices import Purpose, WhyTakenBack
from contacts.models import Note, NoteWithdrawal
from contacts.queries.timeline import timeline
from contacts.rules import REASONS
from core.undo import HasMovedOn, NothingToUndo, TenMinutesOver
from tasks.choices import TaskKind
from tasks.models import Task
from tests.contacts.world import NOW, UUID_1, UUID_2, contact
from tests.factories import TODAY, CaseFactory, TaskFactory, act

SOON = NOW + timedelta(minutes=5)
CALL = NextStep(TaskKind.CONTACT, "Call again", TODAY)


def logged(who, student, *, next_step=None, **values):
    return log_note(
        act(who, at=NOW),
        client_uuid=UUID_1,
        students=[student],
        contact=contact(**values),
        next_step=next_step,
    )


def undone(who, note, *, at=NOW, now=SOON):
    return undo_note(act(who, at=now), note=note, done_at=at)


def state_of(task):
    return Task.objects.get(pk=task.pk).state


def test_an_undone_note_counts_for_nothing_and_stays_on_file(district, who):
    note = logged(who, district.ana, purpose=Purpose.CONFERENCE_48262)
    said = undone(who, note)
    assert (said.amends, said.reached) == (note, False)
    assert Note.objects.count() == 2
    assert NoteWithdrawal.objects.get().reason == WhyTakenBack.UNDONE
    assert not LastReached.objects.filter(on__isnull=False).exists()
    assert not ProcessStep.objects.filter(withdrawn_at=None).exists()
    [told, *_] = [one for one in timeline(district.ana.pk) if one.title == "Call withdrawn"]
    assert told.facts == ("Undone at once by whoever wrote it",)


def test_undone_twice_it_is_once_also_after_ten_minutes(district, who):
    note = logged(who, district.ana)
    assert undone(who, note) == undone(who, note, now=NOW + timedelta(hours=2))
    assert NoteWithdrawal.objects.count() == 1


def test_its_next_step_is_gone_with_it(district, who):
    CaseFactory(student=district.ana, owner=who)
    note = logged(who, district.ana, next_step=CALL)
    task = Task.objects.get()
    undone(who, note)
    assert state_of(task) == "dismissed"


def test_a_call_that_a_rule_had_asked_for_is_to_be_made_again(district, who):
    CaseFactory(student=district.ana, owner=who)
    asked = {"kind": TaskKind.CONTACT, "evidence": {"absences": [TODAY.isoformat()]}}
    task = TaskFactory(student=district.ana, owner=who, **asked)
    note = logged(who, district.ana)
    assert state_of(task) == "done"
    undone(who, note)
    assert state_of(task) == "open"


def test_once_its_next_step_was_done_the_note_stands(district, who, boss):
    note = logged(who, district.ana, next_step=CALL)
    soon = act(boss, at=NOW + timedelta(seconds=1))
    record(soon, action="task.done", target_kind="task", target_id=Task.objects.get().pk)
    with pytest.raises(HasMovedOn):
        undone(who, note)
    assert not NoteWithdrawal.objects.exists()


def changed(who, note):
    better = contact(text="Better.")
    edit_note(act(who, at=NOW + timedelta(seconds=1)), note=note, version=1, contact=better)


def signed(who, note):
    sign_note(act(who, at=NOW + timedelta(seconds=1)), note=note)


def amended(who, note):
    later = act(who, at=NOW + timedelta(seconds=1))
    signed(who, note)
    amend_note(later, note=note, client_uuid=UUID_2, contact=contact(text="Better."))


@pytest.mark.parametrize("change", [changed, signed, amended])
def test_once_it_was_changed_it_is_corrected_and_not_undone(district, who, change):
    note = logged(who, district.ana)
    change(who, note)
    with pytest.raises(HasMovedOn):
        undone(who, note)


@pytest.mark.parametrize("action", ["packet.built", "packet.ordered", "referral.sent"])
def test_once_something_leans_on_it_it_stands(district, who, boss, action):
    note = logged(who, district.ana)
    soon = act(boss, at=NOW + timedelta(seconds=1))
    given = {"target_kind": "packet", "target_id": 1}
    record(soon, action=action, student_id=district.ben.pk, **given)
    record(soon, action=action, student_id=district.ana.pk, **given)
    with pytest.raises(HasMovedOn):
        undone(who, note)


def test_what_is_about_another_student_is_no_obstacle(district, who, boss):
    note = logged(who, district.ana)
    given = {"target_kind": "packet", "target_id": 1, "student_id": district.ben.pk}
    record(act(boss, at=SOON), action="packet.built", **given)
    assert undone(who, note)


def test_nobody_undoes_what_another_wrote_nor_at_another_moment(district, who, boss):
    note = logged(who, district.ana)
    with pytest.raises(NothingToUndo):
        undone(boss, note)
    with pytest.raises(NothingToUndo):
        undone(who, note, at=NOW - timedelta(seconds=1))


def test_after_ten_minutes_it_is_withdrawn_with_a_reason(district, who):
    note = logged(who, district.ana)
    with pytest.raises(TenMinutesOver):
        undone(who, note, now=NOW + timedelta(minutes=11))
    assert withdraw_note(act(who, at=SOON), note=note, reason=WhyTakenBack.TWICE, manages=False)


def test_nobody_chooses_the_reason_that_undo_gives():
    assert WhyTakenBack.UNDONE not in REASONS
    assert len(REASONS) == len(WhyTakenBack) - 1
