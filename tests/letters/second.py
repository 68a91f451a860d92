"""A second kind of letter that only tests know: a referral calls for it, and no law asks for it."""

from datetime import date

import pytest
from django.db import models

from core.canonical import digest
from law.packs import Elements, WordingRule
from letters.choices import Cause
from letters.clauses import words
from letters.models import LetterTemplate, Notice
from letters.queries import kinds
from letters.queries.facts import LetterFacts
from letters.queries.kinds import NoticeSpec
from tests.conftest import owner_cursor
from tests.factories import TODAY, YEAR

CONSTRAINT = "notice_kind_has_its_cause"
DEFINITION = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s"


class SecondKind(models.TextChoices):
    SECOND = "second", "Second letter"


SPEC = NoticeSpec(
    kind=SecondKind.SECOND,
    cause=Cause.REFERRAL,
    facts_of=lambda notices: {notice.pk: LetterFacts("second 1", {}) for notice in notices},
    wording=WordingRule("TEST 1", (Elements(date.min, {"a": {"en": "come and meet"}}, {}),)),
)


@pytest.fixture(scope="module")
def second_in_database(django_db_setup):
    """Let the database of the test know the kind, for as long as the module's tests run."""
    with owner_cursor() as cursor:
        cursor.execute(DEFINITION, [CONSTRAINT])
        [(known,)] = cursor.fetchall()
        cursor.execute(f"ALTER TABLE letters_notice DROP CONSTRAINT {CONSTRAINT}")
    yield
    with owner_cursor() as cursor:
        cursor.execute(f"ALTER TABLE letters_notice ADD CONSTRAINT {CONSTRAINT} {known}")


@pytest.fixture
def second_kind(second_in_database, monkeypatch):
    monkeypatch.setitem(kinds.SPECS, SecondKind.SECOND.value, SPEC)


def second_letter(student, school, *, referral=1, **values):
    """A notice of the second kind that is due."""
    return Notice.objects.create(
        student=student,
        school=school,
        school_year=YEAR,
        kind=SecondKind.SECOND,
        due_by=TODAY,
        **{"referral": referral, **values},
    )


def approve_second_wording():
    content = {
        "title": "Come and meet",
        "statute": "TEST 1",
        "words": words()["en"],
        "clauses": [
            {"key": "a", "element": "a", "slot": "", "text": "Please come and meet {first_name}."}
        ],
    }
    return LetterTemplate.objects.create(
        key=SecondKind.SECOND,
        version="1",
        language="en",
        sha256=digest(content),
        content=content,
        effective_from=date(2026, 7, 1),
        approved_by="Dana Director",
    )
