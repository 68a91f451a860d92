"""Who acts and when: one act names the person, the moment and the request in all it writes."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from audit.actions import command, job, record, record_many
from audit.models import AuditEvent
from audit.rules import Act, Actor, NotAPerson
from tests.factories import UserFactory, act

MOMENT = datetime(2026, 11, 19, 2, 30, tzinfo=UTC)  # still the 18th in the district
ANA = Actor("user", "12", "Ana")


def test_an_act_of_a_person_has_their_key():
    assert Act(ANA, MOMENT, date(2026, 11, 18)).person == 12
    assert ANA.key == "user:12"


@pytest.mark.parametrize("kind", ["job", "command", "seat"])
def test_nothing_else_is_taken_for_a_person(kind):
    with pytest.raises(NotAPerson):
        _ = Act(Actor(kind, "7", "x"), MOMENT, date(2026, 11, 18)).person


@pytest.mark.parametrize(("make", "kind"), [(job, "job"), (command, "command")])
def test_a_job_and_a_command_act_from_now_on(make, kind):
    with time_machine.travel(MOMENT, tick=False):
        made = make("nightly")
    assert made == Act(Actor(kind, "nightly", "nightly"), MOMENT, date(2026, 11, 18), "")


def test_a_row_of_the_audit_has_the_acts_person_moment_and_request(db):
    event = record(
        Act(ANA, MOMENT, date(2026, 11, 18), "r1"),
        action="case.opened",
        target_kind="case",
        target_id=5,
        student_id=9,
    )
    event.refresh_from_db()
    assert (event.actor_kind, event.actor_id, event.actor_name) == ("user", "12", "Ana")
    assert (event.at, event.request_id) == (MOMENT, "r1")
    assert (event.target_id, event.student_id, event.detail) == ("5", 9, {})


def test_many_rows_of_one_act_are_one_statement(db, django_assert_num_queries):
    made = act(UserFactory())
    with django_assert_num_queries(1):
        record_many(
            made,
            action="case.opened",
            target_kind="case",
            targets=[(key, key, {}) for key in range(1, 8)],
        )
    assert set(AuditEvent.objects.values_list("at", "actor_id")) == {(made.at, made.actor.id)}
