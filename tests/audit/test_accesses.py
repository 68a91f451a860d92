"""The log of readings: the statement that writes it names every column that it has."""

import re

from django.conf import settings

from audit.actions import record_accesses
from audit.models import AccessEvent
from core import sql
from tests.factories import UserFactory

MADE_BY_THE_DATABASE = {"id", "at"}


def test_every_column_is_written():
    columns = {field.column for field in AccessEvent._meta.concrete_fields}
    statement = sql.statement(str(settings.BASE_DIR / "audit/actions.py"), "record_accesses")
    [named] = re.findall(r"audit_accessevent \((.+?)\)", statement, re.DOTALL)
    read = re.findall(r"(\w+) (?:text|bigint|integer|inet)", statement)
    assert set(re.split(r",\s+", named)) == set(read) == columns - MADE_BY_THE_DATABASE


def test_what_is_written_is_what_was_said(db):
    said = {
        "actor_kind": "user",
        "actor_id": str(UserFactory().pk),
        "actor_name": "Ana “A” O'Neill",
        "access": "read",
        "page": "student",
        "student_ids": [3, 1],
        "rows": 2,
        "grants": [9],
        "reason": "why",
        "address": "2001:db8::1",
        "request_id": "r1",
    }
    record_accesses([AccessEvent(**said)])
    [event] = AccessEvent.objects.values(*said)
    assert event == said
