"""What one click did is found by its moment, and is no longer undone once anything followed."""

from datetime import timedelta

import pytest
from django.db.models import Q

from audit.actions import act_of, record
from audit.choices import ActorKind
from audit.queries import done_at, is_followed, to_undo, undo_tag
from audit.rules import Actor
from core.undo import KEPT, HasMovedOn, NothingToUndo, TenMinutesOver, Undoing
from tests.factories import act
from tests.letters.world import NOON

pytestmark = pytest.mark.django_db
WAY = Undoing(("note.logged",), "note", "write", of_target=True, along=("task.made",))
LATER = NOON + timedelta(minutes=9)


def done(who, action="note.logged", *, at=NOON, target=1, student=7):
    """Write down that somebody did something at a moment."""
    kind = action.split(".")[0]
    given = {"target_kind": kind, "target_id": target, "student_id": student}
    return record(act(who, at=at), action=action, **given)


def undone(who, *, at=NOON, now=LATER, target=1, by=None):
    return to_undo(act(who, at=now), WAY, at=at, target=target, by=by)


def test_what_one_click_did_is_found_with_what_went_along(who, boss):
    first, second = done(who), done(who, "task.made", target=5)
    done(boss, target=1, at=NOON - KEPT)
    assert undone(who) == done_at(act(who), NOON) == [first, second]


@pytest.mark.parametrize(
    ("at", "target"), [(None, 1), (NOON + timedelta(microseconds=1), 1), (NOON, 2)]
)
def test_of_no_moment_of_another_one_and_of_another_target_there_is_nothing(who, at, target):
    done(who)
    with pytest.raises(NothingToUndo):
        undone(who, at=at, target=target)


def test_nobody_undoes_what_another_did(who, boss):
    done(boss)
    with pytest.raises(NothingToUndo):
        undone(who)


@pytest.mark.parametrize(
    ("over", "refused"), [(timedelta(0), False), (timedelta(seconds=1), True)]
)
def test_for_ten_minutes(who, over, refused):
    done(who)
    if refused:
        with pytest.raises(TenMinutesOver, match="more than ten minutes"):
            undone(who, now=NOON + KEPT + over)
    else:
        assert undone(who, now=NOON + KEPT + over)


def test_a_click_that_did_more_is_not_undone_in_part(who):
    done(who)
    done(who, "visit.logged")
    with pytest.raises(HasMovedOn):
        undone(who)


@pytest.mark.parametrize(("action", "target"), [("note.signed", 1), ("task.done", 5)])
def test_what_somebody_did_with_any_of_it_since_stands(who, boss, action, target):
    done(who)
    done(who, "task.made", target=5)
    done(boss, action, target=target, at=NOON + timedelta(seconds=1))
    with pytest.raises(HasMovedOn):
        undone(who)


def test_what_is_about_something_else_or_was_before_is_no_obstacle(who, boss):
    done(boss, "note.signed", at=NOON - timedelta(seconds=1))
    done(who)
    done(boss, "note.signed", target=2, at=LATER)
    assert undone(who)


def test_what_follows_for_the_student_may_be_named(who):
    done(who)
    built = Q(student_id=7, action="packet.built")
    assert undone(who, by=built)
    job = act_of(Actor(ActorKind.JOB, "packets", "packets"))
    given = {"target_kind": "packet", "target_id": 3, "student_id": 7}
    record(job, action="packet.built", **given)
    with pytest.raises(HasMovedOn):
        undone(who, by=built)


def test_a_look_is_nothing(who):
    made = done(who)
    record(act(who, at=LATER), action="letter.downloaded", target_kind="note", target_id=1)
    assert not is_followed([made])


@pytest.mark.parametrize(("opens", "without"), [("", ""), ("/notes/1/", "open /notes/1/")])
def test_a_message_offers_undo_of_what_changed_something(who, opens, without):
    way = WAY._replace(page="contacts:undo")
    assert undo_tag(act(who), way, 1, opens=opens) == without
    done(who, at=act(who).at)
    assert undo_tag(act(who), way, 1, opens=opens).split(" ")[:2] == ["undo", "/notes/1/undo"]


def test_what_was_undone_before_is_nothing_to_undo_and_not_moved_on(who, boss):
    done(who)
    done(who, "note.undone", at=NOON + timedelta(seconds=1))
    done(boss, "note.signed", at=NOON + timedelta(seconds=2))
    with pytest.raises(NothingToUndo):
        undone(who)


def test_what_was_undone_and_done_anew_is_undone_anew(who):
    done(who)
    done(who, "note.undone", at=NOON + timedelta(seconds=1))
    again = NOON + timedelta(seconds=2)
    made = done(who, at=again)
    assert undone(who, at=again) == [made]
