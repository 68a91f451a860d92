"""What must be said of each kind of letter: whatever is missing fails here, by its name."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from attendance.choices import EvidenceKind
from attendance.rules.steps import may_complete
from law.packs import load_pack
from letters.choices import CAUSE_OF, NoticeKind
from letters.clauses import templates
from letters.models import Notice
from letters.queries.kinds import SPECS, rule_of
from tests.factories import TODAY, YEAR

ROOT = Path(settings.BASE_DIR)
OURS = [path for path in ROOT.iterdir() if (path / "__init__.py").exists()]

CALIFORNIA = load_pack("california")


def test_each_kind_has_a_line_in_the_table_and_a_cause():
    assert set(SPECS) == set(NoticeKind.values) == set(CAUSE_OF)
    assert {kind: spec.kind for kind, spec in SPECS.items()} == {k: k for k in SPECS}
    assert {kind: spec.cause for kind, spec in SPECS.items()} == CAUSE_OF


def test_each_kind_has_a_name_of_its_own():
    assert len(set(NoticeKind.labels)) == len(NoticeKind)
    assert all(kind.label != kind.value for kind in NoticeKind)


def test_each_kind_has_a_wording_and_each_wording_a_kind():
    assert {template.key for template in templates(CALIFORNIA)} == set(NoticeKind.values)


@pytest.mark.parametrize("spec", SPECS.values(), ids=lambda spec: spec.kind)
def test_each_kind_says_what_its_words_must_say(spec):
    assert rule_of(spec.kind, CALIFORNIA).elements_on(TODAY).says


@pytest.mark.parametrize("spec", SPECS.values(), ids=lambda spec: spec.kind)
def test_a_letter_may_complete_the_step_of_its_kind_and_says_what_its_twin_is(spec):
    assert spec.step is None or may_complete(spec.step, EvidenceKind.NOTICE)
    assert bool(spec.step) == bool(spec.twin)


def test_the_database_knows_each_kind_and_no_other(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname = 'notice_kind_has_its_cause'"
        )
        [(text,)] = cursor.fetchall()
    assert set(re.findall(r"'(\w+)'", text)) == set(NoticeKind.values)


@pytest.mark.parametrize("values", [{"kind": "other", "referral": 1}, {"referral": 1}])
def test_the_database_refuses_a_kind_without_its_cause(district, values):
    with pytest.raises(IntegrityError, match="notice_kind_has_its_cause"), transaction.atomic():
        Notice.objects.create(
            student=district.ana,
            school=district.oak,
            school_year=YEAR,
            due_by=TODAY,
            **{"kind": NoticeKind.FIRST_NOTICE, **values},
        )


def test_no_statement_names_a_kind():
    literal = re.compile("|".join(f"'{kind}'" for kind in NoticeKind.values))
    named = [
        str(path.relative_to(ROOT))
        for package in OURS
        if package.name not in ("tests", "bench")
        for path in [*package.rglob("*.sql"), *package.rglob("*.py")]
        if "migrations" not in path.parts and literal.search(path.read_text())
    ]
    assert named == []
