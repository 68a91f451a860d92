"""The table of an import's states: what the queue, the worker and people may make of a run."""

import pytest

from accounts.choices import Permission
from audit.models import AuditEvent
from core.stages import NotNow
from sis.actions import uploads
from sis.actions.uploads import CannotBeOverridden, NeedsAnotherPerson
from sis.choices import RunState
from sis.models import ImportRun
from sis.rules.stages import BUSY_STATES, CLAIMED, IMPORT_STAGES
from tests.factories import ImportRunFactory, UserFactory, act


def test_every_state_can_be_reached_and_only_ends_lead_nowhere():
    reached = {RunState.UPLOADED, *(move.to for move in IMPORT_STAGES.moves.values())}
    assert reached == set(RunState)
    ends = [state for state in RunState if not IMPORT_STAGES.verbs(state)]
    assert ends == [RunState.APPLIED, RunState.DISCARDED]


def test_what_the_worker_does_takes_no_permission_and_what_people_do_takes_one():
    people = {verb: move.who for verb, move in IMPORT_STAGES.moves.items() if move.who}
    assert people == {
        "approve": Permission.IMPORT_RUN,
        "override": Permission.IMPORT_OVERRIDE,
        "discard": Permission.IMPORT_RUN,
        "retry": Permission.IMPORT_RUN,
    }
    assert {*BUSY_STATES} == {*CLAIMED.keys(), *CLAIMED.values()}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["approve", "override", "discard", "retry"])
@pytest.mark.parametrize("state", RunState.values)
def test_a_person_moves_a_run_from_the_states_of_the_table_alone(verb, state):
    is_partial = verb == "retry"
    run = ImportRunFactory(state=state, report={"files": {"marks.csv": {}}}, is_partial=is_partial)
    change = getattr(uploads, verb)
    ana = act(UserFactory())
    if IMPORT_STAGES.allows(verb, state):
        assert change(ana, run=run).state == IMPORT_STAGES.moves[verb].to
    else:
        with pytest.raises(NotNow):
            change(ana, run=run)
    run.refresh_from_db()
    moved = IMPORT_STAGES.allows(verb, state)
    assert run.state == (IMPORT_STAGES.moves[verb].to if moved else state)


@pytest.mark.django_db
def test_an_override_that_is_refused_changes_nothing():
    ana = act(UserFactory())
    unread = ImportRunFactory(state=RunState.REFUSED)
    own = ImportRunFactory(
        state=RunState.REFUSED,
        report={"files": {"marks.csv": {}}},
        created_by_id=ana.actor.id,
    )
    with pytest.raises(CannotBeOverridden, match="nothing to apply"):
        uploads.override(ana, run=unread)
    with pytest.raises(NeedsAnotherPerson, match="a second person"):
        uploads.override(ana, run=own)
    kept = ImportRun.objects.values_list("state", "allow_drop", "override_by")
    assert set(kept) == {(RunState.REFUSED, False, "")}


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["created", "approved"])
def test_whoever_sent_or_approved_an_import_does_not_override_it(part):
    ana, ben = act(UserFactory()), act(UserFactory())
    run = ImportRunFactory(
        state=RunState.REFUSED,
        report={"files": {"marks.csv": {}}},
        **{f"{part}_by_id": ana.actor.id},
    )
    with pytest.raises(NeedsAnotherPerson):
        uploads.override(ana, run=run)
    run.refresh_from_db()
    assert (run.state, run.allow_drop) == (RunState.REFUSED, False)
    assert uploads.override(ben, run=run).allow_drop
    event = AuditEvent.objects.get(action="import.override")
    assert (event.actor_id, event.target_id) == (ben.actor.id, str(run.pk))
