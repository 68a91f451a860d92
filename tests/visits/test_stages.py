"""What may become of a visit, move by move: the table, and the actions that obey it."""

from uuid import uuid4

import pytest
from django.utils import timezone

from contacts.models import Note
from tests.factories import TODAY, NoteFactory, VisitFactory
from tests.visits.world import at_the_door, logged, now
from visits.actions import (
    NothingWritten,
    VisitMoved,
    VisitPlan,
    call_off,
    change_visit,
    confirm,
    leave,
    resume,
    stay,
    validate,
)
from visits.choices import AHEAD, VisitState, WhyOff
from visits.models import Visit, VisitStep
from visits.rules.stages import VISIT_STAGES

PLANNED, CONFIRMED, THERE, OUT, VALIDATED, OFF = VisitState
# From where each verb may start, and where it leads.
TABLE = {
    "change": ([PLANNED, CONFIRMED], PLANNED),
    "confirm": ([PLANNED], CONFIRMED),
    "arrive": ([PLANNED, CONFIRMED], THERE),
    "stay": ([THERE], THERE),
    "leave": ([THERE], OUT),
    "log": ([PLANNED, CONFIRMED, THERE, OUT, OFF], OUT),
    "validate": ([OUT], VALIDATED),
    "call_off": ([PLANNED, CONFIRMED], OFF),
    "resume": ([OFF], PLANNED),
}


@pytest.mark.parametrize("verb", TABLE)
def test_the_table_of_moves(verb):
    starts, to = TABLE[verb]
    allowed = [state for state in VisitState if VISIT_STAGES.allows(verb, state)]
    assert (allowed, VISIT_STAGES.moves[verb].to) == (starts, to)


def test_the_table_is_whole():
    assert list(TABLE) == list(VISIT_STAGES.moves)


@pytest.fixture
def people(counselor, partner, watcher):
    return counselor, partner, watcher


def visit_in(state, people, student):
    """A visit of the counselor and the partner in a stage, as if they had come there."""
    goes, partner, watcher = people
    moment = timezone.now()
    more = {
        THERE: {"watcher": watcher, "went_at": moment, "back_by": moment},
        OUT: {"back_at": moment},
        OFF: {"why_off": WhyOff.OTHER},
    }.get(state, {})
    if state in (OUT, VALIDATED):
        more["note"] = NoteFactory(about_student=student, author=goes)
    return VisitFactory(goes=goes, partner=partner, state=state, about_student=student, **more)


def move(verb, visit, people):
    """Make a move by whoever makes it."""
    goes, partner, watcher = people
    sent = {"visit": visit, "client_uuid": uuid4()}
    match verb:
        case "change":
            new = VisitPlan(day=TODAY, goes=goes.pk, partner=partner.pk)
            return change_visit(now(goes), plan=new, **sent)
        case "confirm":
            return confirm(now(partner), **sent)
        case "arrive":
            return at_the_door(goes, visit, watcher)
        case "stay":
            return stay(now(goes), minutes=10, **sent)
        case "leave":
            return leave(now(goes), **sent)
        case "validate":
            return validate(now(partner), **sent)
        case "call_off":
            return call_off(now(goes), why=WhyOff.FAMILY, **sent)
    return resume(now(goes), **sent)


MADE = [verb for verb in TABLE if verb != "log"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", VisitState)
@pytest.mark.parametrize("verb", MADE)
def test_a_move_is_made_from_its_stages_alone(verb, state, people, district):
    starts, to = TABLE[verb]
    visit = visit_in(state, people, district.ana)
    if state in starts:
        assert move(verb, visit, people).state == to
        assert VisitStep.objects.get().verb == verb
        return
    with pytest.raises((VisitMoved, NothingWritten)):
        move(verb, visit, people)
    visit.refresh_from_db()
    assert visit.state == state
    assert not VisitStep.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("state", VisitState)
def test_what_came_of_it_is_taken_from_every_stage(state, people, district):
    goes, *_ = people
    visit = visit_in(state, people, district.ana)
    before = Note.objects.count()
    logged(goes, visit, district.ana, seen=visit.note_id or 0)
    visit.refresh_from_db()
    assert Note.objects.count() == before + 1
    assert visit.state == (VALIDATED if state == VALIDATED else OUT)
    assert visit.why_off == ""
    assert (visit.back_at is not None) == (state in (THERE, OUT))


@pytest.mark.parametrize("state", VisitState)
def test_ahead_is_where_nobody_has_gone(state):
    assert Visit(state=state).is_ahead == (state in AHEAD)
