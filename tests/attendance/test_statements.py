"""Every statement of attendance that is written out is whole: the database can plan it as it stands."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection

from attendance.actions.assess import assess
from attendance.actions.due import mark_due
from attendance.actions.steps import Step, settle_notices, take, withdraw
from attendance.actions.weeks import count_weeks
from attendance.choices import EvidenceKind, Status, StepKind
from attendance.models import DayOutcome, Standing
from attendance.queries import explain
from attendance.queries.brief import brief
from attendance.queries.doubts import doubts
from attendance.queries.judging import in_front, judged
from attendance.queries.kinds import KINDS
from attendance.queries.news import read_news
from attendance.queries.proofs import proofs
from attendance.queries.proposals import proposals
from attendance.queries.reports import due_by_school, due_reports
from attendance.queries.siblings import concerns_of
from attendance.queries.sought import holds_of_sought
from attendance.queries.standings import export_rows
from attendance.queries.waiting import count_waiting, waiting_among, waiting_reports_of
from attendance.queries.weeks import weeks_of_grades
from core import sql
from law.actions import use_policy
from law.packs import load_pack
from law.packs.statute_tests import declared_tests
from students.models import Student
from tests.attendance.fall_of_2026 import U, on, student_year
from tests.attendance.world import load
from tests.factories import UserFactory, act

FILES = {path.name for path in (Path(settings.BASE_DIR) / "attendance").rglob("sql/*.sql")}
COMMENT = re.compile(r"--[^\n]*")
CAN_BE_PLANNED = re.compile(
    r"(?:--[^\n]*\n|\s)*(?:CREATE TEMP TABLE \w+ (?:ON COMMIT DROP )?AS|INSERT|UPDATE|DELETE|SELECT|WITH)"
)


class Planner:
    """Has the database plan each statement of a file before it is run, and knows which it did."""

    def __init__(self, monkeypatch):
        self.names, self.texts = set(), {}
        self.read, self.run_whole = sql.statement, sql.run
        monkeypatch.setattr(sql, "statement", self.statement)
        monkeypatch.setattr(sql, "run", self.run)
        for name in ("rows", "tuples", "lines"):
            monkeypatch.setattr(sql, name, self.planned_first(getattr(sql, name)))

    def statement(self, beside, name):
        text = self.read(beside, name)
        self.texts[text] = f"{name}.sql"
        return text

    def plan(self, text, values):
        if CAN_BE_PLANNED.match(text):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {text}", values)

    def run(self, text, values=None):
        self.names.add(self.texts.get(text))
        changed = 0
        for part in text.split(";\n"):
            if COMMENT.sub("", part).strip():
                self.plan(part, values)
                changed += self.run_whole(part, values)
        return changed

    def planned_first(self, original):
        def plan_and_read(text, values=None):
            self.names.add(self.texts.get(text))
            self.plan(text, values)
            return original(text, values)

        return plan_and_read


@pytest.fixture
def planner(monkeypatch):
    return Planner(monkeypatch)


def pack_of_days():
    """A pack with a test that no column of a standing tells."""
    tests = {
        "one": {"counts": "absent", "within": "month", "least": 3, "citation": "Act 1"},
        "two": {
            "counts": "unexcused",
            "within": "rolling",
            "school_days": 10,
            "least": 5,
            "citation": "Act 2",
        },
    }
    pack = load_pack("california")
    return replace(pack, tests=declared_tests({"tests": tests}, pack.value))


def test_every_statement_runs_under_explain(worker_db, planner):
    load(student_year(U("09-03"), U("09-04"), U("09-08")))
    for pack, day in (("california", "11-20"), ("lausd", "11-21")):
        use_policy(act(on=on(day)), pack=pack, overrides={}, effective_from=on(day))
        assess(act(on=on(day)))
    mark_due([(1, 2026)])
    assess(act(on=on("11-24")))
    with judged(pack=pack_of_days(), as_of=on("11-24"), students=[1]), in_front():
        due_reports(on=on("11-24"))
        due_by_school(on=on("11-24"))
    list(export_rows(pack=load_pack("california"), as_of=on("11-24")))
    explain(1, school_year=2026)
    assert concerns_of([SimpleNamespace(pk=1, in_reach=False, school_id=1)], on("11-24")) == {
        1: (Standing.objects.get().status != Status.NONE, [])
    }
    assert (waiting_among([1]), waiting_reports_of([1], school_year=2026, on=on("11-24"))) == (
        set(),
        [],
    )
    assert count_waiting(on=on("11-24"), reach=UserFactory()) == 0
    assert list(doubts([1], on("11-24"))) == []
    assert holds_of_sought([1], pack=load_pack("california"), on=on("11-24")) == {}
    asked = {"as_of": on("11-24"), "on": on("11-24")}
    asked |= {"school_year": 2026, "first_day": on("07-01")}
    read_news(load_pack("california"), since=0, school_year=2026)
    for one in proposals(load_pack("california")):
        sql.rows(one.statement, {**asked, **one.values})
    moment = act().at
    effort = Step(1, 2026, StepKind.EFFORT_48262, moment, EvidenceKind.NOTE, "1")
    take(act(), [effort])
    withdraw(act(), kind=effort.kind, evidence_kind=effort.evidence_kind, evidence_ids=["1"])
    settle_notices(act(), students=[1])
    count_weeks(act(on=on("11-24")))
    list(brief(Student.objects.get(), frozenset(), on("11-24")))
    weeks_of_grades(
        1, ["9"], on("11-02"), on("11-24"), pack=load_pack("california"), as_of=on("11-24")
    )
    for one in proofs(on("11-24")):
        sql.tuples(one.statement, one.values)
    assert FILES - planner.names == set()


def test_what_was_judged_stands_in_front_only_while_it_is_asked_about(worker_db):
    load(student_year(U("09-03")))
    assess(act(on=on("11-20")))
    stored = Standing.objects.get()
    with judged(pack=load_pack("california"), as_of=on("09-02")):
        assert Standing.objects.get().days_absent == stored.days_absent == 1
        with in_front():
            assert (Standing.objects.get().days_absent, DayOutcome.objects.count()) == (0, 0)
        assert Standing.objects.get().days_absent == 1
    assert temporary() == []


@pytest.mark.parametrize("pack", ["california", "lausd", "maryland", "of days"])
@pytest.mark.parametrize("students", [None, [1]])
def test_nothing_is_left_of_judging_by_any_law_of_all_or_some(worker_db, pack, students):
    load(student_year(U("09-03"), U("09-04"), U("09-08")))
    law = pack_of_days() if pack == "of days" else load_pack(pack)
    for _ in range(2):  # a second judging in the same transaction finds none of the first
        with judged(pack=law, as_of=on("11-24"), students=students), in_front():
            assert Standing.objects.get().days_absent == 3
    assert temporary() == []


def test_nothing_stands_in_front_after_a_failure(worker_db):
    load(student_year(U("09-03")))
    assess(act(on=on("11-20")))
    with (
        pytest.raises(ZeroDivisionError),
        judged(pack=load_pack("california"), as_of=on("09-02")),
        in_front(),
    ):
        raise ZeroDivisionError
    assert (Standing.objects.get().days_absent, temporary()) == (1, [])


def temporary() -> list[str]:
    return sql.column(
        "SELECT relname FROM pg_class"
        " WHERE relnamespace = pg_my_temp_schema() AND relkind IN ('r', 'v')"
    )


WORDS = "|".join(sorted({value for value in KINDS.values() if isinstance(value, str) and value}))
# A kind may be the name of a column in an answer, which a comma follows; nothing is compared to one.
KIND = re.compile(rf"(?:[=<>] |IN \(|(?:THEN|ELSE|WHEN) )'(?:{WORDS})'|'(?:{WORDS})'(?!,)")


def test_kinds_are_named_in_statements():
    written = {
        path.name: found
        for path in (Path(settings.BASE_DIR) / "attendance").rglob("*.sql")
        if (found := KIND.findall(path.read_text()))
    }
    assert written == {}
