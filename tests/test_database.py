"""The roles of the database hold: what may not be changed cannot be."""

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from audit.actions import access_event, act_of, record, record_accesses
from audit.choices import Access, ActorKind
from audit.rules import Actor
from tests.conftest import owner_cursor

ANA = act_of(Actor(kind=ActorKind.USER, id="1", name="Ana"))


def current_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def test_tests_run_as_app(db):
    assert current_user() == "app"


def test_jobs_are_tested_as_worker(worker_db):
    assert current_user() == "worker"


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_accessevent"])
@pytest.mark.parametrize(
    "verb", ["UPDATE {} SET actor_name = 'x'", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_audit_only_grows(db, table, verb):
    record(ANA, action="test.done", target_kind="test", target_id=1)
    record_accesses([access_event(ANA, access=Access.READ, page="student", student_ids=[1])])
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(verb.format(table))


def test_committed_world_is_reset(committed):
    record(ANA, action="test.done", target_kind="test", target_id=1)


def test_the_owner_is_stopped_by_the_trigger(committed):
    record(ANA, action="test.done", target_kind="test", target_id=1)
    with pytest.raises(psycopg2.Error, match="append_only"), owner_cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")
