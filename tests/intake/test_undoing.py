"""The last step of a request is undone within ten minutes, and stays on record as undone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.models import AuditEvent
from cases.actions import do
from core.undo import HasMovedOn, NothingToUndo, TenMinutesOver
from intake.actions import GivenAnswer, answer, close, pause, reopen, take, undo_step
from intake.choices import ReplyHow, RequestOutcome, RequestState, WhyPaused
from intake.models import HelpRequest, RequestStep
from intake.queries.timeline import timeline
from intake.rules.stages import BACK
from tasks.choices import TaskKind
from tests.factories import TODAY, HelpRequestFactory, TaskFactory, UserFactory, act
from tests.letters.world import NOON
from tests.world import hire, sign_in

pytestmark = pytest.mark.django_db
DAY, SOON = timedelta(days=1), NOON + timedelta(minutes=3)
ANSWER = GivenAnswer(ReplyHow.PHONE, TODAY, "He has a ride from Monday.")
NEW = {}
TAKEN = {"state": "taken"}
PAUSED = {"state": "paused", "pause_reason": WhyPaused.AWAY, "paused_until": TODAY + DAY}
ANSWERED = {"state": "answered", "answered_on": TODAY - DAY}
CLOSED = {"state": "closed", "answered_on": TODAY - DAY, "outcome": RequestOutcome.TALKED}
COLUMNS = ("state", "owner_id", "answered_on", "pause_reason", "paused_until", "outcome", "due_on")


def taken(by, made):
    return take(act(by, at=NOON), request=made, client_uuid=uuid4())


def answered(by, made):
    return answer(act(by, at=NOON), request=made, client_uuid=uuid4(), told=ANSWER)


def paused(by, made):
    rests = {"why": WhyPaused.FAMILY, "until": TODAY + 7 * DAY}
    return pause(act(by, at=NOON), request=made, client_uuid=uuid4(), **rests)


def closed(by, made):
    outcome = RequestOutcome.NO_NEED
    return close(act(by, at=NOON), request=made, client_uuid=uuid4(), outcome=outcome)


def opened(by, made):
    return reopen(act(by, at=NOON), request=made, client_uuid=uuid4())


def undone(by, made, *, at=NOON, now=SOON):
    return undo_step(act(by, at=now), request=made, done_at=at)


def asked(district, **values):
    owner = UserFactory() if "state" in values else None
    return HelpRequestFactory(student=district.ana, owner=owner, **values)


def columns_of(made):
    return HelpRequest.objects.filter(pk=made.pk).values_list(*COLUMNS).get()


@pytest.mark.parametrize(
    ("step", "before"),
    [
        (taken, NEW),
        (taken, PAUSED),
        (taken, ANSWERED),
        (answered, NEW),
        (answered, PAUSED),
        (answered, ANSWERED),
        (paused, NEW),
        (paused, PAUSED),
        (closed, ANSWERED),
        (opened, CLOSED),
    ],
)
def test_it_is_as_it_was_before_whatever_was_done(counselor, district, step, before):
    made = asked(district, **before)
    was = columns_of(made)
    step(counselor, made)
    undone(counselor, made)
    assert columns_of(made) == was
    assert [one.verb for one in made.steps.order_by("pk")][1:] == ["undo"]


def test_undone_twice_it_is_once(counselor, district):
    made = taken(counselor, asked(district))
    undone(counselor, made)
    undone(counselor, made, now=NOON + 2 * DAY)
    assert AuditEvent.objects.filter(action="request.undone").count() == 1


def test_what_somebody_did_with_it_since_stands(counselor, district):
    made = taken(counselor, asked(district))
    other = act(UserFactory(), at=NOON + timedelta(seconds=1))
    take(other, request=made, client_uuid=uuid4())
    with pytest.raises(HasMovedOn):
        undone(counselor, made)
    assert RequestStep.objects.count() == 2


def test_one_step_after_the_other_is_not_undone_backwards(counselor, district):
    made = taken(counselor, asked(district))
    later = act(counselor, at=NOON + timedelta(seconds=9))
    answer(later, request=made, client_uuid=uuid4(), told=ANSWER)
    undone(counselor, made, at=later.at)
    with pytest.raises(HasMovedOn):
        undone(counselor, made)


@pytest.mark.parametrize("at", [None, NOON - timedelta(seconds=1)])
def test_of_another_moment_and_of_others_there_is_nothing(counselor, district, at):
    made = taken(counselor, asked(district))
    for by, moment in ((counselor, at), (UserFactory(), NOON)):
        with pytest.raises(NothingToUndo):
            undone(by, made, at=moment)


def test_for_ten_minutes(counselor, district):
    made = taken(counselor, asked(district))
    with pytest.raises(TenMinutesOver):
        undone(counselor, made, now=NOON + timedelta(minutes=11))


def test_what_a_rule_asked_for_waits_again_with_it(counselor, district):
    made = asked(district, due_on=TODAY - DAY)
    late = {"kind": TaskKind.ANSWER, "evidence": {"request": made.pk}, "key": "late"}
    task = TaskFactory(student=district.ana, **late)
    answered(counselor, made)
    task.refresh_from_db()
    assert task.state == "done"
    undone(counselor, made)
    task.refresh_from_db()
    assert (task.state, task.undo) == ("open", {})


def test_a_task_that_was_done_before_stays_done(counselor, district):
    task = TaskFactory(student=district.ana)
    do(act(counselor, at=NOON - DAY), task=task)
    made = taken(counselor, asked(district))
    undone(counselor, made)
    task.refresh_from_db()
    assert task.state == "done"


def test_the_timeline_tells_what_stands(counselor, district):
    made = answered(counselor, asked(district))
    assert [one.title for one in timeline(district.ana.pk)][1:] == ["Request for help answered"]
    undone(counselor, made)
    assert len(list(timeline(district.ana.pk))) == 1


def test_the_page_keeps_what_was_undone_for_whoever_wrote_it(counselor, district):
    made = asked(district)
    answered(counselor, made)
    undone(counselor, made)
    there = reverse("intake:request", args=[made.pk])
    mine = sign_in(counselor).get(there).content.decode()
    assert ("a ride from Monday" in mine, "Undone" in mine) == (True, True)
    colleague = hire(Role.COUNSELOR, district.oak)
    theirs = sign_in(colleague).get(there).content.decode()
    assert ("a ride from Monday" in theirs, "Only whoever wrote it" in theirs) == (False, True)


def test_every_state_can_be_come_back_to():
    assert BACK.moves.keys() == set(RequestState)
